package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.LockMode;
import io.karst.storage.tx.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An insert of many rows into one type. It holds the type alone, so that no row is locked one by
 * one.
 *
 * <p>When the transaction does nothing else, more than {@link #SMALL} rows are sorted outside of it
 * and become visible as one load with its commit: memory stays bounded whatever their number.
 * Otherwise all rows go into the transaction's buffer and are subject to its limit.
 *
 * <p>Not thread-safe; closing without {@link #finish} leaves what was inserted to the transaction,
 * which the caller rolls back.
 */
public final class BulkInsert implements AutoCloseable {
  /** Up to this many rows are ordinary inserts, each with its change-log entry. */
  public static final int SMALL = 2000;

  private static final int CHECK_EVERY = 4096;

  private final StoreTransaction transaction;
  private final WideTable table;
  private final @Nullable List<@Nullable Object[]> first;
  private @Nullable SortedLoad load;
  private long rows;
  private long failedRow = -1;

  /**
   * Begins an insert.
   *
   * @param alone whether the transaction changes no other rows and commits after {@link #finish}
   */
  public BulkInsert(
      StoreTransaction transaction, TypeFamily family, Families families, boolean alone) {
    this.transaction = transaction;
    boolean direct = alone && !transaction.hasChanges();
    Writes.begin(transaction, family, families);
    transaction.in(family.domain()).lockType(family.number(), LockMode.EXCLUSIVE);
    this.table = new WideTable(family, families);
    this.first = direct ? new ArrayList<>() : null;
  }

  /**
   * Inserts a full row, which belongs to this object from now on; errors as for {@link
   * StoreTable#insert}, those of keys and references at {@link #finish} at the latest.
   */
  public void insert(@Nullable Object[] row) {
    long number = rows++;
    if (first == null) {
      insertNow(row, number);
    } else if (load == null && first.size() < SMALL) {
      check(row, number);
      first.add(row);
    } else {
      check(row, number);
      add(row);
    }
    if (rows % CHECK_EVERY == 0 && transaction.options().cancelled().getAsBoolean()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
  }

  /**
   * Number of the row, counted from 0, that the last error is about; -1 if it is about none in
   * particular.
   */
  public long failedRow() {
    SortedLoad loading = load;
    return failedRow >= 0 || loading == null ? failedRow : loading.failedRow();
  }

  /** Ends the load; rows become visible with the transaction's commit. */
  public void finish() {
    SortedLoad loading = load;
    if (loading != null) {
      loading.finish();
    } else if (first != null) {
      for (int i = 0; i < first.size(); i++) {
        insertNow(first.get(i), i);
      }
      first.clear();
    }
    transaction.finishStatement();
  }

  private void insertNow(@Nullable Object[] row, long number) {
    failedRow = number;
    table.insert(transaction, row);
    failedRow = -1;
  }

  private void check(@Nullable Object[] row, long number) {
    failedRow = number;
    table.checkRow(row);
    failedRow = -1;
  }

  private void add(@Nullable Object[] row) {
    SortedLoad loading = load;
    if (loading == null) {
      loading = table.beginLoad(transaction);
      load = loading;
      if (first != null) {
        first.forEach(loading::add);
        first.clear();
      }
    }
    loading.add(row);
  }

  @Override
  public void close() {
    SortedLoad loading = load;
    if (loading != null) {
      loading.close();
    }
  }
}
