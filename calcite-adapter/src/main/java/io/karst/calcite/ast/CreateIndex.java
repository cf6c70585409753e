package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE [UNIQUE] INDEX [IF NOT EXISTS] [name] ON table [USING method] (keys) [INCLUDE
 * (columns)] [WITH (options)] [WHERE condition]}.
 *
 * @param name null: the executor makes one
 * @param unique no two rows with the same key
 * @param ifNotExists no error if it exists
 * @param table one part, or two with the schema
 * @param method in lower case, e.g. btree or hnsw; null: not given
 * @param keys at least one
 * @param include further columns stored in the index
 * @param options of WITH (...)
 * @param where the index holds only rows that satisfy it; null: all
 */
public record CreateIndex(
    @Nullable SqlIdentifier name,
    boolean unique,
    boolean ifNotExists,
    SqlIdentifier table,
    @Nullable String method,
    List<IndexKey> keys,
    List<SqlIdentifier> include,
    List<Option> options,
    @Nullable SqlNode where)
    implements KarstStatement {
  public CreateIndex {
    keys = List.copyOf(keys);
    include = List.copyOf(include);
    options = List.copyOf(options);
  }

  @Override
  public String tag() {
    return "CREATE INDEX";
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX");
    Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    if (name != null) {
      Clauses.node(writer, name);
    }
    writer.keyword("ON");
    Clauses.node(writer, table);
    if (method != null) {
      writer.keyword("USING");
      writer.identifier(method, true);
    }
    SqlWriter.Frame frame = writer.startList("(", ")");
    boolean first = true;
    for (IndexKey key : keys) {
      Clauses.comma(writer, first);
      first = false;
      key.unparse(writer);
    }
    writer.endList(frame);
    if (!include.isEmpty()) {
      writer.keyword("INCLUDE");
      Clauses.parenthesized(writer, include);
    }
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      Clauses.options(writer, options);
    }
    Clauses.optional(writer, "WHERE", where);
  }
}
