package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.table.RowConversion;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * ALTER COLUMN TYPE. Wider types are a matter of the definition; for all others rows get new values
 * in a new slot, and CHECK constraints over them are looked at again.
 */
final class ColumnTypes implements RowConversion {
  private static final Object[] NO_PARAMETERS = new Object[0];

  private final StatementContext context;
  private final ObjectName table;
  private final TypeEdit edit;
  private final List<Change> changes = new ArrayList<>();
  private final List<AssignmentCast> casts = new ArrayList<>();
  private @Nullable RowExpressions expressions;
  private @Nullable ChangedRowChecks checks;

  /**
   * A column that rows have to be rewritten for.
   *
   * @param using the value's expression, or null for the column itself
   */
  private record Change(int position, ColumnDescriptor before, @Nullable SqlNode using) {}

  ColumnTypes(StatementContext context, ObjectName table, TypeEdit edit) {
    this.context = context;
    this.table = table;
    this.edit = edit;
  }

  /** Applies one action to the draft. */
  void plan(AlterAction.SetType action) {
    int position = edit.require(Names.simple(action.column()));
    ColumnDescriptor column = edit.columns.get(position);
    ColumnType from = column.type();
    DeclaredType declared = DeclaredType.held(context, action.type());
    ColumnType to = declared.type();
    ColumnTypeRules.requireChangeable(context, table, edit, column, to);
    if (action.using() == null && ColumnTypeRules.isWider(edit, column, to)) {
      edit.columns.set(
          position,
          column.withType(column.slot(), to, column.missing()).withDomain(declared.domain()));
      return;
    }
    ColumnTypeRules.requireRewritable(context, table, edit, column, to);
    boolean automatic = ColumnTypeRules.isAutomatic(from, to);
    if (action.using() == null && !automatic) {
      throw new KarstException(
              ErrorCode.DATATYPE_MISMATCH,
              "column \"" + column.name() + "\" cannot be cast automatically to type " + to)
          .withHint("You might need to specify \"USING " + column.name() + "::" + to + "\".");
    }
    String value = column.defaultSql() == null ? null : convertedDefault(column, to);
    int slot = edit.nextSlot++;
    edit.columns.set(
        position, column.withType(slot, to, null).withDefault(value).withDomain(declared.domain()));
    edit.indexes.replaceAll(
        index ->
            index.withSlots(
                index.slots().stream().map(s -> s == column.slot() ? slot : s).toList()));
    changes.add(new Change(position, column, action.using()));
  }

  /** The default for the new type: its own expression, or a text as the old type reads it. */
  private String convertedDefault(ColumnDescriptor column, ColumnType to) {
    String text = requireNonNull(column.defaultSql(), "default");
    SqlNode expression = Parsing.expression(text);
    ColumnType own =
        RowExpressions.compile(
                context, table.schema(), table.name(), List.of(), List.of(expression))
            .columns()
            .get(0)
            .type();
    boolean isText = own.kind() == TypeKind.VARCHAR || own.kind() == TypeKind.CHAR;
    if (!ColumnTypeRules.isAutomatic(isText ? column.type() : own, to)) {
      throw new KarstException(
          ErrorCode.DATATYPE_MISMATCH,
          "default for column \""
              + column.name()
              + "\" cannot be cast automatically to type "
              + to);
    }
    return isText
        ? "CAST("
            + text
            + " AS "
            + new ColumnTypeSpec(column.type(), false, SqlParserPos.ZERO)
            + ")"
        : text;
  }

  /** Whether rows have to be rewritten. */
  boolean rewrites() {
    return !changes.isEmpty();
  }

  /** Rewrites the rows and puts the draft in force. */
  void apply(List<AlterAction> actions) {
    for (AlterAction action : actions) {
      if (!(action instanceof AlterAction.SetType || action instanceof AlterAction.SetDefault)) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "changing the type of a column together with other changes is not supported")
            .withHint("Use an ALTER TABLE of its own.");
      }
    }
    List<SqlNode> nodes = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (Change change : changes) {
      changed.add(change.before().name());
      if (change.using() != null) {
        nodes.add(change.using());
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
    int next = 0;
    for (Change change : changes) {
      ColumnType to = edit.columns.get(change.position()).type();
      boolean using = change.using() != null;
      ColumnType from =
          using ? requireNonNull(expressions).columns().get(next++).type() : change.before().type();
      casts.add(cast(change, from, to));
    }
    checks = ChangedRowChecks.compile(context, table, edit, changed);
    Names.collection(context, table).changeColumns(edit.build(), this);
  }

  private AssignmentCast cast(Change change, ColumnType from, ColumnType to) {
    try {
      return AssignmentCast.of(from, to, context.values());
    } catch (KarstException e) {
      throw new KarstException(
              e.code(),
              "result of USING clause for column \""
                  + change.before().name()
                  + "\" cannot be cast automatically to type "
                  + to)
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
      @Nullable Object[] row = rows.get(i).clone();
      @Nullable Object[] fresh = new @Nullable Object[changes.size()];
      int next = 0;
      for (int c = 0; c < fresh.length; c++) {
        Change change = changes.get(c);
        int position = change.position();
        Object value = change.using() == null ? rows.get(i)[position] : results.get(i)[next++];
        fresh[c] = casts.get(c).apply(value);
        row[position] = fresh[c];
      }
      values.add(fresh);
      after.add(row);
    }
    requireNonNull(checks).require(context, after);
    return values;
  }
}
