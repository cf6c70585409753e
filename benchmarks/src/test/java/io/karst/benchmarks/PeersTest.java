package io.karst.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every measurement runs on every engine, and all engines read the same. */
class PeersTest {
  private static final int ROWS = 1000;

  @TempDir Path directory;

  private static void assumeWorks(EngineSpec engine) {
    if (engine != EngineSpec.KARST) {
      return;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:karst:mem:probe");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
    } catch (SQLException | RuntimeException | LinkageError e) {
      Assumptions.abort("the Karst driver does not execute SQL yet");
    }
  }

  private List<Double> answers(EngineSpec engine) throws Exception {
    Path own = Files.createDirectories(directory.resolve(engine.name()));
    List<Double> answers = new ArrayList<>();
    try (Connection keepOpen = engine.connect(own)) {
      Orders.create(keepOpen);
      Orders.load(keepOpen, ROWS);
      Runner runner = new Runner(engine, own, ROWS, 0.001);
      for (Measurement measurement : Measurement.all()) {
        assertThat(runner.measure(measurement, 0)).isPositive();
      }
      for (Measurement measurement : Measurement.all()) {
        answers.add(measurement.checked() ? runner.answer(measurement) : 0);
      }
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource(EngineSpec.class)
  void everyMeasurementRunsAndAnswersLikeH2(EngineSpec engine) throws Exception {
    assumeWorks(engine);
    List<Double> answers = answers(engine);
    List<Double> expected = engine == EngineSpec.H2 ? answers : answers(EngineSpec.H2);
    assertThat(answers).hasSameSizeAs(expected);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i)).isCloseTo(expected.get(i), within(1e-6));
    }
  }

  @Test
  void optionsAreRead() {
    Options options =
        Options.parse(new String[] {"--rows", "10", "--engines", "h2,sqlite", "--seconds", "0.5"});
    assertThat(options.rows()).isEqualTo(10);
    assertThat(options.engines()).containsExactly(EngineSpec.H2, EngineSpec.SQLITE);
    assertThat(options.seconds()).isEqualTo(0.5);
  }
}
