package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code CREATE [TEMPORARY] TABLE [IF NOT EXISTS] name [(columns)] AS query [WITH [NO] DATA]}.
 *
 * @param name one part, or two with the schema
 * @param temporary TEMPORARY was written
 * @param onCommit what commits do to a temporary table
 * @param ifNotExists no error if it exists
 * @param columns names for the first columns of the query; may be empty
 * @param query a Calcite query
 * @param withData fill the table; false: take only the columns
 */
public record CreateTableAs(
    SqlIdentifier name,
    boolean temporary,
    OnCommit onCommit,
    boolean ifNotExists,
    List<SqlIdentifier> columns,
    SqlNode query,
    boolean withData)
    implements KarstStatement {
  public CreateTableAs {
    columns = List.copyOf(columns);
  }

  @Override
  public String tag() {
    return "CREATE TABLE AS";
  }

  @Override
  public List<SqlNode> operands() {
    return List.of(query);
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(temporary ? "CREATE TEMPORARY TABLE" : "CREATE TABLE");
    Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Clauses.node(writer, name);
    Clauses.parenthesizedIf(writer, columns);
    Clauses.keywordIf(writer, onCommit != OnCommit.PRESERVE_ROWS, onCommit.clause());
    writer.keyword("AS");
    Clauses.query(writer, query);
    Clauses.keywordIf(writer, !withData, "WITH NO DATA");
  }
}
