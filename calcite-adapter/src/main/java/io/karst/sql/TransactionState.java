package io.karst.sql;

/** Where a session's transaction stands. */
public enum TransactionState {
  /** No transaction is running. */
  IDLE,
  /** A transaction is running. */
  ACTIVE,
  /** A statement of the running transaction failed in a way that leaves only ROLLBACK. */
  FAILED
}
