package io.karst.calcite.ast;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A named option such as {@code m = 16} or {@code HEADER true}.
 *
 * @param name in lower case
 * @param value the value as text: the content of a string, the digits of a number, a word in lower
 *     case; null if the option stands alone (which means true)
 * @param columns the columns listed as its value; empty if it has none
 * @param pos where it is in the statement
 */
public record Option(
    String name, @Nullable String value, List<SqlIdentifier> columns, SqlParserPos pos) {
  public Option {
    name = name.toLowerCase(Locale.ROOT);
    columns = List.copyOf(columns);
  }

  /** An option with a single value or none. */
  public Option(String name, @Nullable String value, SqlParserPos pos) {
    this(name, value, List.of(), pos);
  }

  /**
   * Returns whether the option is on. Accepts true/false, on/off, 1/0 and yes/no.
   *
   * @throws IllegalArgumentException if the value is none of these
   */
  public boolean isOn() {
    if (value == null) {
      return true;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1", "yes", "match" -> true;
      case "false", "off", "0", "no" -> false;
      default -> throw new IllegalArgumentException(name + " requires a Boolean value");
    };
  }

  void unparse(SqlWriter writer) {
    writer.identifier(name, true);
    if (!columns.isEmpty()) {
      Clauses.parenthesized(writer, columns);
    } else if ("*".equals(value)) {
      writer.keyword("*");
    } else if (value != null) {
      Clauses.literal(writer, value);
    }
  }
}
