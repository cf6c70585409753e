package io.karst.calcite.exec;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.type.ValueMapping;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.value.ColumnType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.runtime.FlatLists;
import org.jspecify.annotations.Nullable;

/**
 * A scan as a plan holds it: everything but the transaction and the parameters. Generated code
 * calls {@link #open}. Rows are {@code Object[]}, a single value if there is one column, and an
 * empty list if there is none.
 */
public final class ScanSource {
  /** How often a scan looks whether it is to stop, in rows; a power of two. */
  static final int CANCEL_INTERVAL = 256;

  private final SourceTable table;
  private final int path;
  private final BoundsProgram bounds;
  private final int[] projection;
  private final ColumnType[] types;
  private final boolean reverse;
  private final @Nullable BoundValue limit;

  /**
   * Creates a scan.
   *
   * @param projection positions in the table's shape
   * @param limit most rows, or null
   */
  public ScanSource(
      SourceTable table,
      int path,
      BoundsProgram bounds,
      int[] projection,
      boolean reverse,
      @Nullable BoundValue limit) {
    this.table = table;
    this.path = path;
    this.bounds = bounds;
    this.projection = projection;
    this.reverse = reverse;
    this.limit = limit;
    this.types = new ColumnType[projection.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = table.shape().columns().get(projection[i]).type();
    }
  }

  public SourceTable table() {
    return table;
  }

  public int[] projection() {
    return projection;
  }

  ColumnType type(int column) {
    return types[column];
  }

  /** The rows; read anew by each enumerator. */
  public Enumerable<Object> open(DataContext root) {
    KarstDataContext context = (KarstDataContext) root;
    return new AbstractEnumerable<Object>() {
      @Override
      public Enumerator<Object> enumerator() {
        return new Rows(ScanSource.this, cursor(context), context.query().cancelled());
      }
    };
  }

  RowCursor cursor(KarstDataContext context) {
    return cursor(context.query(), bounds.resolve(context), limitOf(context));
  }

  RowCursor cursor(QueryContext context, List<KeyBounds> ranges, long rows) {
    return table.scan(context, new ScanSpec(path, ranges, projection, reverse, rows));
  }

  int path() {
    return path;
  }

  private long limitOf(KarstDataContext context) {
    if (limit == null) {
      return Long.MAX_VALUE;
    }
    Object value = limit.evaluate(context);
    return value == null ? Long.MAX_VALUE : Math.max(0, ((Number) value).longValue());
  }

  Object row(RowCursor cursor) {
    if (types.length == 1) {
      return value(cursor, 0);
    }
    if (types.length == 0) {
      return FlatLists.of();
    }
    @Nullable Object[] row = new Object[types.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(cursor, i);
    }
    return row;
  }

  @SuppressWarnings("NullAway") // rows of one nullable column are null in Enumerable
  private Object value(RowCursor cursor, int column) {
    return ValueMapping.toInternal(types[column], cursor.get(column));
  }

  static void checkCancelled(AtomicBoolean cancelled) {
    if (cancelled.get()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
  }

  /** One pass over the rows. */
  private static final class Rows implements Enumerator<Object> {
    private final ScanSource source;
    private final RowCursor cursor;
    private final AtomicBoolean cancelled;
    private int count;

    Rows(ScanSource source, RowCursor cursor, AtomicBoolean cancelled) {
      this.source = source;
      this.cursor = cursor;
      this.cancelled = cancelled;
    }

    @Override
    public Object current() {
      return source.row(cursor);
    }

    @Override
    public boolean moveNext() {
      if ((count++ & (CANCEL_INTERVAL - 1)) == 0) {
        checkCancelled(cancelled);
      }
      return cursor.next();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a scan is read once");
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
