package io.karst.storage.engine.local;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import org.jspecify.annotations.Nullable;

/** A frozen state of a store. Reads are thread-safe; nothing is open on it when it is closed. */
public interface StoreSnapshot extends AutoCloseable {

  byte @Nullable [] get(StoreSpace space, byte[] key);

  /**
   * Values for many keys.
   *
   * @param dense whether few keys were left out of those asked for: keys that come sorted may be
   *     neighbours then
   */
  byte[] @Nullable [] multiGet(StoreSpace space, byte[][] keys, boolean dense);

  /** A cursor over a non-empty range. */
  Cursor scan(StoreSpace space, KeyRange range, ScanOptions options);

  @Override
  void close();
}
