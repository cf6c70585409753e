package io.karst.calcite.ast;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code LIKE table [INCLUDING x | EXCLUDING x ...]} among the columns of CREATE TABLE.
 *
 * @param table whose columns are taken
 * @param including lower-case words, e.g. defaults, constraints, indexes, identity, all; those
 *     excluded again are left out
 */
public record LikeClause(SqlIdentifier table, List<String> including) {
  public LikeClause {
    including = List.copyOf(including);
  }

  void unparse(SqlWriter writer) {
    writer.keyword("LIKE");
    Clauses.node(writer, table);
    for (String word : including) {
      writer.keyword("INCLUDING " + word.toUpperCase(Locale.ROOT));
    }
  }
}
