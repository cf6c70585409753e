package io.karst.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class KarstDriverTest {
  @Test
  void isFoundByItsUrl() throws SQLException {
    assertThat(DriverManager.getDriver("jdbc:karst:mem:test")).isInstanceOf(KarstDriver.class);
  }
}
