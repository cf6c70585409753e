package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code TRUNCATE [TABLE] a, b [RESTART IDENTITY | CONTINUE IDENTITY] [CASCADE | RESTRICT]}.
 *
 * @param tables at least one
 * @param restartIdentity identity columns begin again at their first value
 * @param cascade truncate referencing tables too; otherwise refuse
 */
public record Truncate(List<SqlIdentifier> tables, boolean restartIdentity, boolean cascade)
    implements KarstStatement {
  public Truncate {
    tables = List.copyOf(tables);
  }

  @Override
  public String tag() {
    return "TRUNCATE TABLE";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(tag());
    Clauses.list(writer, tables);
    Clauses.keywordIf(writer, restartIdentity, "RESTART IDENTITY");
    Clauses.keywordIf(writer, cascade, "CASCADE");
  }
}
