package io.karst.calcite.exec;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** Rows that are computed when they are read first, and kept for the next times. */
public final class BufferedRows<T> extends AbstractEnumerable<T> {
  private final Enumerable<T> source;
  private @Nullable List<T> rows;

  private BufferedRows(Enumerable<T> source) {
    this.source = source;
  }

  /** Called by generated code. */
  public static <T> Enumerable<T> of(Enumerable<T> source) {
    return new BufferedRows<>(source);
  }

  @Override
  public Enumerator<T> enumerator() {
    List<T> known = rows;
    if (known == null) {
      known = new ArrayList<>();
      try (Enumerator<T> enumerator = source.enumerator()) {
        while (enumerator.moveNext()) {
          known.add(enumerator.current());
        }
      }
      rows = known;
    }
    return Linq4j.enumerator(known);
  }
}
