package io.karst.storage.engine;

/** Isolation levels an engine gives. */
public enum Isolation {
  READ_COMMITTED,
  SNAPSHOT
}
