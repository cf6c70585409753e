package io.karst.storage.engine;

/** Sorted load into one space. Not thread-safe. Closing without {@link #finish} discards it. */
public interface BulkLoad extends AutoCloseable {

  /** Adds an entry; keys strictly ascending. */
  void add(byte[] key, byte[] value);

  /**
   * Makes all entries visible and durable. Existing entries under the same keys are replaced. To
   * publish several loads at once see {@link EngineTransaction#attach}.
   */
  void finish();

  @Override
  void close();
}
