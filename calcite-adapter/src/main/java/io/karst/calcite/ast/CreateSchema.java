package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code CREATE SCHEMA [IF NOT EXISTS] name}: makes a collection.
 *
 * @param name the collection's name, one part
 * @param ifNotExists no error if it exists
 */
public record CreateSchema(SqlIdentifier name, boolean ifNotExists) implements KarstStatement {
  @Override
  public String tag() {
    return "CREATE SCHEMA";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("CREATE SCHEMA");
    Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Clauses.node(writer, name);
  }
}
