package io.karst.sqltests.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karst.sqltests.oracle.KarstDatabase;
import io.karst.sqltests.workload.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Karst gives DuckDB's answers on 967,139 rows of real clinical data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class MimicTest {
  private KarstDatabase database;
  private Connection karst;
  private Connection duckdb;
  private long loaded;

  @BeforeAll
  void load(@TempDir Path directory) throws IOException, SQLException {
    assumeTrue(MimicData.present(), "no MIMIC data in " + MimicData.directory());
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    MimicData.load(duckdb, true);
    database = KarstDatabase.onDisk(directory);
    karst = database.connect();
    loaded = MimicData.load(karst, false);
  }

  @AfterAll
  void close() throws SQLException {
    if (karst != null) {
      karst.close();
      database.close();
    }
    if (duckdb != null) {
      duckdb.close();
    }
  }

  @Test
  void everyRowIsLoaded() {
    assertThat(loaded).isEqualTo(MimicData.ROWS);
  }

  @TestFactory
  Stream<DynamicTest> queries() throws IOException {
    return MimicData.queries().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), file.toUri(), () -> compare(file)));
  }

  private void compare(Path file) throws IOException, SQLException {
    String sql = Files.readString(file);
    Path other = Path.of(file.toString().replace(".sql", ".duckdb.sql"));
    ResultTable expected =
        ResultTable.of(duckdb, Files.exists(other) ? Files.readString(other) : sql);
    ResultTable actual = ResultTable.of(karst, sql);
    boolean ordered = sql.substring(sql.lastIndexOf(')') + 1).contains("ORDER BY");
    String difference =
        ordered ? actual.difference(expected) : actual.sorted().difference(expected.sorted());
    assertThat(difference).withFailMessage(() -> file + ": " + difference + "\n" + sql).isNull();
    assertThat(expected.rows()).isNotEmpty();
  }

  @Test
  void referencesAreEnforced() throws SQLException {
    try (Statement statement = karst.createStatement()) {
      assertThatThrownBy(
              () -> statement.execute("DELETE FROM medical.patients WHERE subject_id = 10006"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM medical.chartevents WHERE row_id = 86199399",
        "SELECT * FROM medical.admissions WHERE hadm_id = 142345",
        "SELECT * FROM medical.labevents WHERE subject_id = 10006",
        "SELECT * FROM medical.labevents WHERE charttime >= '2164-10-23 00:00:00' AND charttime < '2164-10-24 00:00:00'"
      })
  void keysAndIndexesAreUsed(String sql) throws SQLException {
    try (Statement statement = karst.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      assertThat(plan.toString()).contains("bounds=[");
    }
  }

  @Test
  void collectionIsSound() throws SQLException {
    List<String> problems = new ArrayList<>();
    try (Statement statement = karst.createStatement();
        ResultSet rows = statement.executeQuery("CHECK COLLECTION medical")) {
      while (rows.next()) {
        problems.add(rows.getString(1));
      }
    }
    assertThat(problems).isEmpty();
  }
}
