package io.karst.sql.ddl;

import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.IdentityDefinition;
import io.karst.calcite.schema.Domains;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A column that ALTER TABLE adds: existing rows show its default as of now, unless each has a value
 * of its own.
 *
 * @param column the column in the next free slot
 * @param sequence what feeds it, or null
 * @param differing what gives each row its own value; null for a sequence and for one value
 */
record AddedColumn(
    ColumnDescriptor column, @Nullable SequenceDescriptor sequence, @Nullable SqlNode differing) {

  static AddedColumn of(
      StatementContext context, ColumnDefinition definition, TypeEdit edit, ConstraintNames names) {
    String name = Names.simple(definition.name());
    DeclaredType declared = DeclaredType.held(context, definition.type());
    ColumnType type = declared.type();
    IdentityDefinition identity = definition.identity();
    SqlNode value = value(context, definition, declared.domain());
    SqlNode differing = value != null && Expressions.isVolatile(value) ? value : null;
    if (definition.generatedAs() != null) {
      differing = definition.generatedAs();
    }
    if (differing != null && type.kind() == TypeKind.VECTOR) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "adding a vector column with a value of its own for each row is not supported");
    }
    SequenceDescriptor sequence = null;
    IdentityDescriptor fed = null;
    if (identity != null) {
      TableDraft.refuseIdentity(declared);
      String sequenceName = names.relation(edit.name, List.of(name), "seq");
      sequence =
          SequenceDefinitions.describe(sequenceName, identity.options(), type.kind(), edit.name);
      fed = new IdentityDescriptor(identity.always(), sequenceName);
    }
    String text = TableDraft.defaultText(context, definition.defaultValue(), declared);
    Object missing =
        value == null || differing != null ? null : evaluate(context, edit, value, type);
    return new AddedColumn(
        new ColumnDescriptor(
            edit.nextSlot,
            name,
            type,
            !definition.notNull() && identity == null,
            text,
            missing,
            fed,
            definition.generatedAs() == null
                ? null
                : StoredText.of(context, definition.generatedAs()),
            null,
            declared.domain()),
        sequence,
        differing);
  }

  /** The default of the column, or that of its domain. */
  private static @Nullable SqlNode value(
      StatementContext context, ColumnDefinition definition, @Nullable DomainName domain) {
    if (definition.defaultValue() != null || domain == null) {
      return definition.defaultValue();
    }
    String sql = Domains.require(new DatabaseTables(context.database()), domain).defaultSql();
    return sql == null ? null : Parsing.expression(sql);
  }

  private static @Nullable Object evaluate(
      StatementContext context, TypeEdit edit, SqlNode value, ColumnType type) {
    RowExpressions expression =
        RowExpressions.compile(
            context, context.currentSchema(), edit.name, List.of(), List.of(value));
    Object[] none = new Object[0];
    List<@Nullable Object[]> one = List.<@Nullable Object[]>of(none);
    @Nullable Object result = expression.evaluate(context, none, one).get(0)[0];
    return AssignmentCast.of(expression.columns().get(0).type(), type, context.values())
        .apply(result);
  }
}
