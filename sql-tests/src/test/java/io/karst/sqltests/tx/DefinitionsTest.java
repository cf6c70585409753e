package io.karst.sqltests.tx;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two sessions, one of which changes definitions inside of a transaction. */
@ParameterizedClass(name = "{0}")
@EnumSource(Engine.class)
class DefinitionsTest {
  @TempDir Path directory;

  @Parameter Engine engine = Engine.KARST_MEMORY;

  private TestDatabase database;
  private Client definer;
  private Client other;

  @BeforeEach
  void open() throws SQLException {
    database = engine.open(directory);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
      statement.execute("INSERT INTO t VALUES (1, 10), (2, 20)");
      statement.execute("CREATE TABLE child (id INT PRIMARY KEY, t INT)");
    }
    definer = new Client(database, TRANSACTION_READ_COMMITTED);
    other = new Client(database, TRANSACTION_READ_COMMITTED);
  }

  @AfterEach
  void close() throws SQLException {
    definer.close();
    other.close();
    database.close();
  }

  @Test
  void othersSeeWhatIsCommitted() throws SQLException {
    definer.update("CREATE TABLE fresh (id INT PRIMARY KEY)");
    definer.update("INSERT INTO fresh VALUES (7)");
    assertThat(definer.select("SELECT id FROM fresh")).containsExactly(7);
    assertThat(other.start("INSERT INTO fresh VALUES (8)").sqlState()).isEqualTo("42P01");
    definer.commit();
    other.update("INSERT INTO fresh VALUES (8)");
    assertThat(other.select("SELECT id FROM fresh ORDER BY id")).containsExactly(7, 8);
  }

  @Test
  void writersWaitAndWorkByTheNewDefinition() throws SQLException {
    definer.update("ALTER TABLE t ADD CONSTRAINT small CHECK (v < 100)");
    definer.update("CREATE UNIQUE INDEX t_v ON t (v)");
    Client.Pending bad = other.start("INSERT INTO t VALUES (3, 200)");
    definer.commit();
    assertThat(bad.sqlState()).isEqualTo("23514");
    assertThat(other.start("INSERT INTO t VALUES (3, 10)").sqlState()).isEqualTo("23505");
    assertThat(other.update("INSERT INTO t VALUES (3, 30)")).isEqualTo(1);
  }

  @Test
  void writersGoOnAfterARollback() throws SQLException {
    definer.update("ALTER TABLE t DROP COLUMN v");
    Client.Pending waiting = other.start("INSERT INTO t (id, v) VALUES (3, 30)");
    definer.rollback();
    assertThat(waiting.count()).isEqualTo(1);
    other.commit();
    assertThat(other.select("SELECT v FROM t ORDER BY id")).containsExactly(10, 20, 30);
  }

  @Test
  void definitionsWaitForWriters() throws SQLException {
    other.update("INSERT INTO t VALUES (3, 20)");
    Client.Pending index = definer.start("CREATE UNIQUE INDEX t_v ON t (v)");
    other.commit();
    assertThat(index.sqlState()).isEqualTo("23505");
  }

  @Test
  void aReferenceIsNotAddedWhileItsTargetGoes() throws SQLException {
    definer.update("INSERT INTO child VALUES (1, 2)");
    other.update("DELETE FROM t WHERE id = 2");
    Client.Pending reference =
        definer.start("ALTER TABLE child ADD FOREIGN KEY (t) REFERENCES t (id)");
    other.commit();
    assertThat(reference.sqlState()).isEqualTo("23503");
  }

  @Test
  void repeatableReadSeesNoHalfTable() throws SQLException {
    try (Client snapshot = new Client(database, TRANSACTION_REPEATABLE_READ)) {
      assertThat(snapshot.select("SELECT count(*) FROM child")).containsExactly(0);
      other.update("INSERT INTO t VALUES (3, 20)");
      other.commit();
      // PostgreSQL looks at rows the snapshot does not show; here the transaction is repeated.
      assertThat(snapshot.start("CREATE UNIQUE INDEX t_v ON t (v)").sqlState())
          .isEqualTo(engine == Engine.POSTGRESQL ? "23505" : "40001");
      assertThat(snapshot.start("CREATE UNIQUE INDEX t_v ON t (v)").sqlState()).isEqualTo("23505");
    }
  }

  @Test
  void oldSnapshotsDoNotUseNewIndexes() throws SQLException {
    try (Client snapshot = new Client(database, TRANSACTION_REPEATABLE_READ)) {
      assertThat(snapshot.select("SELECT count(*) FROM t")).containsExactly(2);
      definer.update("UPDATE t SET v = 11 WHERE id = 1");
      definer.update("CREATE INDEX t_v ON t (v)");
      definer.commit();
      Client.Pending read = snapshot.start("INSERT INTO child SELECT 5, id FROM t WHERE v = 10");
      String state = read.sqlState();
      assertThat(state).isIn(null, "40001");
      if (state == null) {
        assertThat(snapshot.select("SELECT t FROM child")).containsExactly(1);
      }
    }
    assertThat(other.select("SELECT id FROM t WHERE v = 11")).containsExactly(1);
    assertThat(other.select("SELECT id FROM t WHERE v = 10")).isEmpty();
  }
}
