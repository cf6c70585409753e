package io.karst.storage.engine;

/** Isolation levels an engine gives. */
public enum Isolation {
  /** Each statement reads what was committed when it began. */
  READ_COMMITTED,

  /** Everything is read as of one moment; who changes a row second fails. */
  SNAPSHOT,

  /**
   * As SNAPSHOT, and a transaction that writes commits only if nothing it has read was changed
   * since its snapshot: the outcome is that of running such transactions one after the other.
   */
  SERIALIZABLE
}
