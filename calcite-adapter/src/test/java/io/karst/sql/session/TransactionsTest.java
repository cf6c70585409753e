package io.karst.sql.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sql.BatchFailure;
import io.karst.sql.SqlResult;
import io.karst.sql.SqlStatement;
import io.karst.sql.TransactionState;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Isolation;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  private final String name = UUID.randomUUID().toString();
  private SqlScript sql;
  private SqlScript other;

  @BeforeEach
  void open() {
    sql = SqlScript.named(name);
    other = SqlScript.named(name);
    sql.run("create table t (id int primary key, n int)", "insert into t values (1, 10), (2, 20)");
  }

  @AfterEach
  void close() {
    other.close();
    sql.close();
  }

  @Test
  void commitShowsAndRollbackHides() {
    sql.run("begin", "insert into t values (3, 30)");
    assertThat(sql.rows("select count(*) from t")).containsExactly("3");
    assertThat(other.rows("select count(*) from t")).containsExactly("2");
    sql.run("commit");
    assertThat(other.rows("select count(*) from t")).containsExactly("3");
    sql.run("begin", "delete from t", "rollback");
    assertThat(sql.rows("select count(*) from t")).containsExactly("3");
  }

  @Test
  void anErrorLeavesOnlyRollback() {
    sql.run("begin", "insert into t values (3, 30)");
    assertThat(sql.state("insert into t values (1, 0)")).isEqualTo("23505");
    assertThat(sql.session().transactionState()).isEqualTo(TransactionState.FAILED);
    assertThat(sql.state("select 1")).isEqualTo("25P02");
    try (SqlResult result = sql.session().execute("commit")) {
      assertThat(result.commandTag()).isEqualTo("ROLLBACK");
    }
    assertThat(sql.rows("select count(*) from t")).containsExactly("2");
  }

  @Test
  void savepointsSaveFailedTransactions() {
    sql.run("begin", "insert into t values (3, 30)", "savepoint a", "insert into t values (4, 40)");
    assertThat(sql.state("insert into t values (1, 0)")).isEqualTo("23505");
    sql.run("rollback to a", "insert into t values (5, 50)", "release a", "commit");
    assertThat(sql.rows("select id from t order by id")).containsExactly("1", "2", "3", "5");
    assertThat(sql.state("savepoint x")).isEqualTo("25P01");
    sql.run("begin");
    assertThat(sql.state("rollback to nothing")).isEqualTo("3B001");
    sql.run("rollback");
  }

  @Test
  void aFailedStatementLeavesNothing() {
    assertThat(sql.state("insert into t values (7, 7), (8, 8), (1, 1)")).isEqualTo("23505");
    sql.run("set on_error_rollback = statement", "begin", "insert into t values (3, 30)");
    assertThat(sql.state("insert into t values (7, 7), (1, 1)")).isEqualTo("23505");
    sql.run("commit");
    assertThat(sql.rows("select id from t order by id")).containsExactly("1", "2", "3");
  }

  @Test
  void readOnlyTransactionsRefuseWrites() {
    sql.run("begin read only");
    assertThat(sql.rows("select n from t where id = 1")).containsExactly("10");
    assertThat(sql.state("update t set n = 1")).isEqualTo("25006");
    sql.run("rollback");
    sql.session().setReadOnly(true);
    assertThat(sql.state("create table u (a int)")).isEqualTo("25006");
    sql.session().setReadOnly(false);
    sql.run("update t set n = 11 where id = 1");
  }

  @Test
  void isolationLevels() {
    sql.run("begin isolation level read committed");
    assertThat(sql.session().isolation()).isEqualTo(Isolation.READ_COMMITTED);
    assertThat(sql.rows("select n from t where id = 1")).containsExactly("10");
    other.run("update t set n = 11 where id = 1");
    assertThat(sql.rows("select n from t where id = 1")).containsExactly("11");
    sql.run("commit", "begin");
    assertThat(sql.rows("select n from t where id = 1")).containsExactly("11");
    other.run("update t set n = 12 where id = 1");
    assertThat(sql.rows("select n from t where id = 1")).containsExactly("11");
    assertThat(sql.state("update t set n = n + 1 where id = 1")).isEqualTo("40001");
    sql.run("rollback");
    sql.run("begin isolation level serializable");
    sql.run("rollback");
  }

  @Test
  void definitionsArePartOfTheTransaction() {
    sql.run(
        "begin", "create table u (a int)", "insert into u values (1)", "create table v (a int)");
    assertThat(sql.rows("select count(*) from u")).containsExactly("1");
    assertThat(other.state("select count(*) from u")).isEqualTo("42P01");
    sql.run("rollback");
    assertThat(sql.state("select count(*) from u")).isEqualTo("42P01");
  }

  @Test
  void jdbcStyleTransactions() {
    sql.session().setAutoCommit(false);
    sql.run("insert into t values (3, 30)");
    Object point = sql.session().setSavepoint(null);
    sql.run("insert into t values (4, 40)");
    sql.session().rollbackTo(point);
    sql.session().commit();
    sql.run("delete from t where id = 1");
    sql.session().setAutoCommit(true);
    assertThat(other.rows("select id from t order by id")).containsExactly("2", "3");
  }

  @Test
  void batchesCountAndKeepWhatCameBefore() {
    SqlStatement insert = sql.session().prepare("insert into t values (?, ?)");
    long[] counts =
        sql.session().executeBatch(insert, List.of(new Object[] {3, 30}, new Object[] {4L, "40"}));
    assertThat(counts).containsExactly(1, 1);
    List<Object[]> rows = List.of(new Object[] {5, 50}, new Object[] {1, 0}, new Object[] {6, 60});
    assertThatThrownBy(() -> sql.session().executeBatch(insert, rows))
        .isInstanceOfSatisfying(
            BatchFailure.class,
            e -> {
              assertThat(e.counts()).containsExactly(1);
              assertThat(e.error().sqlState()).isEqualTo("23505");
            });
    assertThat(sql.rows("select id from t order by id")).containsExactly("1", "2", "3", "4", "5");
    assertThat(sql.session().transactionState()).isEqualTo(TransactionState.IDLE);
  }

  @Test
  void statementsThatLoseARaceRunAgain() throws Exception {
    int threads = 4;
    int rounds = 50;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Void> increment =
          () -> {
            try (SqlScript own = SqlScript.named(name)) {
              for (int i = 0; i < rounds; i++) {
                own.run("update t set n = n + 1 where id = 1");
              }
            }
            return null;
          };
      for (Future<Void> done : pool.invokeAll(java.util.Collections.nCopies(threads, increment))) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(sql.rows("select n from t where id = 1"))
        .containsExactly(Integer.toString(10 + threads * rounds));
  }

  @Test
  void cancelEndsTheRunningStatement() {
    SqlResult result =
        sql.session().execute("select a.id from t a, t b, t c, t d, t e, t f, t g, t h");
    assertThat(result.rows().next()).isTrue();
    sql.session().cancel();
    assertThatThrownBy(() -> SqlScript.rows(result))
        .isInstanceOfSatisfying(
            KarstException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
    assertThat(sql.rows("select 1")).containsExactly("1");
  }

  @Test
  void rowsOfOpenResultsStayAsTheyWere() {
    SqlResult result = sql.session().execute("select id from t order by id");
    assertThat(result.rows().next()).isTrue();
    sql.run("delete from t");
    assertThat(result.rows().next()).isTrue();
    assertThat(result.rows().get(0)).isEqualTo(2);
    result.close();
    sql.run("begin");
    SqlResult inside = sql.session().execute("select 1 from (values (1), (2)) as v (a)");
    sql.run("commit");
    assertThatThrownBy(() -> inside.rows().next()).isInstanceOf(KarstException.class);
  }
}
