package io.karst.sqltests.differential.generated;

import java.util.List;

/** Literals of every type: usual ones, and those at the edges. */
final class Values {
  private static final List<String> WORDS =
      List.of(
          "", " ", "a", "A", "ab", "abc", "b", "B", "a b", " a", "a ", "é", "É", "ß", "日本", "😀",
          "a😀b", "%", "_", "a%", "0", "10", "-1", "it''s", "Zz", "zz", "\\");
  private static final List<String> FEW_WORDS = List.of("a", "b", "ab", "B", "", "c");
  private static final List<String> DATES =
      List.of(
          "2024-02-29",
          "2024-03-01",
          "2023-12-31",
          "2024-01-01",
          "1970-01-01",
          "1969-12-31",
          "2000-02-29",
          "1999-12-31");
  private static final List<String> FAR_DATES =
      List.of("0001-01-01", "1500-03-01", "1582-10-10", "9999-12-31", "1900-02-28");
  private static final List<String> TIMES =
      List.of(
          "2024-02-29 12:30:00",
          "2024-02-29 00:00:00",
          "1970-01-01 00:00:00",
          "1969-12-31 23:59:59.999999",
          "2000-01-01 01:02:03.5",
          "2024-12-31 23:59:59");
  private static final List<String> FAR_TIMES =
      List.of("0001-01-01 00:00:00", "9999-12-31 23:59:59.999999", "1582-10-10 10:00:00.000001");
  private static final List<String> INTERVALS =
      List.of(
          "00:00:00",
          "1 day",
          "-2 hours",
          "1 mon",
          "1 year 2 mons 3 days 04:05:06.5",
          "-1 year",
          "36:00:00",
          "00:00:00.000001",
          "-3 days -00:30:00");
  private static final List<String> UUIDS =
      List.of(
          "00000000-0000-0000-0000-000000000000",
          "7fffffff-ffff-ffff-8000-000000000000",
          "80000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "9a8b7c6d-0000-4000-8000-123456789abc");
  private static final List<String> BYTES =
      List.of("\\x", "\\x00", "\\xff00", "\\x6162", "\\x61", "\\x7f80ff", "\\x616263646566");

  private final Choices choices;

  Values(Choices choices) {
    this.choices = choices;
  }

  /** A literal that has its type without help. */
  String typed(SqlType type) {
    return type.isText() ? cast(type, any(type, 0)) : any(type, 0);
  }

  /** A literal of any size for a comparison: a text without a cast if possible. */
  String any(SqlType type, double scale) {
    return switch (type) {
      case BOOLEAN -> choices.pick("TRUE", "FALSE");
      case SMALLINT, INTEGER, BIGINT -> whole(type, choices.between(-3, 9));
      case NUMERIC -> decimal(scale == 0 ? choices.below(3) : (int) scale);
      case REAL, DOUBLE -> cast(type, quarter());
      case TEXT, VARCHAR -> "'" + choices.pick(choices.coin() ? FEW_WORDS : WORDS) + "'";
      case CHAR -> "CAST('" + choices.pick(FEW_WORDS) + "' AS char(3))";
      case DATE -> "DATE '" + choices.pick(DATES) + "'";
      case TIMESTAMP -> "TIMESTAMP '" + choices.pick(TIMES) + "'";
      case TIMESTAMPTZ -> "TIMESTAMP WITH TIME ZONE '" + choices.pick(TIMES) + "+00'";
      case INTERVAL -> "INTERVAL '" + choices.pick(INTERVALS) + "'";
      case UUID -> cast(type, "'" + choices.pick(UUIDS) + "'");
      case BYTEA -> cast(type, "'" + choices.pick(BYTES) + "'");
    };
  }

  /** A value far out, as some columns have them. */
  String extreme(SqlType type) {
    return switch (type) {
      case SMALLINT -> choices.pick("CAST(-32768 AS smallint)", "CAST(32767 AS smallint)");
      case INTEGER -> choices.pick("CAST(-2147483648 AS integer)", "2147483647");
      case BIGINT ->
          choices.pick(
              "CAST(-9223372036854775808 AS bigint)", "CAST(9223372036854775807 AS bigint)");
      case NUMERIC -> choices.pick("99999", "-99999", "0");
      case REAL -> cast(type, choices.pick("'NaN'", "'Infinity'", "'-Infinity'", "1e30"));
      case DOUBLE ->
          cast(type, choices.pick("'NaN'", "'Infinity'", "'-Infinity'", "1e300", "1e-300", "0.1"));
      case DATE -> "DATE '" + choices.pick(FAR_DATES) + "'";
      case TIMESTAMP -> "TIMESTAMP '" + choices.pick(FAR_TIMES) + "'";
      case TIMESTAMPTZ -> "TIMESTAMP WITH TIME ZONE '" + choices.pick(FAR_TIMES) + "+00'";
      default -> any(type, 0);
    };
  }

  /** A text of at most so many characters. */
  String text(int length, boolean padded) {
    while (true) {
      String word = choices.pick(choices.oneIn(3) ? WORDS : FEW_WORDS);
      String stored = word.replace("''", "'");
      boolean blanks = padded && stored.endsWith(" ");
      if (stored.codePointCount(0, stored.length()) <= length && !blanks) {
        return "'" + word + "'";
      }
    }
  }

  String decimal(int scale) {
    StringBuilder number = new StringBuilder().append(choices.between(-9, 30));
    for (int i = 0; i < scale; i++) {
      // Ends with a digit, so that equal numbers look alike.
      int digit = i < scale - 1 ? 0 : choices.coin() ? 5 : 2;
      number.append(i == 0 ? "." : "").append(digit);
    }
    if (scale == 0) {
      return "CAST(" + number + " AS numeric)"; // alone it is an integer
    }
    return number.charAt(0) == '-' ? "(" + number + ")" : number.toString();
  }

  private String quarter() {
    return choices.between(-8, 20) + choices.pick(".0", ".25", ".5", ".75");
  }

  private static String whole(SqlType type, int value) {
    if (type != SqlType.INTEGER) {
      return cast(type, String.valueOf(value));
    }
    return value < 0 ? "(" + value + ")" : String.valueOf(value);
  }

  private static String cast(SqlType type, String text) {
    return "CAST(" + text + " AS " + type.sqlName() + ")";
  }
}
