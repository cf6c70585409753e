package io.karst.calcite.exec;

import io.karst.calcite.type.ValueMapping;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows of a plan in canonical storage values. */
public final class PlanCursor implements RowCursor {
  private final Enumerator<?> rows;
  private final ColumnType[] types;
  private final AtomicBoolean cancelled;
  private @Nullable Object current;
  private int count;

  /**
   * Wraps what generated code gives.
   *
   * @param types of the columns; one column comes as its bare value
   */
  public PlanCursor(Enumerator<?> rows, ColumnType[] types, AtomicBoolean cancelled) {
    this.rows = rows;
    this.types = types.clone();
    this.cancelled = cancelled;
  }

  @Override
  public boolean next() {
    if ((count++ & (ScanSource.CANCEL_INTERVAL - 1)) == 0) {
      ScanSource.checkCancelled(cancelled);
    }
    try {
      if (!rows.moveNext()) {
        return false;
      }
      Object row = rows.current();
      // Some operators of Calcite give lists whatever form of rows was asked for.
      current = types.length > 1 && row instanceof List<?> list ? list.toArray() : row;
      return true;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      throw RuntimeErrors.translate(e);
    }
  }

  private @Nullable Object internal(int position) {
    // An only column is the bare value, and that may be a row of several values.
    return types.length == 1 && !(current instanceof Object[] row && row.length == 1)
        ? current
        : ((Object[]) java.util.Objects.requireNonNull(current))[position];
  }

  @Override
  public boolean isNull(int position) {
    return internal(position) == null;
  }

  @Override
  public @Nullable Object get(int position) {
    try {
      return ValueMapping.toStorage(types[position], internal(position));
    } catch (RuntimeException e) {
      throw RuntimeErrors.translate(e);
    }
  }

  @Override
  public long getLong(int position) {
    return get(position) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int position) {
    return internal(position) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (RuntimeException e) {
      throw RuntimeErrors.translate(e);
    }
  }
}
