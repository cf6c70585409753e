package io.karst.storage.engine;

import java.util.Arrays;

/**
 * Key-value entries packed into one array, so that a row costs no allocation.
 *
 * <p>Entry i: key at {@code offsets[2i] .. offsets[2i+1]}, value at {@code offsets[2i+1] ..
 * offsets[2i+2]}. Not thread-safe; reused by the cursor that filled it.
 */
public final class EntryBatch {
  private byte[] bytes;
  private int[] offsets;
  private int size;

  public EntryBatch(int expectedEntries, int expectedBytes) {
    bytes = new byte[Math.max(64, expectedBytes)];
    offsets = new int[2 * Math.max(1, expectedEntries) + 1];
  }

  public int size() {
    return size;
  }

  /** The packed bytes; valid until the next fill. */
  public byte[] bytes() {
    return bytes;
  }

  public int keyOffset(int entry) {
    return offsets[2 * entry];
  }

  public int keyLength(int entry) {
    return offsets[2 * entry + 1] - offsets[2 * entry];
  }

  public int valueOffset(int entry) {
    return offsets[2 * entry + 1];
  }

  public int valueLength(int entry) {
    return offsets[2 * entry + 2] - offsets[2 * entry + 1];
  }

  /** A copy of the key of one entry. */
  public byte[] key(int entry) {
    return Arrays.copyOfRange(bytes, offsets[2 * entry], offsets[2 * entry + 1]);
  }

  /** A copy of the value of one entry. */
  public byte[] value(int entry) {
    return Arrays.copyOfRange(bytes, offsets[2 * entry + 1], offsets[2 * entry + 2]);
  }

  /** Bytes in use. */
  public int byteSize() {
    return offsets[2 * size];
  }

  public void clear() {
    size = 0;
    offsets[0] = 0;
  }

  /**
   * Makes room for that many bytes behind the last entry, keeping what is already written there.
   */
  public void reserve(int extraBytes) {
    int end = Math.addExact(byteSize(), extraBytes);
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
    }
  }

  /** Appends a copy of an entry. */
  public void add(byte[] key, byte[] value) {
    int at = begin(key.length, value.length);
    System.arraycopy(key, 0, bytes, at, key.length);
    System.arraycopy(value, 0, bytes, at + key.length, value.length);
  }

  /** Appends entry {@code entry} of another batch. */
  public void add(EntryBatch other, int entry) {
    int keyLength = other.keyLength(entry);
    int valueLength = other.valueLength(entry);
    int at = begin(keyLength, valueLength);
    System.arraycopy(other.bytes, other.keyOffset(entry), bytes, at, keyLength + valueLength);
  }

  /**
   * Reserves room for an entry of these lengths and counts it in; the caller fills {@link #bytes}
   * from the returned offset: key first, value right behind.
   */
  public int begin(int keyLength, int valueLength) {
    int at = offsets[2 * size];
    int end = Math.addExact(at, Math.addExact(keyLength, valueLength));
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
    }
    if (2 * size + 2 >= offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * offsets.length + 1);
    }
    offsets[2 * size + 1] = at + keyLength;
    offsets[2 * size + 2] = end;
    size++;
    return at;
  }
}
