package io.karst.sqltests.mimic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the data is, and how a database loads it. */
final class MimicData {
  /** Rows of all 25 tables. */
  static final long ROWS = 967_139;

  private static final Path RESOURCES = Path.of("src", "test", "resources", "mimic");
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE medical\\.(\\w+)");

  private MimicData() {}

  /**
   * The folder {@code mimic-iii-demo}: below {@code -Dkarst.test.data}, else {@code
   * KARST_TEST_DATA}, else {@code ../shared/data} beside the repository.
   */
  static Path directory() {
    String configured = System.getProperty("karst.test.data", System.getenv("KARST_TEST_DATA"));
    Path data = configured == null ? Path.of("..", "..", "shared", "data") : Path.of(configured);
    return data.resolve("mimic-iii-demo").toAbsolutePath().normalize();
  }

  static boolean present() {
    return Files.exists(directory().resolve("chartevents.csv.gz"));
  }

  /**
   * Creates the schema and loads every file; returns the number of rows.
   *
   * @param duckdb leaves references out, whose checks are slow there, and says what DuckDB's
   *     sniffer gets wrong
   */
  static long load(Connection connection, boolean duckdb) throws IOException, SQLException {
    String schema = Files.readString(RESOURCES.resolve("schema.sql"));
    if (duckdb) {
      schema = schema.replaceAll(" REFERENCES medical\\.\\w+ \\(\\w+\\)", "");
    }
    String options = duckdb ? ", DELIMITER ',', QUOTE '\"', ESCAPE '\"'" : "";
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      for (String sql : schema.split(";\\s*\n", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      for (String table : tables(schema)) {
        Path file = directory().resolve(table + ".csv.gz");
        rows +=
            statement.executeUpdate(
                "COPY medical."
                    + table
                    + " FROM '"
                    + file
                    + "' WITH (FORMAT csv, HEADER"
                    + options
                    + ")");
      }
    }
    return rows;
  }

  /**
   * Query files in order of their names; {@code x.duckdb.sql} is DuckDB's text of {@code x.sql}.
   */
  static List<Path> queries() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("queries"))) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.toString().endsWith(".duckdb.sql"))
          .sorted()
          .toList();
    }
  }

  private static List<String> tables(String schema) {
    List<String> tables = new ArrayList<>();
    Matcher matcher = TABLE.matcher(schema);
    while (matcher.find()) {
      tables.add(matcher.group(1));
    }
    return tables;
  }
}
