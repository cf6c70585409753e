package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code ALTER SEQUENCE [IF EXISTS] name options}.
 *
 * @param name one part, or two with the schema
 * @param ifExists no error if it does not exist
 * @param options to change; at least one
 */
public record AlterSequence(SqlIdentifier name, boolean ifExists, SequenceOptions options)
    implements KarstStatement {
  @Override
  public String tag() {
    return "ALTER SEQUENCE";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("ALTER SEQUENCE");
    Clauses.keywordIf(writer, ifExists, "IF EXISTS");
    Clauses.node(writer, name);
    options.unparse(writer);
  }
}
