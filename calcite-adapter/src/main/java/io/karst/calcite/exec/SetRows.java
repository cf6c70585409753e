package io.karst.calcite.exec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Makes rows of the elements of arrays, one array per set-returning function, in step. */
public final class SetRows implements RowTransform {
  private final int columns;
  private final int repeated;
  private final boolean numbered;

  /**
   * Creates the operator.
   *
   * @param columns of the input
   * @param repeated how many of them are no arrays; they come first
   * @param numbered whether a last column counts the rows of each input row
   */
  public SetRows(int columns, int repeated, boolean numbered) {
    this.columns = columns;
    this.repeated = repeated;
    this.numbered = numbered;
  }

  @Override
  public Enumerable<@Nullable Object> run(DataContext root, Enumerable<?> input) {
    return new AbstractEnumerable<@Nullable Object>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new Rows(root, input.enumerator());
      }
    };
  }

  private final class Rows implements Enumerator<@Nullable Object> {
    private final DataContext root;
    private final Enumerator<?> input;
    private final List<@Nullable Iterator<?>> sets;
    private @Nullable Object row;
    private @Nullable Object current;
    private long number;

    Rows(DataContext root, Enumerator<?> input) {
      this.root = root;
      this.input = input;
      this.sets = new ArrayList<>(Collections.nCopies(columns - repeated, null));
    }

    private @Nullable Object column(int index) {
      return columns == 1 || !(row instanceof Object[] values) ? row : values[index];
    }

    @Override
    public boolean moveNext() {
      while (!anyLeft()) {
        if (!input.moveNext()) {
          return false;
        }
        row = input.current();
        number = 0;
        for (int i = 0; i < sets.size(); i++) {
          sets.set(i, column(repeated + i) instanceof List<?> list ? list.iterator() : null);
        }
      }
      KarstDataContext.checkCancelled(root);
      int width = columns + (numbered ? 1 : 0);
      @Nullable Object[] next = new @Nullable Object[width];
      for (int i = 0; i < repeated; i++) {
        next[i] = column(i);
      }
      for (int i = 0; i < sets.size(); i++) {
        Iterator<?> set = sets.get(i);
        next[repeated + i] = set != null && set.hasNext() ? set.next() : null;
      }
      if (numbered) {
        next[width - 1] = ++number;
      }
      current = width == 1 ? next[0] : next;
      return true;
    }

    private boolean anyLeft() {
      for (Iterator<?> set : sets) {
        if (set != null && set.hasNext()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public @Nullable Object current() {
      return current;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("reset");
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
