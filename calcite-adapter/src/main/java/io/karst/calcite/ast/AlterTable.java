package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code ALTER TABLE [IF EXISTS] name action, ...}.
 *
 * @param name one part, or two with the schema
 * @param ifExists no error if it does not exist
 * @param actions at least one; all or none take effect
 */
public record AlterTable(SqlIdentifier name, boolean ifExists, List<AlterAction> actions)
    implements KarstStatement {
  public AlterTable {
    actions = List.copyOf(actions);
  }

  @Override
  public String tag() {
    return "ALTER TABLE";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("ALTER TABLE");
    Clauses.keywordIf(writer, ifExists, "IF EXISTS");
    Clauses.node(writer, name);
    boolean first = true;
    for (AlterAction action : actions) {
      Clauses.comma(writer, first);
      first = false;
      action.unparse(writer);
    }
  }
}
