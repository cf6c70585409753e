package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code CREATE [TEMPORARY] SEQUENCE [IF NOT EXISTS] name [options]}.
 *
 * @param name one part, or two with the schema
 * @param temporary TEMPORARY was written
 * @param ifNotExists no error if it exists
 * @param options as given
 */
public record CreateSequence(
    SqlIdentifier name, boolean temporary, boolean ifNotExists, SequenceOptions options)
    implements KarstStatement {
  @Override
  public String tag() {
    return "CREATE SEQUENCE";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(temporary ? "CREATE TEMPORARY SEQUENCE" : "CREATE SEQUENCE");
    Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Clauses.node(writer, name);
    options.unparse(writer);
  }
}
