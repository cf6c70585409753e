package io.karst.sqltests.workload;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Questions of analysts to Chinook, Northwind and Sakila. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class SampleDatabasesTest {
  private final List<TwoEngines> open = new ArrayList<>();
  @TempDir private Path directory;

  @BeforeAll
  void needsData() {
    Path data = SampleData.directory("bi");
    assumeTrue(Files.isDirectory(data), "no sample databases in " + data);
  }

  @AfterAll
  void close() throws SQLException {
    for (TwoEngines engines : open) {
      engines.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> chinook() throws IOException, SQLException {
    return questions("chinook");
  }

  @TestFactory
  Stream<DynamicTest> northwind() throws IOException, SQLException {
    return questions("northwind");
  }

  @TestFactory
  Stream<DynamicTest> sakila() throws IOException, SQLException {
    return questions("sakila");
  }

  private Stream<DynamicTest> questions(String name) throws IOException, SQLException {
    TwoEngines engines = new TwoEngines(directory);
    open.add(engines);
    engines.load("bi/" + name, SampleData.directory("bi").resolve(name), true);
    return engines.queries("bi/" + name);
  }
}
