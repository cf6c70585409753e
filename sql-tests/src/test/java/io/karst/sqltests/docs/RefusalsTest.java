package io.karst.sqltests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The list of what is refused in {@code docs/sql/differences.md} is made from the sources: every
 * message of SQLSTATE 0A000, with {@code ...} for what changes in it. {@code -Dgolden.rewrite=true}
 * writes it.
 */
class RefusalsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/sql/differences.md");
  private static final String BEGIN = "<!-- refused: made from the sources -->\n";
  private static final String END = "<!-- end of refused -->";
  private static final List<String> MODULES = List.of("storage", "calcite-adapter", "jdbc-driver");

  /**
   * A refusal in the code: the code of the error itself, or a method that puts it around a text.
   */
  private static final Pattern REFUSAL =
      Pattern.compile("FEATURE_NOT_SUPPORTED,|[nN]otSupported\\(|unsupported\\(|refused\\(");

  private static final Pattern ERROR = Pattern.compile("FEATURE_NOT_SUPPORTED,");

  private static final Pattern PIECE =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[A-Za-z_][A-Za-z_.]*(?:\\([^()]*\\))?| : ");

  @Test
  void thePageNamesAllThatIsRefused() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String expected = listed(refusals());
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, page.substring(0, begin) + expected + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end))
        .as("write it with -Dgolden.rewrite=true")
        .isEqualTo(expected);
  }

  private static String listed(Map<String, Set<String>> refusals) {
    StringBuilder text = new StringBuilder();
    refusals.forEach(
        (area, messages) -> {
          text.append("\n### ").append(area).append('\n');
          messages.forEach(message -> text.append("- ").append(message).append('\n'));
        });
    return text.append('\n').toString();
  }

  private static Map<String, Set<String>> refusals() throws IOException {
    Map<String, Set<String>> byArea = new TreeMap<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String source = Files.readString(file);
          Matcher refusal = (module.equals("storage") ? ERROR : REFUSAL).matcher(source);
          while (refusal.find()) {
            String message = message(source, refusal.end());
            if (message.length() > 3) {
              byArea.computeIfAbsent(area(file), key -> new TreeSet<>()).add(message);
            }
          }
        }
      }
    }
    return byArea;
  }

  private static String area(Path file) {
    String path = file.toString().replace('\\', '/');
    if (path.contains("jdbc-driver")) {
      return "JDBC and shell";
    }
    if (path.contains("/sql/ddl/")) {
      return "Definitions";
    }
    if (path.contains("/sql/dml/") || path.contains("/sql/copy/")) {
      return "Changes";
    }
    return path.contains("storage/") || path.contains("/sql/session/")
        ? "Store and sessions"
        : "Queries";
  }

  /** The argument that begins at an offset: its texts, and dots for everything else. */
  private static String message(String source, int from) {
    int depth = 0;
    int at = from;
    boolean quoted = false;
    for (; at < source.length(); at++) {
      char c = source.charAt(at);
      if (quoted) {
        if (c == '\\') {
          at++;
        } else {
          quoted = c != '"';
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth-- == 0) {
        break;
      } else if ((c == ',' && depth == 0) || c == ';' || c == '{') {
        break;
      }
    }
    List<String> pieces = new ArrayList<>();
    boolean anyText = false;
    Matcher piece = PIECE.matcher(source.substring(from, at));
    while (piece.find()) {
      String text = piece.group(1);
      if (piece.group().equals(" : ")) {
        pieces.add(" or ");
        continue;
      }
      anyText |= text != null;
      pieces.add(text == null ? "..." : text.replace("\\\"", "\"").replace("\\n", " "));
    }
    return anyText ? String.join("", pieces).replaceAll("(\\.\\.\\.)+", "...").strip() : "";
  }
}
