package io.karst.storage.engine;

/** A frozen state of all spaces. Thread-safe reads; the owner closes it once. */
public interface Snapshot extends Reader, AutoCloseable {

  /** Every commit with this or a smaller sequence is visible, and no other. */
  long sequence();

  @Override
  void close();
}
