package io.karst.storage.engine;

/**
 * A commit that has its place in the order but is not written yet. Closing without apply aborts.
 */
public interface PreparedCommit extends AutoCloseable {

  long sequence();

  /** The whole batch in a form {@link Engine#replay} understands. */
  byte[] encoded();

  /**
   * Makes the commits before it durable now, and this one as soon as it is applied, whatever the
   * transaction asked for: then no crash keeps this one and loses one of those.
   */
  void makeDurable();

  /** Writes and publishes it. */
  void apply();

  @Override
  void close();
}
