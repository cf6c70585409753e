package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code CREATE [OR REPLACE] [TEMPORARY] VIEW [IF NOT EXISTS] name [(columns)] AS query [WITH CHECK
 * OPTION]}.
 *
 * @param name one part, or two with the schema
 * @param temporary TEMPORARY was written
 * @param orReplace replace a view of that name
 * @param ifNotExists no error if it exists
 * @param columns names for the columns of the query; may be empty
 * @param query a Calcite query; {@link SqlText#of(SqlNode)} gives the text to store
 * @param check which conditions hold for rows written through the view
 */
public record CreateView(
    SqlIdentifier name,
    boolean temporary,
    boolean orReplace,
    boolean ifNotExists,
    List<SqlIdentifier> columns,
    SqlNode query,
    Check check)
    implements KarstStatement {

  /** WITH CHECK OPTION. */
  public enum Check {
    /** Not given. */
    NONE,
    /** For the view's own condition. */
    LOCAL,
    /** For the conditions of all views below as well. */
    CASCADED
  }

  public CreateView {
    columns = List.copyOf(columns);
  }

  @Override
  public String tag() {
    return "CREATE VIEW";
  }

  @Override
  public List<SqlNode> operands() {
    return List.of(query);
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(orReplace ? "CREATE OR REPLACE" : "CREATE");
    writer.keyword(temporary ? "TEMPORARY VIEW" : "VIEW");
    Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Clauses.node(writer, name);
    Clauses.parenthesizedIf(writer, columns);
    writer.keyword("AS");
    Clauses.query(writer, query);
    if (check != Check.NONE) {
      writer.keyword("WITH " + check + " CHECK OPTION");
    }
  }
}
