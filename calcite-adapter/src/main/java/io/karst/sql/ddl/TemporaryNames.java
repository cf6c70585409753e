package io.karst.sql.ddl;

import io.karst.sql.statement.StatementContext;
import io.karst.storage.catalog.CollectionCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Temporary tables and views that the query of a view reads: the query names them with their
 * schema, so that it means the same under another search path.
 */
final class TemporaryNames extends SqlBasicVisitor<@Nullable Void> {
  private static final String PREFIX = "pg_temp_";

  private final String schema;
  private final CollectionCatalog catalog;
  private final Set<String> common = new HashSet<>();
  private boolean found;

  private TemporaryNames(String schema, CollectionCatalog catalog) {
    this.schema = schema;
    this.catalog = catalog;
  }

  /** Changes the names in a query; whether there are any. */
  static boolean qualify(StatementContext context, SqlNode query) {
    String schema = context.searchPath().isEmpty() ? "" : context.searchPath().get(0);
    if (!schema.startsWith(PREFIX)) {
      return false;
    }
    TemporaryNames names =
        new TemporaryNames(schema, context.database().collection(schema).catalog());
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlWithItem item) {
              names.common.add(item.name.getSimple());
            }
            return super.visit(call);
          }
        });
    query.accept(names);
    return names.found;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      select.setFrom(from(select.getFrom()));
    }
    if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
      call.setOperand(0, from(call.operand(0)));
    }
    return super.visit(call);
  }

  private SqlNode from(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      return qualified(identifier);
    }
    if (node instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft()));
      join.setRight(from(join.getRight()));
    } else if (node instanceof SqlCall call) {
      switch (call.getKind()) {
        case AS, TABLESAMPLE -> call.setOperand(0, from(call.operand(0)));
        case TABLE_REF -> {
          return call.getOperator()
              .createCall(call.getParserPosition(), from(call.operand(0)), call.operand(1));
        }
        default -> {}
      }
    }
    return node;
  }

  private SqlIdentifier qualified(SqlIdentifier identifier) {
    int parts = identifier.names.size();
    if (parts > 1) {
      found |= identifier.names.get(parts - 2).equals(schema);
      return identifier;
    }
    String name = identifier.getSimple();
    int dollar = name.indexOf('$');
    boolean temporary =
        !common.contains(name)
            && (catalog.views().containsKey(name)
                || catalog.types().containsKey(dollar > 0 ? name.substring(0, dollar) : name));
    found |= temporary;
    return temporary
        ? new SqlIdentifier(List.of(schema, name), identifier.getParserPosition())
        : identifier;
  }
}
