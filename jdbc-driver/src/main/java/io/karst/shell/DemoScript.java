package io.karst.shell;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A script of the demo: statements under lines that begin with {@code --!} and say what follows.
 */
final class DemoScript {
  private static final String TEXT = "--!";

  private DemoScript() {}

  /**
   * A statement and the words before it.
   *
   * @param text what it shows, in a sentence
   * @param sql without semicolon
   */
  record Step(String text, String sql) {}

  static List<Step> read(String name) throws IOException {
    List<Step> steps = new ArrayList<>();
    StatementScanner scanner = new StatementScanner();
    String text = "";
    for (String line : content(name).split("\n")) {
      if (line.startsWith(TEXT)) {
        text = line.substring(TEXT.length()).strip();
        continue;
      }
      scanner.append(line);
      String statement = scanner.next();
      while (statement != null) {
        steps.add(new Step(text, statement));
        statement = scanner.next();
      }
    }
    return steps;
  }

  private static String content(String name) throws IOException {
    try (InputStream stream = resource(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static InputStream resource(String name) throws IOException {
    InputStream stream = DemoScript.class.getResourceAsStream("demo/" + name);
    if (stream == null) {
      throw new FileNotFoundException("resource demo/" + name);
    }
    return stream;
  }
}
