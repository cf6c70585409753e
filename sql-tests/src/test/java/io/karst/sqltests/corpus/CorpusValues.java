package io.karst.sqltests.corpus;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Result values as the corpus writes them: sorted, and hashed when there are many. */
final class CorpusValues {
  private CorpusValues() {}

  /** Reads a result into one list of values, row by row, in the order the record asks for. */
  static List<String> read(ResultSet result, CorpusRecord record) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    if (columns != record.types().length()) {
      throw new SQLException(columns + " columns where " + record.types() + " was expected");
    }
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        row.add(format(result.getObject(i), record.types().charAt(i - 1)));
      }
      rows.add(row);
    }
    if (record.sort().equals("rowsort")) {
      rows.sort(CorpusValues::compareRows);
    }
    List<String> values = new ArrayList<>();
    rows.forEach(values::addAll);
    if (record.sort().equals("valuesort")) {
      Collections.sort(values);
    }
    return values;
  }

  /** A text that says what differs, or null if the values are the expected ones. */
  static @Nullable String difference(List<String> values, CorpusRecord record) {
    List<String> expected = record.expected();
    if (expected.size() == 1 && expected.get(0).contains(" values hashing to ")) {
      String actual = values.size() + " values hashing to " + hash(values);
      return actual.equals(expected.get(0))
          ? null
          : "expected " + expected.get(0) + " but was " + actual;
    }
    List<String> wanted = expected;
    if (expected.size() * record.types().length() == values.size() && record.types().length() > 1) {
      wanted = new ArrayList<>();
      for (String line : expected) {
        Collections.addAll(wanted, line.split("\\s+"));
      }
    }
    return wanted.equals(values)
        ? null
        : "expected " + shortened(wanted) + " but was " + shortened(values);
  }

  private static String shortened(List<String> values) {
    return values.size() <= 12 ? values.toString() : values.subList(0, 12) + "... " + values.size();
  }

  private static String format(@Nullable Object value, char type) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> integer(value);
      case 'R' -> real(value);
      default -> text(value);
    };
  }

  private static String integer(Object value) {
    if (value instanceof Boolean bool) {
      return bool ? "1" : "0";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toBigInteger().toString();
    }
    if (value instanceof Number number) {
      return Long.toString(number.longValue());
    }
    try {
      return new BigDecimal(value.toString()).toBigInteger().toString();
    } catch (NumberFormatException e) {
      return "0";
    }
  }

  private static String real(Object value) {
    double number =
        value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
    return String.format(Locale.ROOT, "%.3f", number);
  }

  private static String text(Object value) {
    String text = value.toString();
    if (text.isEmpty()) {
      return "(empty)";
    }
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      printable.append(c < ' ' || c > '~' ? '@' : c);
    }
    return printable.toString();
  }

  private static int compareRows(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Comparator.<String>naturalOrder().compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String hash(List<String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (String value : values) {
        digest.update(value.getBytes(StandardCharsets.ISO_8859_1));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
