package io.karst.shell;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints a Markdown table. */
final class MarkdownWriter implements ResultWriter {
  private final ShellContext context;

  MarkdownWriter(ShellContext context) {
    this.context = context;
  }

  @Override
  public long write(ResultSet rows) throws SQLException {
    String[] labels = ColumnTypes.labels(rows.getMetaData());
    boolean[] numeric = ColumnTypes.numeric(rows.getMetaData());
    StringBuilder rule = new StringBuilder("|");
    for (boolean right : numeric) {
      rule.append(right ? "---:|" : "---|");
    }
    context.out.println("| " + String.join(" | ", labels) + " |");
    context.out.println(rule);
    long count = 0;
    while (rows.next()) {
      StringBuilder line = new StringBuilder("|");
      for (int i = 0; i < labels.length; i++) {
        String value = rows.getString(i + 1);
        line.append(' ').append(value == null ? "" : escape(value)).append(" |");
      }
      context.out.println(line);
      count++;
    }
    return count;
  }

  private static String escape(String value) {
    return TextWidth.oneLine(value).replace("|", "\\|");
  }
}
