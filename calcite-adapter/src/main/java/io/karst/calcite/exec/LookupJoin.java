package io.karst.calcite.exec;

import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Predicate2;
import org.jspecify.annotations.Nullable;

/**
 * Joins by looking the right rows up: the keys of a batch of left rows become one scan of the right
 * table with many bounds. Left order is kept. Rows are {@code Object[]}, bare values for one
 * column.
 */
public final class LookupJoin {
  private static final int BATCH = 256;

  /** Which rows leave. */
  public enum Kind {
    INNER,
    /** Left rows without match leave with NULLs. */
    LEFT,
    /** Left rows with a match, alone. */
    SEMI,
    /** Left rows without a match, alone. */
    ANTI
  }

  private final ScanSource right;
  private final Kind kind;
  private final int[] leftKeys;
  private final int[] rightKeys;
  private final int leftColumns;

  /**
   * Creates the operator.
   *
   * @param right scan whose path begins with the key columns
   * @param leftKeys columns of the left rows, in the order of the path
   * @param rightKeys the same keys among the columns of the scan
   */
  public LookupJoin(ScanSource right, Kind kind, int[] leftKeys, int[] rightKeys, int leftColumns) {
    this.right = right;
    this.kind = kind;
    this.leftKeys = leftKeys.clone();
    this.rightKeys = rightKeys.clone();
    this.leftColumns = leftColumns;
  }

  /**
   * Joins; called by generated code.
   *
   * @param condition what else must hold, given a left and a right row
   */
  public Enumerable<Object> run(
      DataContext root, Enumerable<?> left, Predicate2<Object, Object> condition) {
    KarstDataContext context = (KarstDataContext) root;
    return new AbstractEnumerable<Object>() {
      @Override
      public Enumerator<Object> enumerator() {
        return new Rows(context, left.enumerator(), condition);
      }
    };
  }

  private @Nullable Object column(@Nullable Object row, int column, int columns) {
    return columns == 1
        ? row
        : ((@Nullable Object[]) java.util.Objects.requireNonNull(row))[column];
  }

  /** The key as canonical values, or null if no right row can match. */
  private @Nullable List<Object> key(@Nullable Object left) {
    List<Object> key = new ArrayList<>(leftKeys.length);
    for (int i = 0; i < leftKeys.length; i++) {
      Object value = column(left, leftKeys[i], leftColumns);
      if (value == null) {
        return null;
      }
      ColumnType type = right.type(rightKeys[i]);
      KeyValue placed = KeyValue.of(type, value);
      if (!placed.exact() || placed.value() == null) {
        return null;
      }
      key.add(comparable(placed.value()));
    }
    return key;
  }

  /** Equal keys are equal objects. */
  private static Object comparable(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    }
    if (value instanceof Double number) {
      return number + 0.0;
    }
    return value instanceof Float number ? (Object) (number + 0.0f) : value;
  }

  private Map<List<Object>, List<Object>> find(
      KarstDataContext context, List<@Nullable List<Object>> keys) {
    Map<List<Object>, List<Object>> found = new HashMap<>();
    List<KeyBounds> bounds = new ArrayList<>();
    for (List<Object> key : keys) {
      if (key != null && found.putIfAbsent(key, new ArrayList<>(1)) == null) {
        bounds.add(KeyBounds.equalTo(key.toArray()));
      }
    }
    if (bounds.isEmpty()) {
      return found;
    }
    try (RowCursor rows = right.cursor(context.query(), bounds, Long.MAX_VALUE)) {
      while (rows.next()) {
        List<Object> key = new ArrayList<>(rightKeys.length);
        for (int column : rightKeys) {
          key.add(comparable(java.util.Objects.requireNonNull(rows.get(column))));
        }
        List<Object> matches = found.get(key);
        if (matches != null) {
          matches.add(right.row(rows));
        }
      }
    }
    return found;
  }

  private Object joined(@Nullable Object left, @Nullable Object rightRow) {
    int rightColumns = right.projection().length;
    @Nullable Object[] row = new @Nullable Object[leftColumns + rightColumns];
    copy(left, leftColumns, row, 0);
    if (rightRow != null || rightColumns == 1) {
      copy(rightRow, rightColumns, row, leftColumns);
    }
    return row;
  }

  private static void copy(@Nullable Object from, int columns, @Nullable Object[] to, int offset) {
    if (columns == 1) {
      to[offset] = from;
    } else if (columns > 1) {
      System.arraycopy(java.util.Objects.requireNonNull(from), 0, to, offset, columns);
    }
  }

  /** One pass. */
  private final class Rows implements Enumerator<Object> {
    private final KarstDataContext context;
    private final Enumerator<?> left;
    private final Predicate2<Object, Object> condition;
    private final List<@Nullable Object> output = new ArrayList<>();
    private int next;
    private @Nullable Object current;

    Rows(KarstDataContext context, Enumerator<?> left, Predicate2<Object, Object> condition) {
      this.context = context;
      this.left = left;
      this.condition = condition;
    }

    @Override
    @SuppressWarnings("NullAway") // rows of one nullable column are null in Enumerable
    public Object current() {
      return current;
    }

    @Override
    public boolean moveNext() {
      while (next == output.size()) {
        if (!fill()) {
          return false;
        }
      }
      current = output.get(next++);
      return true;
    }

    /** Joins the next batch of left rows; false at the end. */
    private boolean fill() {
      ScanSource.checkCancelled(context.query().cancelled());
      output.clear();
      next = 0;
      List<@Nullable Object> batch = new ArrayList<>(BATCH);
      List<@Nullable List<Object>> keys = new ArrayList<>(BATCH);
      while (batch.size() < BATCH && left.moveNext()) {
        Object row = left.current();
        batch.add(row);
        keys.add(key(row));
      }
      if (batch.isEmpty()) {
        return false;
      }
      Map<List<Object>, List<Object>> found = find(context, keys);
      for (int i = 0; i < batch.size(); i++) {
        List<Object> key = keys.get(i);
        join(batch.get(i), key == null ? List.of() : found.getOrDefault(key, List.of()));
      }
      return true;
    }

    @SuppressWarnings("NullAway") // as above
    private void join(@Nullable Object row, List<Object> candidates) {
      boolean matched = false;
      for (Object candidate : candidates) {
        if (!condition.apply(row, candidate)) {
          continue;
        }
        matched = true;
        if (kind == Kind.SEMI || kind == Kind.ANTI) {
          break;
        }
        output.add(joined(row, candidate));
      }
      if (kind == Kind.LEFT && !matched) {
        output.add(joined(row, null));
      } else if (matched == (kind == Kind.SEMI) && kind != Kind.INNER && kind != Kind.LEFT) {
        output.add(row);
      }
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a join is read once");
    }

    @Override
    public void close() {
      left.close();
    }
  }

  @Override
  public String toString() {
    return "lookup join on " + Arrays.toString(leftKeys);
  }
}
