package io.karst.sql.dml;

import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.table.BulkInsert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of an INSERT: takes rows, completes them in batches and writes them. */
final class RowInserter {
  private static final int BATCH = 512;

  private final StatementContext context;
  private final Target target;
  private final RowRules rules;
  private final boolean[] fill;
  private final @Nullable ConflictAction onConflict;
  private final @Nullable Object[] parameters;
  private final List<@Nullable Object[]> batch = new ArrayList<>();
  private final boolean keepChanged;
  private final boolean keepInserted;
  private final List<@Nullable Object[]> changed = new ArrayList<>();
  private final List<@Nullable Object[]> inserted = new ArrayList<>();
  private final Set<List<@Nullable Object>> touched = new HashSet<>();
  private long count;
  private @Nullable BulkInsert bulk;

  /**
   * Creates a run.
   *
   * @param fill per position: whether rows come without a value
   * @param keepChanged whether RETURNING needs the rows
   */
  RowInserter(
      StatementContext context,
      RowRules rules,
      boolean[] fill,
      @Nullable ConflictAction onConflict,
      @Nullable Object[] parameters,
      boolean keepChanged) {
    this.context = context;
    this.target = rules.target();
    this.rules = rules;
    this.fill = fill;
    this.onConflict = onConflict;
    this.parameters = parameters;
    this.keepChanged = keepChanged;
    this.keepInserted = context.keepGeneratedKeys();
  }

  /** Takes a row of full width. */
  void add(@Nullable Object[] row) {
    batch.add(row);
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /** From now on rows go into a bulk load. */
  void useBulk(BulkInsert load) {
    bulk = load;
  }

  /** Writes what is left. */
  void finish() {
    flush();
  }

  long count() {
    return count;
  }

  /** Rows for RETURNING. */
  List<@Nullable Object[]> changed() {
    return changed;
  }

  /** Rows for generated keys, or null. */
  @Nullable List<@Nullable Object[]> inserted() {
    return keepInserted ? inserted : null;
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    context.cancellation().check();
    rules.fillDefaults(context, fill, batch);
    fillMarked();
    rules.complete(context, batch);
    for (@Nullable Object[] row : batch) {
      write(row);
    }
    batch.clear();
    context.progress(count);
  }

  /** Fills where one row of VALUES says DEFAULT and another does not. */
  private void fillMarked() {
    for (int position = 0; position < fill.length; position++) {
      if (fill[position]) {
        continue;
      }
      List<@Nullable Object[]> marked = new ArrayList<>();
      for (@Nullable Object[] row : batch) {
        if (row[position] == RowSource.DEFAULT) {
          row[position] = null;
          marked.add(row);
        }
      }
      if (!marked.isEmpty()) {
        boolean[] one = new boolean[fill.length];
        one[position] = true;
        rules.fillDefaults(context, one, marked);
      }
    }
  }

  private void write(@Nullable Object[] row) {
    BulkInsert load = bulk;
    if (load != null) {
      load.insert(row);
      count++;
      return;
    }
    ConflictAction action = onConflict;
    if (action != null) {
      rules.requireNotNull(row);
      @Nullable Object @Nullable [] existing = action.conflicting(context, row);
      if (existing != null) {
        if (!action.doNothing()) {
          update(action, existing, row);
        }
        return;
      }
    }
    target.table().insert(context.transaction(), row);
    if (action != null && !action.doNothing()) {
      touched.add(target.key(row));
    }
    count++;
    if (keepInserted) {
      inserted.add(row);
    }
    if (keepChanged) {
      changed.add(row);
    }
  }

  private void update(
      ConflictAction action, @Nullable Object[] existing, @Nullable Object[] proposed) {
    if (!touched.add(target.key(existing))) {
      throw new KarstException(
              ErrorCode.CARDINALITY_VIOLATION,
              "ON CONFLICT DO UPDATE command cannot affect row a second time")
          .withHint(
              "Ensure that no rows proposed for insertion within the same command have duplicate"
                  + " constrained values.");
    }
    @Nullable Object @Nullable [] row =
        action.changed(context, rules, parameters, existing, proposed);
    if (row == null) {
      return;
    }
    target.table().update(context.transaction(), existing, row);
    count++;
    if (keepChanged) {
      changed.add(row);
    }
  }
}
