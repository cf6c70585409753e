package io.karst.sqltests.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The 99 queries of TPC-DS; {@code -Dtpcds.scale=0.01} is the scale factor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class TpcdsTest {
  private TwoEngines engines;

  @BeforeAll
  void load(@TempDir Path directory) throws IOException, SQLException {
    Path data = Files.createDirectories(directory.resolve("data"));
    double scale = Double.parseDouble(System.getProperty("tpcds.scale", "0.01"));
    Map<String, Integer> rows = TpcdsFiles.write(scale, data);
    assertThat(rows).hasSize(24);
    engines = new TwoEngines(directory);
    engines.load("tpcds", data, false);
  }

  @AfterAll
  void close() throws SQLException {
    if (engines != null) {
      engines.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> queries() throws IOException {
    return engines.queries("tpcds");
  }
}
