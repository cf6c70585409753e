package io.karst.shell;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** Prints an array of objects. Numbers, booleans, vectors and JSON columns are not quoted. */
final class JsonWriter implements ResultWriter {
  private final ShellContext context;

  JsonWriter(ShellContext context) {
    this.context = context;
  }

  @Override
  public long write(ResultSet rows) throws SQLException {
    ResultSetMetaData metaData = rows.getMetaData();
    String[] labels = ColumnTypes.labels(metaData);
    boolean[] plain = ColumnTypes.numeric(metaData);
    for (int i = 0; i < plain.length; i++) {
      plain[i] |= isJson(metaData.getColumnTypeName(i + 1));
    }
    context.out.print("[");
    long count = 0;
    while (rows.next()) {
      StringBuilder line = new StringBuilder(count == 0 ? "\n  {" : ",\n  {");
      for (int i = 0; i < labels.length; i++) {
        line.append(i == 0 ? "" : ", ");
        quote(line, labels[i]);
        line.append(": ");
        String value = rows.getString(i + 1);
        if (value == null) {
          line.append("null");
        } else if (plain[i] && isFinite(value)) {
          line.append(value);
        } else {
          quote(line, value);
        }
      }
      context.out.print(line.append('}'));
      count++;
    }
    context.out.println(count == 0 ? "]" : "\n]");
    return count;
  }

  private static boolean isJson(String typeName) {
    return switch (typeName.toLowerCase(Locale.ROOT)) {
      case "boolean", "json", "jsonb", "vector" -> true;
      default -> false;
    };
  }

  /** JSON has no word for NaN and infinity. */
  private static boolean isFinite(String value) {
    return !value.equals("NaN") && !value.endsWith("Infinity");
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
