package io.karst.sqltests.workload;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result whose values compare across engines: numbers as doubles, times as LocalDateTime, text
 * without the blanks that only some engines keep in CHAR.
 */
public record ResultTable(List<List<@Nullable Object>> rows) {
  private static final double TOLERANCE = 1e-9;

  /** The rows of a query. */
  public static ResultTable of(Connection connection, String sql) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(normal(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return new ResultTable(rows);
  }

  /** Rows sorted by their text, for results whose order is free. */
  public ResultTable sorted() {
    List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(ResultTable::sortKey));
    return new ResultTable(sorted);
  }

  /** What differs first, or null. */
  public @Nullable String difference(ResultTable expected) {
    int common = Math.min(rows.size(), expected.rows.size());
    for (int i = 0; i < common; i++) {
      if (!same(rows.get(i), expected.rows.get(i))) {
        return "row " + (i + 1) + ": expected " + expected.rows.get(i) + " but was " + rows.get(i);
      }
    }
    return rows.size() == expected.rows.size()
        ? null
        : expected.rows.size() + " rows expected, " + rows.size() + " returned";
  }

  private static boolean same(List<@Nullable Object> a, List<@Nullable Object> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      Object left = a.get(i);
      Object right = b.get(i);
      boolean equal =
          (left instanceof Double x && right instanceof Double y)
              ? close(x, y)
              : left == null ? right == null : left.equals(right);
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(double a, double b) {
    return a == b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }

  private static String sortKey(List<@Nullable Object> row) {
    StringBuilder key = new StringBuilder();
    for (Object value : row) {
      // Nine digits: values that differ within the tolerance must sort alike.
      key.append(value instanceof Double number ? String.format("%.9g", number) : value)
          .append('|');
    }
    return key.toString();
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof Date date) {
      return date.toLocalDate().atStartOfDay();
    }
    if (value instanceof String text) {
      return text.stripTrailing();
    }
    return value instanceof LocalDate date ? date.atStartOfDay() : value;
  }
}
