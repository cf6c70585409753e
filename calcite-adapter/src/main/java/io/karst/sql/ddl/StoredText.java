package io.karst.sql.ddl;

import io.karst.calcite.ast.NamedTypeSpec;
import io.karst.calcite.ast.SqlText;
import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.TableResolver;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.catalog.DomainName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Expressions and queries as definitions keep them: domains have their schema, so that another
 * search path does not matter.
 */
final class StoredText {
  private StoredText() {}

  static String of(StatementContext context, SqlNode node) {
    if (typeNames(node).isEmpty()) {
      return SqlText.of(node);
    }
    TableResolver tables = new DatabaseTables(context.database());
    SqlNode qualified =
        node.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlDataTypeSpec type) {
                if (!(type.getTypeNameSpec() instanceof NamedTypeSpec named)) {
                  return type;
                }
                DomainName domain = Domains.resolve(tables, named, context.searchPath());
                return new SqlDataTypeSpec(
                    named.of(domain.collection(), domain.name()), type.getParserPosition());
              }
            });
    return SqlText.of(qualified == null ? node : qualified);
  }

  /** A stored text after a domain got another name; the text itself if it does not name it. */
  static String renamed(String sql, boolean isQuery, DomainName from, String to) {
    SqlNode node = isQuery ? Parsing.query(sql) : Parsing.expression(sql);
    if (typeNames(node).stream().noneMatch(named -> isName(named, from))) {
      return sql;
    }
    SqlNode renamed =
        node.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlDataTypeSpec type) {
                return type.getTypeNameSpec() instanceof NamedTypeSpec named && isName(named, from)
                    ? new SqlDataTypeSpec(named.of(from.collection(), to), type.getParserPosition())
                    : type;
              }
            });
    return renamed == null ? sql : SqlText.of(renamed);
  }

  /** Whether a stored name, which has its schema, is that of a domain. */
  static boolean isName(NamedTypeSpec named, DomainName domain) {
    return named.getTypeName().names.equals(List.of(domain.collection(), domain.name()));
  }

  /** Names of types in an expression or a query that are not those of the parser. */
  static List<NamedTypeSpec> typeNames(SqlNode node) {
    List<NamedTypeSpec> names = new ArrayList<>();
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDataTypeSpec type) {
            if (type.getTypeNameSpec() instanceof NamedTypeSpec named) {
              names.add(named);
            }
            return null;
          }
        });
    return names;
  }
}
