package io.karst.calcite.parser;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says what is wrong as PostgreSQL does, instead of listing the hundreds of words that fit. */
final class SyntaxErrors {
  private static final int MAX_SHOWN = 60;

  private SyntaxErrors() {}

  static KarstException translate(String sql, SqlParseException error) {
    SqlParserPos pos = error.getPos();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof KarstException known) {
        return known;
      }
      if (cause instanceof StackOverflowError overflow) {
        throw overflow;
      }
    }
    int[] unterminated = ScriptSplitter.unterminated(sql);
    if (unterminated.length == 2) {
      int offset = offset(sql, unterminated[0], unterminated[1]);
      return new KarstException(
              ErrorCode.SYNTAX_ERROR,
              "unterminated quoted text at or near \"" + shown(sql.substring(offset)) + "\"",
              error)
          .withPosition(unterminated[0], unterminated[1]);
    }
    if (isEndOfInput(error) || ScriptSplitter.parts(sql).isEmpty()) {
      return endOfInput(sql, error);
    }
    if (pos == null) {
      return new KarstException(ErrorCode.INTERNAL, "the parser failed: " + error, error);
    }
    int offset = offset(sql, pos.getLineNum(), pos.getColumnNum());
    KarstException translated =
        new KarstException(
                ErrorCode.SYNTAX_ERROR,
                "syntax error at or near \"" + shown(token(sql, offset)) + "\"",
                error)
            .withPosition(pos.getLineNum(), pos.getColumnNum());
    if (error.getCause() instanceof CalciteException reason
        && reason.getMessage() != null
        && !reason.getMessage().startsWith("Non-query")) {
      translated.withHint(reason.getMessage());
    }
    return translated;
  }

  /** The end has no position of its own in the generated parser, but its message names it. */
  private static boolean isEndOfInput(SqlParseException error) {
    return String.valueOf(error.getMessage()).startsWith("Encountered \"<EOF>\"");
  }

  private static KarstException endOfInput(String sql, SqlParseException error) {
    String text = sql.stripTrailing();
    int lineStart = text.lastIndexOf('\n') + 1;
    int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
    return new KarstException(ErrorCode.SYNTAX_ERROR, "syntax error at end of input", error)
        .withPosition(line, text.length() - lineStart + 1);
  }

  private static String token(String sql, int offset) {
    int end = offset;
    if (offset >= sql.length()) {
      return "";
    }
    char first = sql.charAt(offset);
    if (first == '\'' || first == '"') {
      end = sql.indexOf(first, offset + 1);
      return end < 0 ? sql.substring(offset) : sql.substring(offset, end + 1);
    }
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    return sql.substring(offset, Math.max(end, offset + 1));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }

  /** The offset of a position whose line and column count from 1. */
  private static int offset(String sql, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = sql.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return Math.min(sql.length(), start + column - 1);
  }
}
