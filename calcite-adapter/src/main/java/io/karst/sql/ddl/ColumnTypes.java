package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * ALTER COLUMN TYPE. Wider types are a matter of the definition; for all others rows get new values
 * in a new slot.
 */
final class ColumnTypes {
  private final StatementContext context;
  private final ObjectName table;
  private final TypeEdit edit;
  private final RowRewrite rewrite;

  ColumnTypes(StatementContext context, ObjectName table, TypeEdit edit, RowRewrite rewrite) {
    this.context = context;
    this.table = table;
    this.edit = edit;
    this.rewrite = rewrite;
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
    rewrite.convert(slot, column, action.using());
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
}
