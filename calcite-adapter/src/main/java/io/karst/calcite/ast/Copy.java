package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code COPY {table [(columns)] | (query)} {FROM | TO} {'file' | STDIN | STDOUT} [options]}. Both
 * ways to write options end in the same list; a word such as CSV is {@code format = csv}.
 *
 * @param table null if a query is copied
 * @param columns empty: all columns in order
 * @param query null if a table is copied
 * @param from read the file into the table; otherwise write it
 * @param file path as written; null for STDIN or STDOUT
 * @param options format, header, delimiter, null, quote, escape, encoding, compression ...
 */
public record Copy(
    @Nullable SqlIdentifier table,
    List<SqlIdentifier> columns,
    @Nullable SqlNode query,
    boolean from,
    @Nullable String file,
    List<Option> options)
    implements KarstStatement {
  public Copy {
    columns = List.copyOf(columns);
    options = List.copyOf(options);
  }

  @Override
  public String tag() {
    return "COPY";
  }

  @Override
  public List<SqlNode> operands() {
    return query == null ? List.of() : List.of(query);
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("COPY");
    if (table != null) {
      Clauses.node(writer, table);
      Clauses.parenthesizedIf(writer, columns);
    }
    if (query != null) {
      Clauses.parenthesized(writer, query);
    }
    writer.keyword(from ? "FROM" : "TO");
    if (file == null) {
      writer.keyword(from ? "STDIN" : "STDOUT");
    } else {
      Clauses.literal(writer, file);
    }
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      Clauses.options(writer, options);
    }
  }
}
