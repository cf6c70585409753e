package io.karst.shell;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints a table as wide as its values, at most as wide as the terminal. The first rows decide the
 * widths; so results of any size are printed as they come.
 */
final class TableWriter implements ResultWriter {
  private static final int MEASURED_ROWS = 500;
  private static final int NARROWEST = 8;

  private final ShellContext context;

  TableWriter(ShellContext context) {
    this.context = context;
  }

  @Override
  public long write(ResultSet rows) throws SQLException {
    ResultSetMetaData metaData = rows.getMetaData();
    String[] labels = ColumnTypes.labels(metaData);
    boolean[] numeric = ColumnTypes.numeric(metaData);
    List<String[]> chunk = new ArrayList<>();
    int[] widths = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = TextWidth.oneLine(labels[i]);
      widths[i] = Math.max(1, TextWidth.of(labels[i]));
    }
    while (chunk.size() < MEASURED_ROWS && rows.next()) {
      String[] row = row(rows, labels.length);
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.of(row[i]));
      }
      chunk.add(row);
    }
    fit(widths, context.width);
    line(labels, widths, new boolean[labels.length]);
    rule(widths);
    for (String[] row : chunk) {
      line(row, widths, numeric);
    }
    long count = chunk.size();
    while (count >= MEASURED_ROWS && rows.next()) {
      line(row(rows, labels.length), widths, numeric);
      count++;
    }
    return count;
  }

  private static String[] row(ResultSet rows, int width) throws SQLException {
    String[] row = new String[width];
    for (int i = 0; i < width; i++) {
      String value = rows.getString(i + 1);
      row[i] = value == null ? "NULL" : TextWidth.oneLine(value);
    }
    return row;
  }

  /** Takes columns from the widest until the table fits; narrow ones keep what they need. */
  static void fit(int[] widths, int terminal) {
    int total = -1;
    for (int width : widths) {
      total += width + 3;
    }
    while (total > terminal) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        return;
      }
      int second = NARROWEST;
      for (int i = 0; i < widths.length; i++) {
        second = i == widest ? second : Math.max(second, widths[i]);
      }
      int cut = Math.max(1, Math.min(total - terminal, widths[widest] - second));
      widths[widest] -= cut;
      total -= cut;
    }
  }

  private void line(String[] values, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      line.append(i == 0 ? " " : " | ");
      String value = cut(values[i], widths[i]);
      TextWidth.pad(line, value, widths[i], right[i]);
    }
    context.out.println(line.toString().stripTrailing());
  }

  private String cut(String value, int width) {
    return context.width == ShellContext.UNLIMITED ? value : TextWidth.cut(value, width);
  }

  private void rule(int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    context.out.println(rule);
  }
}
