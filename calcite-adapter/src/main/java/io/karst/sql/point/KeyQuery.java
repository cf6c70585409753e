package io.karst.sql.point;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.exec.BoundsProgram;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.table.StoreTable;
import io.karst.storage.tx.StoreTransaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One walk along an access path: KeyGet, MultiGet, KeyRange, IndexRange or FullScan with what is
 * done to each row. Immutable; thread-safe; holds no relational algebra.
 */
public final class KeyQuery {
  private static final List<KeyBounds> EVERYTHING = List.of(KeyBounds.ALL);

  private final Walk walk;
  private final RowCondition[] conditions;
  private final RowExpression @Nullable [] outputs;
  private final long limit;
  private final long offset;

  /**
   * What the store is asked.
   *
   * @param projection columns in the table's shape
   * @param limit most rows, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Walk(
      StoreTable table,
      int path,
      BoundsProgram bounds,
      int[] projection,
      boolean reverse,
      @Nullable BoundValue limit) {}

  /**
   * Creates a plan.
   *
   * @param conditions that rows must meet besides the bounds
   * @param outputs per column of the result; null = the walk's columns as they are
   * @param limit most rows of the result; Long.MAX_VALUE = all
   * @param offset rows of the result that are skipped
   */
  public KeyQuery(
      Walk walk,
      List<RowCondition> conditions,
      @Nullable List<RowExpression> outputs,
      long limit,
      long offset) {
    this.walk = walk;
    this.conditions = conditions.toArray(new RowCondition[0]);
    this.outputs = outputs == null ? null : outputs.toArray(new RowExpression[0]);
    this.limit = limit;
    this.offset = offset;
  }

  /**
   * Starts it.
   *
   * @param parameters canonical values; kept until the cursor is closed
   * @param cancelled polled where many rows may be skipped
   */
  public RowCursor open(
      StoreTransaction transaction, @Nullable Object[] parameters, AtomicBoolean cancelled) {
    KeyInputs inputs = new KeyInputs(parameters);
    List<KeyBounds> bounds =
        walk.bounds().types().isEmpty() ? EVERYTHING : walk.bounds().resolve(inputs);
    RowCursor rows =
        walk.table()
            .scan(
                transaction,
                new ScanSpec(
                    walk.path(), bounds, walk.projection(), walk.reverse(), limit(inputs)));
    boolean plain =
        outputs == null && conditions.length == 0 && limit == Long.MAX_VALUE && offset == 0;
    return plain
        ? rows
        : new KeyCursor(rows, inputs, conditions, outputs, limit, offset, cancelled);
  }

  private long limit(KeyInputs inputs) {
    BoundValue source = walk.limit();
    if (source == null) {
      return Long.MAX_VALUE;
    }
    Object value = source.evaluate(inputs);
    return value == null ? Long.MAX_VALUE : Math.max(0, ((Number) value).longValue());
  }
}
