package io.karst.storage.engine.local;

/** Collects entries in ascending key order outside the store. Closing without finish discards. */
public interface StoreBulk extends AutoCloseable {

  void add(byte[] key, byte[] value);

  /** Ends adding: everything that can fail before the commit has happened after it. */
  void seal();

  /** Puts the entries into the store, durably. Called in the commit turn. */
  void finish();

  @Override
  void close();
}
