package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.AlterAction;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.table.RowConversion;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What ALTER TABLE computes for every row: values of another type, values of new columns that
 * differ from row to row. They go into new slots; NOT NULL and CHECK constraints over them are
 * looked at on the way.
 */
final class RowRewrite implements RowConversion {
  private static final Object[] NO_PARAMETERS = new Object[0];

  private final StatementContext context;
  private final ObjectName table;
  private final TypeEdit edit;
  private final Map<Integer, Source> sources = new TreeMap<>();
  private final List<Fresh> fresh = new ArrayList<>();
  private @Nullable RowExpressions expressions;
  private @Nullable ChangedRowChecks checks;
  private boolean converts;

  /**
   * Where the values of a slot come from.
   *
   * @param before the column that gets another type, or null
   * @param value the expression; null for the column itself or the sequence
   * @param sequence what gives the values, or null
   */
  private record Source(
      @Nullable ColumnDescriptor before, @Nullable SqlNode value, @Nullable String sequence) {}

  /**
   * The values of a new slot.
   *
   * @param read place of the value before the cast: among the expressions, or the old columns
   * @param cast null for a value that needs none
   */
  private record Fresh(
      ColumnDescriptor column, @Nullable Source source, int read, @Nullable AssignmentCast cast) {}

  RowRewrite(StatementContext context, ObjectName table, TypeEdit edit) {
    this.context = context;
    this.table = table;
    this.edit = edit;
  }

  /** A column gets another type, in a new slot, by an expression or an assignment. */
  void convert(int slot, ColumnDescriptor before, @Nullable SqlNode using) {
    sources.put(slot, new Source(before, using, null));
    converts = true;
  }

  /** A new column has a value for each row, by an expression or from a sequence. */
  void add(int slot, @Nullable SqlNode value, @Nullable String sequence) {
    sources.put(slot, new Source(null, value, sequence));
  }

  /** Whether rows have to be rewritten. */
  boolean isNeeded() {
    return !sources.isEmpty();
  }

  /** Refuses what cannot be done while rows are rewritten. */
  void requireTogether(List<AlterAction> actions) {
    for (AlterAction action : actions) {
      boolean possible =
          action instanceof AlterAction.SetType
              || action instanceof AlterAction.SetDefault
              || action instanceof AlterAction.AddColumn
              || action instanceof AlterAction.SetNotNull
              || action instanceof AlterAction.AddConstraint;
      if (!possible) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                converts
                    ? "changing the type of a column together with other changes is not supported"
                    : "adding a column with a value of its own for each row together with other"
                        + " changes is not supported")
            .withHint("Use an ALTER TABLE of its own.");
      }
    }
  }

  /** Rewrites the rows and puts the draft in force. */
  void apply() {
    List<SqlNode> nodes = new ArrayList<>();
    for (Source source : sources.values()) {
      if (source.value() != null) {
        nodes.add(source.value());
      }
    }
    if (!nodes.isEmpty()) {
      expressions =
          RowExpressions.compile(
              context,
              table.schema(),
              table.name(),
              TableCreation.tableColumns(edit.original().columns()),
              nodes);
    }
    EntityTypeDescriptor changed = edit.build();
    List<String> names = new ArrayList<>();
    int next = 0;
    for (int slot = edit.original().nextSlot(); slot < edit.nextSlot; slot++) {
      ColumnDescriptor column = changed.columnInSlot(slot);
      Source source = sources.get(slot);
      names.add(column.name());
      if (source == null || source.sequence() != null) {
        fresh.add(new Fresh(column, source, 0, null));
      } else if (source.value() != null) {
        ColumnType from = requireNonNull(expressions).columns().get(next).type();
        fresh.add(new Fresh(column, source, next++, cast(column, source, from)));
      } else {
        ColumnDescriptor before = requireNonNull(source.before());
        int position = edit.original().positionOfSlot(before.slot());
        fresh.add(new Fresh(column, source, position, cast(column, source, before.type())));
      }
    }
    checks = ChangedRowChecks.compile(context, table, edit, names);
    Names.collection(context, table).changeColumns(changed, this);
  }

  private AssignmentCast cast(ColumnDescriptor column, Source source, ColumnType from) {
    try {
      return AssignmentCast.of(from, column.type(), context.values());
    } catch (KarstException e) {
      if (source.before() == null) {
        throw e;
      }
      throw new KarstException(
              e.code(),
              "result of USING clause for column \""
                  + column.name()
                  + "\" cannot be cast automatically to type "
                  + column.type())
          .withHint("You might need to add an explicit cast.");
    }
  }

  @Override
  public List<@Nullable Object[]> convert(List<@Nullable Object[]> rows) {
    context.cancellation().check();
    if (rows.isEmpty()) {
      return List.of();
    }
    RowExpressions computed = expressions;
    List<@Nullable Object[]> results =
        computed == null ? rows : computed.evaluate(context, NO_PARAMETERS, rows);
    List<@Nullable Object[]> values = new ArrayList<>(rows.size());
    List<@Nullable Object[]> after = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      @Nullable Object[] row = new @Nullable Object[fresh.size()];
      for (int c = 0; c < row.length; c++) {
        row[c] = value(fresh.get(c), rows.get(i), results.get(i));
      }
      values.add(row);
      after.add(whole(rows.get(i), row));
    }
    requireNonNull(checks).require(context, after);
    return values;
  }

  private @Nullable Object value(
      Fresh column, @Nullable Object[] before, @Nullable Object[] computed) {
    Source source = column.source();
    if (source == null) {
      return column.column().missing();
    }
    if (source.sequence() != null) {
      Collection collection = Names.collection(context, table);
      return Values.coerce(column.column().type(), collection.nextValue(source.sequence()));
    }
    Object value = source.value() == null ? before[column.read()] : computed[column.read()];
    return requireNonNull(column.cast()).apply(value);
  }

  /** The row as the draft defines it. */
  private @Nullable Object[] whole(@Nullable Object[] before, @Nullable Object[] added) {
    EntityTypeDescriptor original = edit.original();
    @Nullable Object[] row = new @Nullable Object[edit.columns.size()];
    for (int i = 0; i < row.length; i++) {
      int slot = edit.columns.get(i).slot();
      row[i] =
          slot < original.nextSlot()
              ? before[original.positionOfSlot(slot)]
              : added[slot - original.nextSlot()];
    }
    return row;
  }
}
