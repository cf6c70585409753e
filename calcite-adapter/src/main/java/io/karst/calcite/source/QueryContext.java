package io.karst.calcite.source;

import io.karst.storage.tx.StoreTransaction;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a plan.
 *
 * @param transaction what scans read through
 * @param parameters canonical storage values of the plan's parameters, hoisted literals included
 * @param cancelled true ends the statement with QUERY_CANCELED; polled by scans
 * @param statementMicros CURRENT_TIMESTAMP: epoch microseconds of the transaction's start
 * @param session services of the session
 * @param batch rows of the plan's {@link BatchTable}, or null if it reads none
 */
public record QueryContext(
    StoreTransaction transaction,
    @Nullable Object[] parameters,
    AtomicBoolean cancelled,
    long statementMicros,
    SessionServices session,
    @Nullable Iterable<@Nullable Object[]> batch) {

  /** The same execution with rows for the plan's {@link BatchTable}. */
  public QueryContext withBatch(Iterable<@Nullable Object[]> rows) {
    return new QueryContext(transaction, parameters, cancelled, statementMicros, session, rows);
  }
}
