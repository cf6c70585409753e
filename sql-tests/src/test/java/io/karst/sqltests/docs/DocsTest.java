package io.karst.sqltests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.KarstDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Executes every {@code ```sql} block of README.md and docs/: the blocks of one file in order, on
 * one database. {@code ```sql error 42P01} marks a block whose statement must fail with that
 * SQLSTATE. Blocks cannot be skipped.
 */
@Tag("slow")
class DocsTest {
  private static final Path ROOT = Path.of("..");

  /** A fenced block; {@code line} is that of its first statement line, from 1. */
  private record Block(int line, @Nullable String sqlState, List<String> statements) {}

  @TestFactory
  Stream<DynamicTest> everyBlockRuns() throws IOException {
    KarstDatabase.assumeDriverWorks();
    List<Path> files = new ArrayList<>();
    if (Files.exists(ROOT.resolve("README.md"))) {
      files.add(ROOT.resolve("README.md"));
    }
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    return files.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException, SQLException {
    List<String> failures = new ArrayList<>();
    try (KarstDatabase database = KarstDatabase.inMemory();
        Connection connection = database.connect()) {
      for (Block block : blocks(file)) {
        for (String sql : block.statements()) {
          String problem = execute(connection, sql, block.sqlState());
          if (problem != null) {
            failures.add(file + ":" + block.line() + ": " + problem + "\n    " + sql);
          }
        }
      }
    }
    assertThat(failures).withFailMessage(() -> String.join("\n", failures)).isEmpty();
  }

  private static @Nullable String execute(
      Connection connection, String sql, @Nullable String sqlState) {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            rows.getObject(columns);
          }
        }
      }
      return sqlState == null ? null : "expected " + sqlState + " but it succeeded";
    } catch (SQLException e) {
      return e.getSQLState().equals(sqlState) ? null : e.getSQLState() + " " + e.getMessage();
    }
  }

  private static List<Block> blocks(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String fence = lines.get(i).strip();
      if (!fence.equals("```sql") && !fence.startsWith("```sql ")) {
        continue;
      }
      int start = i + 1;
      i = start;
      while (i < lines.size() && !lines.get(i).strip().equals("```")) {
        i++;
      }
      String[] words = fence.split("\\s+", -1);
      boolean fails = words.length == 3 && words[1].equals("error");
      if (words.length > 1 && !fails) {
        throw new IllegalArgumentException(file + ":" + start + ": unknown fence " + fence);
      }
      String text = String.join("\n", lines.subList(start, i));
      blocks.add(new Block(start + 1, fails ? words[2] : null, statements(text)));
    }
    return blocks;
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
