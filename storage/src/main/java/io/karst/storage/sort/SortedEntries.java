package io.karst.storage.sort;

/** A forward-only walk over entries by key, ties in the order they were added. Not thread-safe. */
public interface SortedEntries {

  /** Moves to the next entry; false at the end. */
  boolean next();

  /** The key, in an array of the caller's. */
  byte[] key();

  /** The value, in an array of the caller's. */
  byte[] value();

  /** The number the entry was added with. */
  int row();
}
