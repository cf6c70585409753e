package io.karst.storage.engine.local;

/** Collects entries in ascending key order outside the store. Closing without finish discards. */
public interface StoreBulk extends AutoCloseable {

  void add(byte[] key, byte[] value);

  /** Puts the entries into the store, durably. Called in the commit turn. */
  void finish();

  @Override
  void close();
}
