package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code COMMENT ON kind name IS 'text'}.
 *
 * @param kind what the name stands for
 * @param name for a column the last part is the column; for a constraint its name alone
 * @param table for a constraint the table it belongs to; otherwise null
 * @param text the comment; null removes it
 */
public record CommentOn(
    ObjectKind kind, SqlIdentifier name, @Nullable SqlIdentifier table, @Nullable String text)
    implements KarstStatement {
  @Override
  public String tag() {
    return "COMMENT";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("COMMENT ON " + kind);
    Clauses.node(writer, name);
    Clauses.optional(writer, "ON", table);
    writer.keyword("IS");
    if (text == null) {
      writer.keyword("NULL");
    } else {
      Clauses.literal(writer, text);
    }
  }
}
