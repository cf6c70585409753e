package io.karst.shell;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints each row as lines of name and value. */
final class ExpandedWriter implements ResultWriter {
  private final ShellContext context;

  ExpandedWriter(ShellContext context) {
    this.context = context;
  }

  @Override
  public long write(ResultSet rows) throws SQLException {
    String[] labels = ColumnTypes.labels(rows.getMetaData());
    int width = 0;
    for (String label : labels) {
      width = Math.max(width, TextWidth.of(label));
    }
    long count = 0;
    while (rows.next()) {
      count++;
      context.out.println("-[ row " + count + " ]" + "-".repeat(Math.max(3, width)));
      for (int i = 0; i < labels.length; i++) {
        StringBuilder line = new StringBuilder();
        TextWidth.pad(line, labels[i], width, false);
        String value = rows.getString(i + 1);
        context.out.println(line.append(" | ").append(value == null ? "NULL" : value));
      }
    }
    return count;
  }
}
