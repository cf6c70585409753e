package io.karst.sqltests.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 22 queries of TPC-H: at scale factor 0.01 against stored answers, if they are here, and at
 * {@code -Dtpch.scale=0.1} against DuckDB.
 */
@Tag("slow")
class TpchTest {
  private static final String EXPECTED = "bi/tpch-expected-sf0.01";

  @TestFactory
  Stream<DynamicTest> asDuckdb(@TempDir Path directory) throws IOException, SQLException {
    double scale = Double.parseDouble(System.getProperty("tpch.scale", "0.1"));
    TwoEngines engines = load(scale, directory);
    return engines.queries("tpch").onClose(() -> close(engines));
  }

  @TestFactory
  Stream<DynamicTest> asExpected(@TempDir Path directory) throws IOException, SQLException {
    Path answers = SampleData.directory(EXPECTED);
    assumeTrue(Files.isDirectory(answers), "no answers in " + answers);
    TwoEngines engines = load(0.01, directory);
    return Stream.iterate(1, query -> query <= 22, query -> query + 1)
        .map(query -> String.format("q%02d", query))
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query,
                    () ->
                        assertThat(engines.karst("tpch", query + ".sql").sorted())
                            .satisfies(
                                actual ->
                                    assertThat(actual.difference(stored(answers, query).sorted()))
                                        .isNull())))
        .onClose(() -> close(engines));
  }

  private static ResultTable stored(Path answers, String query) throws SQLException {
    String texts = query.equals("q22") ? ", types = {'cntrycode': 'VARCHAR'}" : "";
    Path file = answers.resolve(query + ".csv");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      return ResultTable.of(
          duckdb,
          "SELECT * FROM read_csv('" + file + "', delim = '|', header = true" + texts + ")");
    }
  }

  private static TwoEngines load(double scale, Path directory) throws IOException, SQLException {
    Path data = Files.createDirectories(directory.resolve("data"));
    for (TpchTable<?> table : TpchTable.getTables()) {
      write(table, scale, data.resolve(table.getTableName() + ".csv"));
    }
    TwoEngines engines = new TwoEngines(directory);
    engines.load("tpch", data, false);
    return engines;
  }

  private static void write(TpchTable<?> table, double scale, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (TpchEntity entity : table.createGenerator(scale, 1, 1)) {
        String line = entity.toLine();
        String fields = line.substring(0, line.length() - 1).replace("\"", "\"\"");
        out.write('"' + fields.replace("|", "\",\"") + "\"\n");
      }
    }
  }

  private static void close(TwoEngines engines) {
    try {
      engines.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
