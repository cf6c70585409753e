package io.karst.calcite.ast;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code LIKE table [INCLUDING x | EXCLUDING x ...]} among the columns of CREATE TABLE.
 *
 * @param table whose columns are taken
 * @param including lower-case words, e.g. defaults, constraints, indexes, identity; those excluded
 *     again are left out
 * @param place how many columns are written before it
 */
public record LikeClause(SqlIdentifier table, List<String> including, int place) {
  private static final List<String> ALL =
      List.of(
          "comments",
          "compression",
          "constraints",
          "defaults",
          "generated",
          "identity",
          "indexes",
          "statistics",
          "storage");

  public LikeClause {
    including = List.copyOf(including);
  }

  /** What a word stands for: ALL for all of them. */
  public static List<String> words(String word) {
    return word.equals("all") ? ALL : List.of(word);
  }

  void unparse(SqlWriter writer) {
    writer.keyword("LIKE");
    Clauses.node(writer, table);
    for (String word : including) {
      writer.keyword("INCLUDING " + word.toUpperCase(Locale.ROOT));
    }
  }
}
