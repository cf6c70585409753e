package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code DROP kind [IF EXISTS] name, ... [CASCADE | RESTRICT]}.
 *
 * @param kind SCHEMA, TABLE, VIEW, INDEX, SEQUENCE or DOMAIN
 * @param ifExists no error for a name that does not exist
 * @param names at least one; one part, or two with the schema
 * @param cascade drop what depends on it too; otherwise refuse
 */
public record DropObjects(
    ObjectKind kind, boolean ifExists, List<SqlIdentifier> names, boolean cascade)
    implements KarstStatement {
  public DropObjects {
    names = List.copyOf(names);
  }

  @Override
  public String tag() {
    return "DROP " + kind;
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(tag());
    Clauses.keywordIf(writer, ifExists, "IF EXISTS");
    Clauses.list(writer, names);
    Clauses.keywordIf(writer, cascade, "CASCADE");
  }
}
