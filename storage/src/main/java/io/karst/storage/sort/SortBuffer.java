package io.karst.storage.sort;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Entries in memory. Keys and values lie in blocks, addressed by block and offset; sorting moves
 * addresses and sixteen key bytes each, taken behind the bytes that all keys have in common.
 *
 * <p>An entry in a block: row i32, key length i32, value length i32, key, value.
 */
final class SortBuffer {
  static final int HEADER_BYTES = 12;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BLOCK_BYTES = 1 << 20;

  /** Heap of an address and a prefix. */
  private static final int ENTRY_OVERHEAD = 16;

  private byte[][] blocks = new byte[4][];
  private int blockCount;
  private int at;
  private long[] addresses = new long[256];
  private long[] highs = new long[0]; // key bytes 0 to 7 behind the common ones
  private long[] lows = new long[0]; // key bytes 8 to 15
  private int size;
  private int common = Integer.MAX_VALUE;
  private long bytes;

  int size() {
    return size;
  }

  /** Heap in use, about. */
  long bytes() {
    return bytes + (long) size * ENTRY_OVERHEAD;
  }

  void add(byte[] key, byte[] value, int row) {
    int length = HEADER_BYTES + key.length + value.length;
    byte[] block = blockFor(length);
    INT.set(block, at, row);
    INT.set(block, at + 4, key.length);
    INT.set(block, at + 8, value.length);
    System.arraycopy(key, 0, block, at + HEADER_BYTES, key.length);
    System.arraycopy(value, 0, block, at + HEADER_BYTES + key.length, value.length);
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * size);
    }
    addresses[size++] = (long) (blockCount - 1) << 32 | at;
    at += length;
    bytes += length;
    if (size == 1) {
      common = key.length;
    } else {
      shortenCommon(key);
    }
  }

  void clear() {
    blocks = new byte[4][];
    blockCount = 0;
    at = 0;
    size = 0;
    bytes = 0;
    addresses = new long[256];
    common = Integer.MAX_VALUE;
  }

  static int readInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  int row(int entry) {
    return (int) INT.get(block(entry), offset(entry));
  }

  byte[] block(int entry) {
    return blocks[(int) (addresses[entry] >>> 32)];
  }

  /** Where the entry begins in its block. */
  int offset(int entry) {
    return (int) addresses[entry];
  }

  int length(int entry) {
    return HEADER_BYTES + keyLength(entry) + valueLength(entry);
  }

  int keyLength(int entry) {
    return (int) INT.get(block(entry), offset(entry) + 4);
  }

  int valueLength(int entry) {
    return (int) INT.get(block(entry), offset(entry) + 8);
  }

  /** Brings the entries into the order of their keys; entries with equal keys keep theirs. */
  void sort() {
    highs = new long[size];
    lows = new long[size];
    boolean sorted = true;
    for (int i = 0; i < size; i++) {
      highs[i] = keyBytes(addresses[i], common);
      lows[i] = keyBytes(addresses[i], common + Long.BYTES);
      sorted = sorted && (i == 0 || compare(highs, lows, addresses, i - 1, i) <= 0);
    }
    if (!sorted) {
      mergeSort();
    }
    highs = new long[0];
    lows = new long[0];
  }

  private void mergeSort() {
    long[] from = addresses;
    long[] to = new long[size];
    long[] fromHighs = highs;
    long[] toHighs = new long[size];
    long[] fromLows = lows;
    long[] toLows = new long[size];
    for (int width = 1; width < size && width > 0; width *= 2) {
      for (int start = 0; start < size; start += 2 * width) {
        int middle = Math.min(start + width, size);
        int end = Math.min(middle + width, size);
        int left = start;
        int right = middle;
        if (middle < end && compare(fromHighs, fromLows, from, middle - 1, middle) <= 0) {
          right = end; // in order already: the left part is copied, then the rest is
        }
        for (int i = start; i < end; i++) {
          int source;
          if (right == end && left == middle) {
            source = i; // the rest of two parts that were in order
          } else if (left < middle
              && (right >= end || compare(fromHighs, fromLows, from, left, right) <= 0)) {
            source = left++;
          } else {
            source = right++;
          }
          to[i] = from[source];
          toHighs[i] = fromHighs[source];
          toLows[i] = fromLows[source];
        }
      }
      long[] swap = from;
      from = to;
      to = swap;
      swap = fromHighs;
      fromHighs = toHighs;
      toHighs = swap;
      swap = fromLows;
      fromLows = toLows;
      toLows = swap;
    }
    addresses = from;
  }

  private int compare(long[] high, long[] low, long[] address, int left, int right) {
    if (high[left] != high[right]) {
      return Long.compareUnsigned(high[left], high[right]);
    }
    if (low[left] != low[right]) {
      return Long.compareUnsigned(low[left], low[right]);
    }
    return compareKeys(address[left], address[right]);
  }

  private int compareKeys(long left, long right) {
    byte[] leftBlock = blocks[(int) (left >>> 32)];
    byte[] rightBlock = blocks[(int) (right >>> 32)];
    int leftAt = (int) left;
    int rightAt = (int) right;
    int leftKey = leftAt + HEADER_BYTES;
    int rightKey = rightAt + HEADER_BYTES;
    return Arrays.compareUnsigned(
        leftBlock,
        leftKey + common,
        leftKey + (int) INT.get(leftBlock, leftAt + 4),
        rightBlock,
        rightKey + common,
        rightKey + (int) INT.get(rightBlock, rightAt + 4));
  }

  /** Eight key bytes from a position on, zeros behind the key's end. */
  private long keyBytes(long address, int position) {
    byte[] block = blocks[(int) (address >>> 32)];
    int start = (int) address;
    int from = start + HEADER_BYTES + position;
    int end = start + HEADER_BYTES + (int) INT.get(block, start + 4);
    if (from + Long.BYTES <= end) {
      return (long) LONG.get(block, from);
    }
    long bytes = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bytes = bytes << 8 | (from + i < end ? block[from + i] & 0xFF : 0);
    }
    return bytes;
  }

  private void shortenCommon(byte[] key) {
    byte[] first = block(0);
    int firstKey = offset(0) + HEADER_BYTES;
    int compared = Math.min(common, key.length);
    int mismatch = Arrays.mismatch(first, firstKey, firstKey + compared, key, 0, compared);
    common = mismatch < 0 ? compared : mismatch;
  }

  private byte[] blockFor(int length) {
    if (blockCount > 0 && at + length <= blocks[blockCount - 1].length) {
      return blocks[blockCount - 1];
    }
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blockCount);
    }
    // The first block is small: most sorters of a small load stay small.
    int blockBytes = blockCount == 0 ? BLOCK_BYTES / 16 : BLOCK_BYTES;
    byte[] block = new byte[Math.max(blockBytes, length)];
    blocks[blockCount++] = block;
    at = 0;
    return block;
  }
}
