package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.LockMode;
import io.karst.storage.tx.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * An insert of many rows into one type. It holds the type alone, so that no row is locked one by
 * one. Not thread-safe; closing without {@link #finish} leaves what was inserted to the
 * transaction, which the caller rolls back.
 */
public final class BulkInsert implements AutoCloseable {
  private static final int CHECK_EVERY = 4096;

  private final StoreTransaction transaction;
  private final WideTable table;
  private long rows;

  public BulkInsert(StoreTransaction transaction, TypeFamily family, Families families) {
    this.transaction = transaction;
    Writes.begin(transaction, family, families);
    transaction.in(family.domain()).lockType(family.number(), LockMode.EXCLUSIVE);
    this.table = new WideTable(family, families);
  }

  /** Inserts a full row; errors as for {@link StoreTable#insert}. */
  public void insert(@Nullable Object[] row) {
    table.insert(transaction, row);
    rows++;
    if (rows % CHECK_EVERY == 0 && transaction.options().cancelled().getAsBoolean()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
  }

  /** Ends the load; rows become visible with the transaction's commit. */
  public void finish() {
    transaction.finishStatement();
  }

  @Override
  public void close() {
    // Rows live in the transaction's buffer; there is nothing of its own to release.
  }
}
