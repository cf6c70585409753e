package io.karst.sqltests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The executable blocks of a Markdown file. */
final class MarkdownFile {
  private MarkdownFile() {}

  /**
   * A fenced SQL block.
   *
   * @param line of its first statement, from 1
   * @param sqlState its last statement must fail with; null: none fails
   * @param statements in order
   * @param result lines of the {@code ```result} block that follows; null: none follows
   * @param resultStart index of the first line of that block, from 0
   */
  record Block(
      int line,
      @Nullable String sqlState,
      List<String> statements,
      @Nullable List<String> result,
      int resultStart) {}

  /** All SQL blocks in order. */
  static List<Block> blocks(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    int i = 0;
    while (i < lines.size()) {
      String fence = lines.get(i).strip();
      if (!fence.startsWith("```")) {
        i++;
        continue;
      }
      int start = i + 1;
      int end = endOfBlock(lines, start);
      i = end + 1;
      if (fence.equals("```sql") || fence.startsWith("```sql ")) {
        List<String> result = null;
        int resultStart = end + 2;
        if (i < lines.size() && lines.get(i).strip().equals("```result")) {
          int resultEnd = endOfBlock(lines, resultStart);
          result = lines.subList(resultStart, resultEnd);
          i = resultEnd + 1;
        }
        List<String> statements = statements(String.join("\n", lines.subList(start, end)));
        blocks.add(
            new Block(start + 1, sqlState(file, start, fence), statements, result, resultStart));
      } else if (fence.equals("```result")) {
        throw new IllegalArgumentException(file + ":" + start + ": a result without its SQL");
      }
    }
    return blocks;
  }

  private static int endOfBlock(List<String> lines, int start) {
    int end = start;
    while (end < lines.size() && !lines.get(end).strip().equals("```")) {
      end++;
    }
    return end;
  }

  private static @Nullable String sqlState(Path file, int line, String fence) {
    String[] words = fence.split("\\s+", -1);
    if (words.length == 1) {
      return null;
    }
    if (words.length == 3 && words[1].equals("error")) {
      return words[2];
    }
    throw new IllegalArgumentException(file + ":" + line + ": unknown fence " + fence);
  }

  /** Splits at semicolons outside quotes and comments. */
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == '-' && text.startsWith("--", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
        current.append('\n');
        continue;
      }
      if (quote == 0 && c == ';') {
        add(statements, current);
        continue;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      current.append(c);
    }
    add(statements, current);
    return statements;
  }

  private static void add(List<String> statements, StringBuilder current) {
    if (!current.toString().isBlank()) {
      statements.add(current.toString().strip());
    }
    current.setLength(0);
  }
}
