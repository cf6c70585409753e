package io.karst.sql.point;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The rows of a walk that meet the conditions, with the columns of the result. */
final class KeyCursor implements RowCursor {
  private static final int CANCEL_INTERVAL = 256;

  private final RowCursor rows;
  private final KeyInputs inputs;
  private final RowCondition[] conditions;
  private final RowExpression @Nullable [] outputs;
  private final AtomicBoolean cancelled;
  private final @Nullable Object[] computed;
  private long left;
  private long skip;
  private int count;

  KeyCursor(
      RowCursor rows,
      KeyInputs inputs,
      RowCondition[] conditions,
      RowExpression @Nullable [] outputs,
      long limit,
      long offset,
      AtomicBoolean cancelled) {
    this.rows = rows;
    this.inputs = inputs;
    this.conditions = conditions;
    this.outputs = outputs;
    this.left = limit;
    this.skip = offset;
    this.cancelled = cancelled;
    this.computed = new @Nullable Object[outputs == null ? 0 : outputs.length];
  }

  @Override
  public boolean next() {
    if (left <= 0) {
      return false;
    }
    while (rows.next()) {
      if ((count++ & (CANCEL_INTERVAL - 1)) == 0 && cancelled.get()) {
        throw new KarstException(
            ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
      }
      if (!accepted()) {
        continue;
      }
      if (skip > 0) {
        skip--;
        continue;
      }
      left--;
      compute();
      return true;
    }
    left = 0;
    return false;
  }

  /** What can fail fails when the row is reached. */
  private void compute() {
    RowExpression[] expressions = outputs;
    if (expressions == null) {
      return;
    }
    for (int i = 0; i < expressions.length; i++) {
      RowExpression output = expressions[i];
      if (!(output instanceof RowExpression.Column)) {
        computed[i] = output.evaluate(rows, inputs);
      }
    }
  }

  private boolean accepted() {
    for (RowCondition condition : conditions) {
      if (!condition.holds(rows, inputs)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isNull(int position) {
    if (outputs == null) {
      return rows.isNull(position);
    }
    return outputs[position] instanceof RowExpression.Column column
        ? rows.isNull(column.position())
        : computed[position] == null;
  }

  @Override
  public @Nullable Object get(int position) {
    if (outputs == null) {
      return rows.get(position);
    }
    return outputs[position] instanceof RowExpression.Column column
        ? rows.get(column.position())
        : computed[position];
  }

  @Override
  public long getLong(int position) {
    if (outputs == null) {
      return rows.getLong(position);
    }
    if (outputs[position] instanceof RowExpression.Column column) {
      return rows.getLong(column.position());
    }
    return computed[position] instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int position) {
    if (outputs == null) {
      return rows.getDouble(position);
    }
    if (outputs[position] instanceof RowExpression.Column column) {
      return rows.getDouble(column.position());
    }
    return computed[position] instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void close() {
    rows.close();
  }
}
