package io.karst.sqltests.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.KarstDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Karst and DuckDB with the same tables. */
final class TwoEngines implements AutoCloseable {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
  private static final Pattern LIMIT = Pattern.compile("\\s+LIMIT (\\d+)$");

  private final KarstDatabase database;
  private final Connection karst;
  private final Connection duckdb;

  TwoEngines(Path directory) throws SQLException {
    database = KarstDatabase.onDisk(directory);
    karst = database.connect();
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckdb.createStatement()) {
      statement.execute("SET default_null_order = 'nulls_last_on_asc_first_on_desc'");
    }
  }

  /**
   * Creates the tables of {@code schema.sql} in the folder of the resources and fills them.
   *
   * @param data holds {@code <table>.csv} or {@code <table>.csv.gz}
   * @param header whether the first line of each file names the columns
   */
  void load(String folder, Path data, boolean header) throws IOException, SQLException {
    String schema = Files.readString(RESOURCES.resolve(folder).resolve("schema.sql"));
    try (Statement here = karst.createStatement();
        Statement there = duckdb.createStatement()) {
      for (String sql : schema.split(";\\s*\n", -1)) {
        if (!sql.isBlank()) {
          here.execute(sql);
          there.execute(sql);
        }
      }
      Matcher tables = TABLE.matcher(schema);
      while (tables.find()) {
        Path plain = data.resolve(tables.group(1) + ".csv");
        Path file = Files.exists(plain) ? plain : data.resolve(tables.group(1) + ".csv.gz");
        String copy =
            "COPY " + tables.group(1) + " FROM '" + file.toAbsolutePath() + "' WITH (FORMAT csv";
        String options = header ? ", HEADER" : "";
        int rows = here.executeUpdate(copy + options + ")");
        int expected =
            there.executeUpdate(
                copy + ", HEADER " + header + ", DELIMITER ',', QUOTE '\"', ESCAPE '\"')");
        assertThat(rows).as(tables.group(1)).isEqualTo(expected);
      }
      here.execute("ANALYZE");
    }
  }

  /** One test for each file in {@code queries} of the folder; {@code -Dquery=14} runs some. */
  Stream<DynamicTest> queries(String folder) throws IOException {
    String wanted = System.getProperty("query", "");
    List<Path> files;
    try (Stream<Path> listed = Files.list(RESOURCES.resolve(folder).resolve("queries"))) {
      files =
          listed.filter(file -> file.getFileName().toString().contains(wanted)).sorted().toList();
    }
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    folder + " " + file.getFileName(), file.toUri(), () -> compare(file)));
  }

  /** All rows are equal; and a LIMIT returns as many of them as it should. */
  private void compare(Path file) throws IOException, SQLException {
    String sql = Files.readString(file).strip();
    Matcher limit = LIMIT.matcher(sql);
    boolean limited = limit.find();
    String whole = limited ? sql.substring(0, limit.start()) : sql;
    ResultTable expected = ResultTable.of(duckdb, whole).sorted();
    ResultTable actual = ResultTable.of(karst, whole).sorted();
    String difference = actual.difference(expected);
    assertThat(difference).withFailMessage(() -> file + ": " + difference + "\n" + sql).isNull();
    if (limited) {
      int count = Math.min(Integer.parseInt(limit.group(1)), expected.rows().size());
      assertThat(ResultTable.of(karst, sql).rows()).hasSize(count);
    }
  }

  /** The answer of Karst to a query file. */
  ResultTable karst(String folder, String query) throws IOException, SQLException {
    Path file = RESOURCES.resolve(folder).resolve("queries").resolve(query);
    return ResultTable.of(karst, Files.readString(file).strip());
  }

  @Override
  public void close() throws SQLException {
    karst.close();
    database.close();
    duckdb.close();
  }
}
