package io.karst.sql.copy;

import java.util.Arrays;

/**
 * Which line of a file each of its records begins on. Takes memory only for records that span
 * lines. Not thread-safe.
 */
final class LineMap {
  private long[] rows = new long[8];
  private long[] offsets = new long[8];
  private int size;
  private long next;

  /** Notes the line of the next record. */
  void add(long line) {
    long row = next++;
    long offset = line - row;
    if (size > 0 && offsets[size - 1] == offset) {
      return;
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    rows[size] = row;
    offsets[size++] = offset;
  }

  /** The line of a record, counted from 0. */
  long line(long row) {
    int at = Arrays.binarySearch(rows, 0, size, row);
    return row + offsets[at >= 0 ? at : -at - 2];
  }
}
