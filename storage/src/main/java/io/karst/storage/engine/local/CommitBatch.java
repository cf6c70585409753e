package io.karst.storage.engine.local;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The entries of one store batch in writing order; later entries win. Not thread-safe. */
public final class CommitBatch {
  /** No key is empty. */
  private static final byte[] EVERYTHING = new byte[0];

  private StoreSpace[] spaces = new StoreSpace[16];
  private byte[][] keys = new byte[16][];
  private byte[] @Nullable [] values = new byte[16][];
  private int size;
  private long byteSize;
  private StoreHead head = StoreHead.NONE;

  /** Number of entries. */
  public int size() {
    return size;
  }

  /** Bytes of all keys and values. */
  public long byteSize() {
    return byteSize;
  }

  public StoreSpace space(int entry) {
    return spaces[entry];
  }

  public byte[] key(int entry) {
    return keys[entry];
  }

  /** The value, or null for a removal. */
  public byte @Nullable [] value(int entry) {
    return values[entry];
  }

  /** Whether the entry removes everything from its space instead of one key. */
  public boolean isClear(int entry) {
    return keys[entry].length == 0;
  }

  /** The newest commit in this batch. */
  public StoreHead head() {
    return head;
  }

  void head(StoreHead newHead) {
    head = newHead;
  }

  void clear(StoreSpace space) {
    add(space, EVERYTHING, null);
  }

  void add(StoreSpace space, byte[] key, byte @Nullable [] value) {
    if (size == keys.length) {
      int capacity = size + (size >> 1);
      spaces = Arrays.copyOf(spaces, capacity);
      keys = Arrays.copyOf(keys, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    spaces[size] = space;
    keys[size] = key;
    values[size] = value;
    size++;
    byteSize += key.length + (value == null ? 0 : value.length);
  }

  /** Drops the entries from {@code entry} on. */
  void truncate(int entry) {
    while (size > entry) {
      size--;
      byte[] value = values[size];
      byteSize -= keys[size].length + (value == null ? 0 : value.length);
      values[size] = null;
    }
  }
}
