package io.karst.storage.engine;

import org.jspecify.annotations.Nullable;

/**
 * Reads of one consistent state. Arrays handed in are not kept; arrays returned are the caller's.
 */
public interface Reader {

  /** The value under a key, or null. */
  byte @Nullable [] get(Space space, byte[] key);

  /**
   * Values for many keys; entry i is null where keys[i] is absent. Fastest with keys ascending.
   * Engines may split large calls into batches.
   */
  byte[] @Nullable [] multiGet(Space space, byte[][] keys);

  /** Opens a forward-only cursor over a range, in key order or reversed. The caller closes it. */
  Cursor scan(Space space, KeyRange range, ScanOptions options);
}
