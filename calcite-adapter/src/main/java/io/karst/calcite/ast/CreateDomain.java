package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code CREATE DOMAIN name AS type [constraints]}.
 *
 * @param name one part, or two with the schema
 * @param definition what a column would have: a type, a default and constraints
 */
public record CreateDomain(SqlIdentifier name, ColumnDefinition definition)
    implements KarstStatement {
  @Override
  public String tag() {
    return "CREATE DOMAIN";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(tag());
    Clauses.node(writer, name);
    writer.keyword("AS");
    definition.unparseBody(writer);
  }
}
