package io.karst.storage.tx;

import java.util.Arrays;

/**
 * By how much a transaction changes the row counts of types, with marks to roll back to. Not
 * thread-safe.
 *
 * <p>A log of changes for the marks, and the sum of each count for readers: a question costs the
 * same after a million statements as after one.
 */
final class RowDeltas {
  private static final int FIELDS = 3; // type number, subspace, rows
  private static final long[] NONE = new long[0];

  private long[] log = NONE;
  private int logged;
  private long[] sums = NONE;
  private int counts;
  private boolean marked;

  /** Takes over the sum of one count. */
  interface Sink {
    void add(int typeNumber, int subspace, long rows);
  }

  void add(int typeNumber, int subspace, long rows) {
    addToSum(typeNumber, subspace, rows);
    int last = FIELDS * (logged - 1);
    if (!marked && logged > 0 && log[last] == typeNumber && log[last + 1] == subspace) {
      log[last + 2] += rows;
      return;
    }
    log = put(log, logged++, typeNumber, subspace, rows);
    marked = false;
  }

  /** The change of one count so far. */
  long of(int typeNumber, int subspace) {
    int at = find(typeNumber, subspace);
    return at < 0 ? 0 : sums[at + 2];
  }

  /** A position for {@link #rollbackTo}. */
  int mark() {
    marked = true;
    return logged;
  }

  /** Forgets what was added since the mark. */
  void rollbackTo(int mark) {
    for (int at = FIELDS * mark; at < FIELDS * logged; at += FIELDS) {
      addToSum((int) log[at], (int) log[at + 1], -log[at + 2]);
    }
    logged = mark;
    marked = true;
  }

  /** Gives out the sum of each count that was touched. */
  void forEach(Sink sink) {
    for (int at = 0; at < FIELDS * counts; at += FIELDS) {
      sink.add((int) sums[at], (int) sums[at + 1], sums[at + 2]);
    }
  }

  private void addToSum(int typeNumber, int subspace, long rows) {
    int at = find(typeNumber, subspace);
    if (at >= 0) {
      sums[at + 2] += rows;
      return;
    }
    sums = put(sums, counts++, typeNumber, subspace, rows);
  }

  private int find(int typeNumber, int subspace) {
    for (int at = 0; at < FIELDS * counts; at += FIELDS) {
      if (sums[at] == typeNumber && sums[at + 1] == subspace) {
        return at;
      }
    }
    return -1;
  }

  private static long[] put(long[] entries, int entry, long typeNumber, long subspace, long rows) {
    int at = FIELDS * entry;
    long[] target =
        at + FIELDS > entries.length
            ? Arrays.copyOf(entries, Math.max(4 * FIELDS, 2 * entries.length))
            : entries;
    target[at] = typeNumber;
    target[at + 1] = subspace;
    target[at + 2] = rows;
    return target;
  }
}
