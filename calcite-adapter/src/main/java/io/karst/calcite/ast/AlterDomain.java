package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code ALTER DOMAIN name action}.
 *
 * @param name one part, or two with the schema
 * @param action what a table does with a column, but RENAME TO; a column in it is the domain
 */
public record AlterDomain(SqlIdentifier name, AlterAction action) implements KarstStatement {
  @Override
  public String tag() {
    return "ALTER DOMAIN";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(tag());
    Clauses.node(writer, name);
    if (action instanceof AlterAction.SetDefault set) {
      set.unparseBody(writer);
    } else if (action instanceof AlterAction.SetNotNull set) {
      set.unparseBody(writer);
    } else {
      action.unparse(writer);
    }
  }
}
