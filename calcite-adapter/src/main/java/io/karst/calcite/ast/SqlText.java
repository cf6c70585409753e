package io.karst.calcite.ast;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Renders syntax trees as SQL text on one line. All identifiers are quoted, so the text keeps its
 * meaning whatever becomes a keyword later; definitions (views, defaults, checks) are stored so.
 */
public final class SqlText {
  private static final SqlDialect DIALECT =
      new KarstDialect(
          SqlDialect.EMPTY_CONTEXT
              .withDatabaseProduct(SqlDialect.DatabaseProduct.UNKNOWN)
              .withDatabaseProductName("Karst")
              .withIdentifierQuoteString("\"")
              .withLiteralQuoteString("'")
              .withLiteralEscapedQuoteString("''")
              .withUnquotedCasing(Casing.TO_LOWER)
              .withQuotedCasing(Casing.UNCHANGED)
              .withCaseSensitive(true));

  private SqlText() {}

  /** Returns the SQL text of a statement, query or expression. */
  public static String of(SqlNode node) {
    return node.toSqlString(SqlText::configure).getSql();
  }

  /** Returns the SQL text of a statement without its node. */
  public static String of(KarstStatement statement) {
    return of(new StatementNode(SqlParserPos.ZERO, statement));
  }

  private static SqlWriterConfig configure(SqlWriterConfig config) {
    return config
        .withDialect(DIALECT)
        .withQuoteAllIdentifiers(true)
        .withAlwaysUseParentheses(false)
        .withSelectListItemsOnSeparateLines(false)
        .withClauseStartsLine(false)
        .withLineFolding(SqlWriterConfig.LineFolding.WIDE)
        .withIndentation(0);
  }

  /** Our dialect: literals are written as they are, whatever characters they hold. */
  private static final class KarstDialect extends SqlDialect {
    KarstDialect(Context context) {
      super(context);
    }

    @Override
    public void unparseOffsetFetch(
        SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
      if (fetch == null || !WithTies.is(fetch)) {
        super.unparseOffsetFetch(writer, offset, fetch);
        return;
      }
      super.unparseOffsetFetch(writer, offset, null);
      writer.keyword("FETCH NEXT");
      fetch.unparse(writer, -1, -1);
      writer.keyword("ROWS WITH TIES");
    }

    @Override
    public void quoteStringLiteral(StringBuilder buffer, @Nullable String charset, String value) {
      buffer.append('\'').append(value.replace("'", "''")).append('\'');
    }
  }
}
