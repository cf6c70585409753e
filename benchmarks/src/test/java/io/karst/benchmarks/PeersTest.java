package io.karst.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:karst:mem:x", "jdbc:h2:mem:", "jdbc:duckdb:", "jdbc:sqlite::memory:"})
  void driverIsOnTheClassPath(String url) throws SQLException {
    assertThat(DriverManager.getDriver(url)).isNotNull();
  }
}
