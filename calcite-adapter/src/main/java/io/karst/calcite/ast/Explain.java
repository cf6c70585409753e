package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code EXPLAIN [ANALYZE] [(options)] statement}.
 *
 * @param analyze run the statement and show what happened
 * @param options others than ANALYZE, e.g. verbose, format
 * @param statement a query, a change, or any {@link StatementNode}
 */
public record Explain(boolean analyze, List<Option> options, SqlNode statement)
    implements KarstStatement {
  public Explain {
    options = List.copyOf(options);
  }

  @Override
  public String tag() {
    return "EXPLAIN";
  }

  @Override
  public List<SqlNode> operands() {
    return List.of(statement);
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("EXPLAIN");
    if (!options.isEmpty()) {
      Clauses.options(writer, options);
    }
    Clauses.keywordIf(writer, analyze, "ANALYZE");
    Clauses.query(writer, statement);
  }
}
