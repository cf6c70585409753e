package io.karst.sqltests.docs;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows as the documentation prints them: a head, a rule, and columns as wide as their values. */
final class ResultText {
  private ResultText() {}

  /** Reads all rows of an open result. */
  static List<String> of(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      head.add(columns.getColumnLabel(i));
    }
    cells.add(head);
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String text = rows.getString(i);
        row.add(text == null ? "NULL" : text.replace("\n", "\\n"));
      }
      cells.add(row);
    }
    int[] widths = new int[head.size()];
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      lines.add(line(row, widths, ' ', " | "));
    }
    lines.add(1, line(Collections.nCopies(widths.length, ""), widths, '-', "-+-"));
    return lines;
  }

  private static String line(List<String> row, int[] widths, char fill, String separator) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(i == 0 ? "" : separator).append(cell);
      line.append(String.valueOf(fill).repeat(widths[i] - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
