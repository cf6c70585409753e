package io.karst.sqltests.tx;

import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Well-known scenarios of write skew, each in every interleaving of its sessions' statements: what
 * the committed sessions have read and left must be what they read and leave in some serial order.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = Engine.class,
    names = {"KARST_MEMORY", "POSTGRESQL"})
class SerializableTest {
  /**
   * @param sessions each the statements of one transaction; the last one is followed by COMMIT
   */
  private record Scenario(
      String name, List<String> setup, List<List<String>> sessions, String state) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What a session saw: results of its queries, or null if it did not commit. */
  private record Outcome(List<@Nullable List<String>> seen, List<String> state) {}

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario(
              "simple write skew",
              List.of("INSERT INTO t VALUES (1, 'apple'), (2, 'pear'), (3, 'apple'), (4, 'pear')"),
              List.of(
                  List.of("UPDATE t SET name = 'apple' WHERE name = 'pear'"),
                  List.of("UPDATE t SET name = 'pear' WHERE name = 'apple'")),
              "SELECT id, name FROM t ORDER BY id"),
          new Scenario(
              "doctors on call",
              List.of("INSERT INTO t VALUES (1, 'on call'), (2, 'on call')"),
              List.of(
                  List.of(
                      "SELECT count(*) FROM t WHERE name = 'on call'",
                      "UPDATE t SET name = 'off' WHERE id = 1"),
                  List.of(
                      "SELECT count(*) FROM t WHERE name = 'on call'",
                      "UPDATE t SET name = 'off' WHERE id = 2")),
              "SELECT id, name FROM t ORDER BY id"),
          new Scenario(
              "sum of ids",
              List.of("INSERT INTO t VALUES (1, 'a'), (2, 'b')"),
              List.of(
                  List.of("INSERT INTO t SELECT sum(id) + 10, 'c' FROM t"),
                  List.of("INSERT INTO t SELECT sum(id) + 20, 'd' FROM t")),
              "SELECT id, name FROM t ORDER BY id"),
          new Scenario(
              "classroom scheduling",
              List.of("INSERT INTO t VALUES (9, 'room'), (12, 'room')"),
              List.of(
                  List.of(
                      "SELECT count(*) FROM t WHERE id BETWEEN 10 AND 11",
                      "INSERT INTO t VALUES (10, 'Carol')"),
                  List.of(
                      "SELECT count(*) FROM t WHERE id BETWEEN 10 AND 11",
                      "UPDATE t SET id = 11 WHERE id = 12")),
              "SELECT id, name FROM t ORDER BY id"),
          new Scenario(
              "receipt report",
              List.of(
                  "CREATE TABLE control (batch INT)",
                  "INSERT INTO control VALUES (1)",
                  "INSERT INTO t VALUES (1, '1')"),
              List.of(
                  List.of("INSERT INTO t SELECT 2, CAST(batch AS TEXT) FROM control"),
                  List.of("UPDATE control SET batch = 2"),
                  List.of(
                      "SELECT batch FROM control",
                      "SELECT id FROM t, control WHERE name = CAST(batch - 1 AS TEXT) ORDER BY id")),
              "SELECT id, name, batch FROM t, control ORDER BY id"),
          new Scenario(
              "referential integrity by hand",
              List.of(
                  "CREATE TABLE child (id INT PRIMARY KEY, parent INT)",
                  "INSERT INTO t VALUES (1, 'parent')"),
              List.of(
                  List.of("SELECT count(*) FROM t WHERE id = 1", "INSERT INTO child VALUES (1, 1)"),
                  List.of(
                      "SELECT count(*) FROM child WHERE parent = 1", "DELETE FROM t WHERE id = 1")),
              "SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM child)"),
          new Scenario(
              "two ids that move",
              List.of("INSERT INTO t VALUES (1, '0'), (2, '0')"),
              List.of(
                  List.of(
                      "SELECT name FROM t WHERE id = 2", "UPDATE t SET name = '1' WHERE id = 1"),
                  List.of(
                      "SELECT name FROM t WHERE id = 1", "UPDATE t SET name = '2' WHERE id = 2"),
                  List.of("SELECT id, name FROM t ORDER BY id")),
              "SELECT id, name FROM t ORDER BY id"));

  @TempDir static Path directory;

  @Parameter private Engine engine;

  private static @Nullable TestDatabase karst;
  private static @Nullable TestDatabase postgresql;

  static Stream<Scenario> scenarios() {
    return SCENARIOS.stream();
  }

  private TestDatabase database() throws SQLException {
    if (engine.isKarst()) {
      karst = karst == null ? engine.open(directory) : karst;
      return karst;
    }
    postgresql = postgresql == null ? engine.open(directory) : postgresql;
    return postgresql;
  }

  @BeforeAll
  @AfterAll
  static void closeAll() throws SQLException {
    if (karst != null) {
      karst.close();
    }
    if (postgresql != null) {
      postgresql.close();
    }
    karst = null;
    postgresql = null;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyInterleavingIsSerial(Scenario scenario) throws SQLException {
    int refused = 0;
    Map<Set<Integer>, List<Outcome>> serial = new HashMap<>();
    List<List<Integer>> interleavings = new ArrayList<>();
    interleave(lengths(scenario), new ArrayList<>(), interleavings);
    for (List<Integer> order : interleavings) {
      Outcome outcome = run(scenario, order, false);
      Set<Integer> committed = new HashSet<>();
      for (int i = 0; i < outcome.seen().size(); i++) {
        if (outcome.seen().get(i) != null) {
          committed.add(i);
        }
      }
      refused += committed.size() < scenario.sessions().size() ? 1 : 0;
      assertThat(committed).as("%s %s", scenario, order).isNotEmpty();
      if (!serial.containsKey(committed)) {
        List<Outcome> outcomes = new ArrayList<>();
        serialOutcomes(scenario, committed, new ArrayList<>(), outcomes);
        serial.put(committed, outcomes);
      }
      assertThat(serial.get(committed)).as("%s %s", scenario, order).contains(outcome);
    }
    assertThat(refused).as("%s", scenario).isLessThan(interleavings.size());
  }

  private static int[] lengths(Scenario scenario) {
    return scenario.sessions().stream().mapToInt(session -> session.size() + 1).toArray();
  }

  /** All orders of steps that keep each session's own order. */
  private static void interleave(int[] left, List<Integer> order, List<List<Integer>> all) {
    boolean any = false;
    for (int i = 0; i < left.length; i++) {
      if (left[i] > 0) {
        any = true;
        left[i]--;
        order.add(i);
        interleave(left, order, all);
        order.remove(order.size() - 1);
        left[i]++;
      }
    }
    if (!any) {
      all.add(List.copyOf(order));
    }
  }

  private void serialOutcomes(
      Scenario scenario, Set<Integer> sessions, List<Integer> order, List<Outcome> all)
      throws SQLException {
    if (order.size() == sessions.size()) {
      List<Integer> steps = new ArrayList<>();
      for (int session : order) {
        for (int i = 0; i <= scenario.sessions().get(session).size(); i++) {
          steps.add(session);
        }
      }
      all.add(run(scenario, steps, true));
      return;
    }
    for (int session : sessions) {
      if (!order.contains(session)) {
        order.add(session);
        serialOutcomes(scenario, sessions, order, all);
        order.remove(Integer.valueOf(session));
      }
    }
  }

  /** Runs the sessions' steps in that order; one that has to wait goes on when it can. */
  private Outcome run(Scenario scenario, List<Integer> order, boolean serial) throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS t, control, child");
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, name TEXT)");
      for (String sql : scenario.setup()) {
        statement.execute(sql);
      }
      List<SerializableSession> sessions = new ArrayList<>();
      try {
        for (List<String> steps : scenario.sessions()) {
          sessions.add(
              new SerializableSession(database().connect(), TRANSACTION_SERIALIZABLE, steps));
        }
        for (int session : order) {
          sessions.get(session).startNext(serial);
        }
        List<@Nullable List<String>> seen = new ArrayList<>();
        for (SerializableSession session : sessions) {
          seen.add(session.finish());
        }
        return new Outcome(seen, rows(statement, scenario.state()));
      } finally {
        for (SerializableSession session : sessions) {
          session.close();
        }
      }
    }
  }

  static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }
}
