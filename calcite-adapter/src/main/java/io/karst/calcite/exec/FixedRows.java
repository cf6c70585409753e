package io.karst.calcite.exec;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows that are taken from their source when it moves to them, once each. */
public final class FixedRows implements RowTransform {
  public static final FixedRows INSTANCE = new FixedRows();

  private FixedRows() {}

  @Override
  public Enumerable<@Nullable Object> run(DataContext root, Enumerable<?> input) {
    return new AbstractEnumerable<@Nullable Object>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new Rows(input.enumerator());
      }
    };
  }

  private static final class Rows implements Enumerator<@Nullable Object> {
    private final Enumerator<?> source;
    private @Nullable Object row;

    Rows(Enumerator<?> source) {
      this.source = source;
    }

    @Override
    public boolean moveNext() {
      boolean found = source.moveNext();
      row = found ? source.current() : null;
      return found;
    }

    @Override
    public @Nullable Object current() {
      return row;
    }

    @Override
    public void reset() {
      source.reset();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
