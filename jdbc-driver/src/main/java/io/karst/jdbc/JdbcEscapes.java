package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Translates JDBC's <code>{...}</code> escapes into SQL. */
final class JdbcEscapes {
  /** Functions whose JDBC name differs; the rest keep their names. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("LCASE", "lower"),
          Map.entry("UCASE", "upper"),
          Map.entry("LENGTH", "char_length"),
          Map.entry("IFNULL", "coalesce"),
          Map.entry("LOG", "ln"),
          Map.entry("CHAR", "chr"),
          Map.entry("CEILING", "ceil"),
          Map.entry("TRUNCATE", "trunc"),
          Map.entry("ATAN2", "atan2"),
          Map.entry("RAND", "random"));

  private static final Map<String, String> CONSTANTS =
      Map.ofEntries(
          Map.entry("NOW", "current_timestamp"),
          Map.entry("CURDATE", "current_date"),
          Map.entry("CURTIME", "localtime"),
          Map.entry("CURRENT_DATE", "current_date"),
          Map.entry("CURRENT_TIME", "localtime"),
          Map.entry("CURRENT_TIMESTAMP", "current_timestamp"),
          Map.entry("USER", "current_user"),
          Map.entry("DATABASE", "current_database()"));

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("YEAR", "year"),
          Map.entry("QUARTER", "quarter"),
          Map.entry("MONTH", "month"),
          Map.entry("WEEK", "week"),
          Map.entry("DAYOFMONTH", "day"),
          Map.entry("DAYOFYEAR", "doy"),
          Map.entry("HOUR", "hour"),
          Map.entry("MINUTE", "minute"),
          Map.entry("SECOND", "second"));

  private JdbcEscapes() {}

  /** The text with every escape translated; the same object if it has none. */
  static String translate(String sql) throws SQLException {
    return sql.indexOf('{') < 0 ? sql : translateBraces(sql);
  }

  private static String translateBraces(String sql) throws SQLException {
    StringBuilder out = new StringBuilder(sql.length() + 16);
    int at = 0;
    while (at < sql.length()) {
      int next = SqlText.skipQuoted(sql, at);
      if (next > at) {
        out.append(sql, at, next);
        at = next;
      } else if (sql.charAt(at) == '{') {
        int end = closingBrace(sql, at);
        out.append(translateOne(sql.substring(at + 1, end).strip()));
        at = end + 1;
      } else {
        out.append(sql.charAt(at));
        at++;
      }
    }
    return out.toString();
  }

  private static int closingBrace(String sql, int open) throws SQLException {
    int depth = 0;
    int at = open;
    while (at < sql.length()) {
      int next = SqlText.skipQuoted(sql, at);
      if (next > at) {
        at = next;
        continue;
      }
      char c = sql.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
      at++;
    }
    throw SqlErrors.error(
        ErrorCode.SYNTAX_ERROR,
        "the JDBC escape beginning at character " + (open + 1) + " has no }");
  }

  private static String translateOne(String escape) throws SQLException {
    int end = 0;
    while (end < escape.length() && Character.isLetter(escape.charAt(end))) {
      end++;
    }
    String keyword = escape.substring(0, end).toLowerCase(Locale.ROOT);
    String rest = translate(escape.substring(end).strip());
    return switch (keyword) {
      case "d" -> "DATE " + rest;
      case "t" -> "TIME " + rest;
      case "ts" -> "TIMESTAMP " + rest;
      case "oj" -> rest;
      case "escape" -> "ESCAPE " + rest;
      case "limit" -> "LIMIT " + rest;
      case "fn" -> function(rest);
      default -> throw SqlErrors.notSupported("the JDBC escape {" + escape + "}");
    };
  }

  private static String function(String call) throws SQLException {
    int open = call.indexOf('(');
    if (open < 0 || !call.endsWith(")")) {
      throw SqlErrors.error(ErrorCode.SYNTAX_ERROR, "{fn " + call + "} is no function call");
    }
    String name = call.substring(0, open).strip().toUpperCase(Locale.ROOT);
    String inside = call.substring(open + 1, call.length() - 1);
    List<String> arguments = arguments(inside);
    if (CONSTANTS.containsKey(name) && arguments.isEmpty()) {
      return String.valueOf(CONSTANTS.get(name));
    }
    if (FIELDS.containsKey(name) && arguments.size() == 1) {
      return "extract(" + FIELDS.get(name) + " from " + arguments.get(0) + ")";
    }
    return switch (name) {
      case "CONCAT" -> "(" + String.join(" || ", arguments) + ")";
      case "MONTHNAME" -> "to_char(" + inside + ", 'FMMonth')";
      case "DAYNAME" -> "to_char(" + inside + ", 'FMDay')";
      case "TIMESTAMPADD", "TIMESTAMPDIFF" ->
          name.toLowerCase(Locale.ROOT) + "(" + inside.replaceFirst("(?i)\\bSQL_TSI_", "") + ")";
      case "SPACE" -> "repeat(' ', " + inside + ")";
      case "LOCATE" ->
          arguments.size() == 2
              ? "position(" + arguments.get(0) + " in " + arguments.get(1) + ")"
              : call;
      case "CONVERT" ->
          arguments.size() == 2
              ? "cast(" + arguments.get(0) + " as " + sqlType(arguments.get(1)) + ")"
              : call;
      default -> RENAMED.getOrDefault(name, call.substring(0, open).strip()) + "(" + inside + ")";
    };
  }

  private static List<String> arguments(String inside) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    int at = 0;
    while (at < inside.length()) {
      int next = SqlText.skipQuoted(inside, at);
      if (next > at) {
        at = next;
        continue;
      }
      char c = inside.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        arguments.add(inside.substring(start, at).strip());
        start = at + 1;
      }
      at++;
    }
    String last = inside.substring(start).strip();
    if (!last.isEmpty()) {
      arguments.add(last);
    }
    return arguments;
  }

  private static String sqlType(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String plain = upper.startsWith("SQL_") ? upper.substring("SQL_".length()) : upper;
    return switch (plain) {
      case "LONGVARCHAR" -> "VARCHAR";
      case "TINYINT" -> "SMALLINT";
      case "FLOAT" -> "DOUBLE PRECISION";
      case "BINARY", "VARBINARY", "LONGVARBINARY" -> "BYTEA";
      default -> plain;
    };
  }
}
