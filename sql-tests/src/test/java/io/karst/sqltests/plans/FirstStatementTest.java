package io.karst.sqltests.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.reliability.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that only looks up rows by key starts without the planner. */
final class FirstStatementTest {
  /** Parser, algebra and planner; java.sql itself loads every driver it finds, also Calcite's. */
  private static final Pattern PLANNER =
      Pattern.compile(
          " (org\\.apache\\.calcite\\.(sql|rel|rex|plan|prepare)|io\\.karst\\.calcite\\.plan)\\.");

  @TempDir Path directory;

  @Test
  void lookupsByKeyLoadNoPlanner() throws SQLException, IOException {
    String url = "jdbc:karst:" + directory.resolve("db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE items (id INT PRIMARY KEY, name TEXT)");
      statement.execute("INSERT INTO items VALUES (1, 'one'), (2, 'two')");
    }
    List<String> answers = new ArrayList<>();
    List<String> planner = new ArrayList<>();
    try (ChildJvm child = ChildJvm.start(List.of("-Xlog:class+load"), LookupChild.class, url)) {
      for (String line = child.readLine(); line != null; line = child.readLine()) {
        if (PLANNER.matcher(line).find()) {
          planner.add(line);
        } else if (!line.startsWith("[")) {
          answers.add(line);
        }
      }
      assertThat(child.exitCode()).isZero();
    }
    assertThat(answers).containsExactly("ad hoc two", "prepared one");
    assertThat(planner).isEmpty();
  }
}
