package io.karst.sql.session;

import io.karst.sql.BatchFailure;
import io.karst.sql.SqlResult;
import io.karst.sql.SqlStatement;
import io.karst.sql.settings.SettingTable;
import io.karst.storage.base.KarstException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement once per parameter row. In autocommit mode all rows are one transaction with one
 * sync; if it loses a race it runs again as a whole.
 */
final class BatchRunner {
  private final KarstSession session;
  private final SessionTransaction transactions;

  BatchRunner(KarstSession session, SessionTransaction transactions) {
    this.session = session;
    this.transactions = transactions;
  }

  long[] run(SqlStatement statement, List<@Nullable Object[]> rows) {
    if (transactions.isExplicit()) {
      return rows(statement, rows);
    }
    for (long restarts = session.settings().number(SettingTable.STATEMENT_RESTARTS); ; restarts--) {
      transactions.beginBlock();
      long[] counts;
      try {
        counts = rows(statement, rows);
      } catch (BatchFailure e) {
        if (!e.error().code().isRetryable() || restarts <= 0) {
          // The failed statement is undone already; what came before it stays.
          transactions.commit();
          throw e;
        }
        transactions.rollback();
        continue;
      }
      try {
        session.commit();
        return counts;
      } catch (KarstException e) {
        if (!e.code().isRetryable() || restarts <= 0) {
          throw e;
        }
      }
    }
  }

  private long[] rows(SqlStatement statement, List<@Nullable Object[]> rows) {
    long[] counts = new long[rows.size()];
    int done = 0;
    for (@Nullable Object[] row : rows) {
      try (SqlResult result = session.execute(statement, row)) {
        counts[done] = result.updateCount();
      } catch (KarstException e) {
        throw new BatchFailure(Arrays.copyOf(counts, done), e);
      }
      done++;
    }
    return counts;
  }
}
