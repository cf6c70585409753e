package io.karst.shell;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Prints comma-separated values with a header line. */
final class CsvWriter implements ResultWriter {
  private final ShellContext context;

  CsvWriter(ShellContext context) {
    this.context = context;
  }

  @Override
  public long write(ResultSet rows) throws SQLException {
    String[] labels = ColumnTypes.labels(rows.getMetaData());
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < labels.length; i++) {
      append(line, i, labels[i]);
    }
    context.out.println(line);
    long count = 0;
    while (rows.next()) {
      line.setLength(0);
      for (int i = 0; i < labels.length; i++) {
        append(line, i, rows.getString(i + 1));
      }
      context.out.println(line);
      count++;
    }
    return count;
  }

  private static void append(StringBuilder line, int column, @Nullable String value) {
    if (column > 0) {
      line.append(',');
    }
    if (value == null) {
      return;
    }
    boolean plain = !value.isEmpty();
    for (int i = 0; plain && i < value.length(); i++) {
      char c = value.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    line.append(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
  }
}
