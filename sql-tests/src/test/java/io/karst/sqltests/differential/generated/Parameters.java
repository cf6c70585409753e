package io.karst.sqltests.differential.generated;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Literals as parameters of a prepared statement. */
final class Parameters {
  private static final Pattern VALUE =
      Pattern.compile("'((?:[^']|'')*)'|-?[0-9][0-9.e]*|TRUE|FALSE");

  private Parameters() {}

  /** What stands in the text for a literal. */
  static String marker(Sql.Literal literal) {
    boolean bare = literal.plain() && isSimple(literal.type());
    return bare ? "?" : "CAST(? AS " + declared(literal) + ")";
  }

  private static String declared(Sql.Literal literal) {
    return literal.type() == SqlType.CHAR ? "char(3)" : literal.type().sqlName();
  }

  private static boolean isSimple(SqlType type) {
    return type.isWhole() || type.isText() || type == SqlType.NUMERIC || type == SqlType.BOOLEAN;
  }

  static void set(PreparedStatement statement, int place, Sql.Literal literal) throws SQLException {
    String value = value(literal.text());
    switch (literal.type()) {
      case SMALLINT -> statement.setShort(place, Short.parseShort(value));
      case INTEGER -> statement.setInt(place, Integer.parseInt(value));
      case BIGINT -> statement.setLong(place, Long.parseLong(value));
      case NUMERIC -> statement.setBigDecimal(place, new BigDecimal(value));
      case BOOLEAN -> statement.setBoolean(place, Boolean.parseBoolean(value));
      default -> statement.setString(place, value);
    }
  }

  private static String value(String literal) {
    Matcher matcher = VALUE.matcher(literal);
    if (!matcher.find()) {
      throw new IllegalArgumentException(literal);
    }
    return matcher.group(1) == null ? matcher.group() : matcher.group(1).replace("''", "'");
  }
}
