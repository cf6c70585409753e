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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executes every {@code ```sql} block of README.md and docs/: the blocks of one file in order, on
 * one database. {@code ```sql error 42P01} marks a block whose last statement must fail with that
 * SQLSTATE. A {@code ```result} block right after one holds the rows of its last statement. Blocks
 * cannot be skipped. Files are written below {@code /data/}, which stands for a directory of the
 * test.
 *
 * <p>{@code -Ddocs=<part of a path>} runs some files; {@code -Dgolden.rewrite=true} writes the rows
 * into the result blocks.
 */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)\\s]+)?\\)");

  @TempDir static Path data;

  @TestFactory
  Stream<DynamicTest> everyBlockRuns() throws IOException {
    return files().stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> run(file)));
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsToAFile() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> checkLinks(file)));
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(root, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> file.toString().contains(System.getProperty("docs", "")))
          .sorted()
          .forEach(files::add);
    }
    return files;
  }

  private static void checkLinks(Path file) throws IOException {
    List<String> dead = new ArrayList<>();
    Matcher links = LINK.matcher(Files.readString(file));
    while (links.find()) {
      if (!Files.exists(file.resolveSibling(links.group(1)))) {
        dead.add(file + ": " + links.group());
      }
    }
    assertThat(dead).isEmpty();
  }

  private static void run(Path file) throws IOException, SQLException {
    List<String> failures = new ArrayList<>();
    List<MarkdownFile.Block> blocks = MarkdownFile.blocks(file);
    List<List<String>> results = new ArrayList<>();
    try (KarstDatabase database = KarstDatabase.inMemory();
        Connection connection = database.connect()) {
      for (MarkdownFile.Block block : blocks) {
        results.add(run(file, connection, block, failures));
      }
    }
    if (REWRITE) {
      rewrite(file, blocks, results);
    }
    assertThat(failures).withFailMessage(() -> String.join("\n", failures)).isEmpty();
  }

  /** Runs the statements of a block; returns the rows of its last one. */
  private static List<String> run(
      Path file, Connection connection, MarkdownFile.Block block, List<String> failures) {
    String place = file + ":" + block.line() + ": ";
    List<String> rows = List.of();
    for (int i = 0; i < block.statements().size(); i++) {
      String sql = block.statements().get(i);
      boolean last = i == block.statements().size() - 1;
      String expected = last ? block.sqlState() : null;
      try {
        rows = execute(connection, sql.replace("'/data/", "'" + data + "/"));
        if (expected != null) {
          failures.add(place + "expected " + expected + " but it succeeded\n    " + sql);
        }
      } catch (SQLException e) {
        if (!String.valueOf(e.getSQLState()).equals(expected)) {
          failures.add(place + e.getSQLState() + " " + e.getMessage() + "\n    " + sql);
        }
      }
    }
    if (block.result() != null && !block.result().equals(rows)) {
      failures.add(place + "the result is\n" + String.join("\n", rows));
    }
    return rows;
  }

  private static List<String> execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return List.of();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return ResultText.of(rows);
      }
    }
  }

  private static void rewrite(
      Path file, List<MarkdownFile.Block> blocks, List<List<String>> results) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (int i = blocks.size() - 1; i >= 0; i--) {
      MarkdownFile.Block block = blocks.get(i);
      if (block.result() != null) {
        lines.subList(block.resultStart(), block.resultStart() + block.result().size()).clear();
        lines.addAll(block.resultStart(), results.get(i));
      }
    }
    Files.write(file, lines);
  }
}
