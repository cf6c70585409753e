package io.karst.storage.tx;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Live numbers of one entity type. Row counts change in commit order under the engine's commit
 * lock; ordinals are handed out to running transactions and are never handed out twice.
 *
 * <p>Stored value: format u8 = 1, then i64 each: next ordinal, and the row counts by subspace
 * number 1 to 7; big endian.
 */
public final class TypeCounters {
  private static final int SUBSPACES = 8;
  private static final byte FORMAT = 1;

  private final AtomicLong nextOrdinal = new AtomicLong();
  private final long[] rows = new long[SUBSPACES];
  private volatile long lastWrite;

  /** Takes the next ordinal. */
  public long takeOrdinal() {
    return nextOrdinal.getAndIncrement();
  }

  /** The ordinal that would be taken next. */
  public long nextOrdinal() {
    return nextOrdinal.get();
  }

  /** Raises the next ordinal to at least this. */
  public void raiseOrdinal(long least) {
    nextOrdinal.accumulateAndGet(least, Math::max);
  }

  /** Sequence of the newest commit of this process that may have changed the type's rows. */
  public long lastWrite() {
    return lastWrite;
  }

  /** Notes a commit that may have changed the type's rows; in commit order. */
  void written(long sequence) {
    lastWrite = sequence;
  }

  /** Committed records in a table of the family, by its subspace number. */
  public synchronized long rows(int subspace) {
    return rows[subspace];
  }

  /** Adds to a row count. */
  public synchronized void add(int subspace, long delta) {
    rows[subspace] = Math.max(0, rows[subspace] + delta);
  }

  /** Sets a row count (recount, truncate). */
  public synchronized void set(int subspace, long count) {
    rows[subspace] = count;
  }

  /** The stored form. */
  public synchronized byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + 8 * SUBSPACES).put(FORMAT).putLong(nextOrdinal.get());
    for (int i = 1; i < SUBSPACES; i++) {
      out.putLong(rows[i]);
    }
    return out.array();
  }

  /**
   * Takes over a stored form.
   *
   * @throws KarstException DATA_CORRUPTED if it is none
   */
  public synchronized void decode(byte[] stored) {
    if (stored.length != 1 + 8 * SUBSPACES || stored[0] != FORMAT) {
      throw new KarstException(ErrorCode.DATA_CORRUPTED, "the counters of a type are damaged");
    }
    ByteBuffer in = ByteBuffer.wrap(stored, 1, stored.length - 1);
    nextOrdinal.set(in.getLong());
    for (int i = 1; i < SUBSPACES; i++) {
      rows[i] = in.getLong();
    }
  }
}
