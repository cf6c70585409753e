package io.karst.shell;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors as the shell prints them: state, message, and a caret under the place in the text. */
final class ErrorText {
  private static final Pattern POSITION =
      Pattern.compile("\\n\\s*Position: line (\\d+), column (\\d+)");

  private ErrorText() {}

  /** {@code load.sql:12: } before an error of a statement that begins on this line of a script. */
  static String place(String script, int statementLine, SQLException error) {
    Matcher position = POSITION.matcher(message(error));
    int line = position.find() ? Integer.parseInt(position.group(1)) : 1;
    return script + ":" + (statementLine + line - 1) + ": ";
  }

  private static String message(SQLException error) {
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }

  static String of(SQLException error, String sql) {
    String message = message(error);
    Matcher position = POSITION.matcher(message);
    if (!position.find()) {
      return "ERROR " + error.getSQLState() + ": " + message;
    }
    int line = Integer.parseInt(position.group(1));
    int column = Integer.parseInt(position.group(2));
    String text =
        "ERROR "
            + error.getSQLState()
            + ": "
            + message.substring(0, position.start())
            + message.substring(position.end());
    String[] lines = sql.split("\n", -1);
    if (line < 1 || line > lines.length) {
      return text;
    }
    String source = lines[line - 1].replace('\t', ' ');
    String label = "LINE " + line + ": ";
    int caret = Math.min(Math.max(column - 1, 0), source.length());
    return text + "\n" + label + source + "\n" + " ".repeat(label.length() + caret) + "^";
  }
}
