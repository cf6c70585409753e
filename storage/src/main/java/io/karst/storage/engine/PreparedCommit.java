package io.karst.storage.engine;

/**
 * A commit that has its place in the order but is not written yet. Closing without apply aborts.
 */
public interface PreparedCommit extends AutoCloseable {

  long sequence();

  /** The whole batch in a form {@link Engine#replay} understands. */
  byte[] encoded();

  /** Writes, syncs and publishes it. */
  void apply();

  @Override
  void close();
}
