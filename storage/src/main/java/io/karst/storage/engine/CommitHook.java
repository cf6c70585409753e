package io.karst.storage.engine;

/** Adds entries to a commit that depend on its sequence: change log, counters. */
@FunctionalInterface
public interface CommitHook {

  /**
   * Called once, in commit order, with no other commit of this engine in between. Must be quick and
   * must not read or write the engine other than through {@code out}.
   *
   * @param sequence gapless: predecessor + 1
   * @param timestampMicros commit time, strictly increasing, microseconds since the epoch
   */
  void beforeWrite(long sequence, long timestampMicros, Writer out);

  /**
   * Called when the commit is written and visible, while its locks are still held: whoever waits
   * for them finds what this did.
   */
  default void committed() {}

  /** Where a hook puts entries. */
  interface Writer {
    void put(Space space, byte[] key, byte[] value);
  }
}
