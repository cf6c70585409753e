package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code query FOR {UPDATE | SHARE} [OF tables] [NOWAIT | SKIP LOCKED]}.
 *
 * @param query a Calcite query
 * @param exclusive FOR [NO KEY] UPDATE; otherwise FOR [KEY] SHARE
 * @param tables whose rows are locked; empty: of all tables
 * @param waiting what to do about rows that others have locked
 */
public record LockingQuery(
    SqlNode query, boolean exclusive, List<SqlIdentifier> tables, Waiting waiting)
    implements KarstStatement {

  /** What to do about rows that others have locked. */
  public enum Waiting {
    WAIT,
    /** NOWAIT: error 55P03. */
    FAIL,
    /** SKIP LOCKED: leave them out. */
    SKIP
  }

  public LockingQuery {
    tables = List.copyOf(tables);
  }

  @Override
  public String tag() {
    return "SELECT";
  }

  @Override
  public List<SqlNode> operands() {
    return List.of(query);
  }

  @Override
  public void unparse(SqlWriter writer) {
    Clauses.query(writer, query);
    writer.keyword(exclusive ? "FOR UPDATE" : "FOR SHARE");
    if (!tables.isEmpty()) {
      writer.keyword("OF");
      Clauses.list(writer, tables);
    }
    switch (waiting) {
      case FAIL -> writer.keyword("NOWAIT");
      case SKIP -> writer.keyword("SKIP LOCKED");
      case WAIT -> {}
    }
  }
}
