package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The keys of the commits since the oldest serializable transaction that is alive, for {@link
 * ReadSet}s to be compared with: optimistic validation against committed transactions (Kung and
 * Robinson, "On Optimistic Methods for Concurrency Control", 1981). Costs nothing while no such
 * transaction is alive.
 *
 * <p>Above {@link #MOST_BYTES} the oldest commits are forgotten, and transactions from before them
 * cannot commit writes any more.
 */
final class CommittedWrites {
  private static final long MOST_BYTES = 64L << 20;
  private static final int ENTRY_BYTES = 28; // array header and reference of a key

  private record Commit(long sequence, int[] spaces, byte[][] keys, long bytes) {}

  private final ArrayDeque<Commit> commits = new ArrayDeque<>(); // oldest first
  private final List<long[]> readers = new ArrayList<>(); // their snapshots' sequences
  private final AtomicInteger readerCount = new AtomicInteger();
  private long bytes;
  private long forgottenUpTo;

  /**
   * Announces a transaction. To be called before it takes its snapshot.
   *
   * @param sequence of a snapshot that is no newer than the one it takes
   * @return a handle for {@link #forget}
   */
  synchronized long[] announce(long sequence) {
    long[] reader = {sequence};
    readers.add(reader);
    readerCount.incrementAndGet();
    return reader;
  }

  /** Ends what {@link #announce} began. */
  synchronized void forget(long[] reader) {
    if (!readers.remove(reader)) {
      return;
    }
    readerCount.decrementAndGet();
    long oldest = Long.MAX_VALUE;
    for (long[] other : readers) {
      oldest = Math.min(oldest, other[0]);
    }
    while (!commits.isEmpty() && commits.getFirst().sequence <= oldest) {
      removeOldest();
    }
  }

  /** In the commit turn, after publishing: remembers the entries {@code from .. to} of a batch. */
  void record(CommitBatch batch, int from, int to, long sequence) {
    if (readerCount.get() == 0) {
      return;
    }
    int[] spaces = new int[to - from];
    byte[][] keys = new byte[to - from][];
    long size = 0;
    for (int i = from; i < to; i++) {
      spaces[i - from] = batch.space(i).id();
      keys[i - from] = batch.key(i);
      size += ENTRY_BYTES + batch.key(i).length;
    }
    record(new Commit(sequence, spaces, keys, size));
  }

  /** In the commit turn, after publishing: anything in these spaces may have been written. */
  void recordLoads(List<StoreSpace> loaded, long sequence) {
    if (readerCount.get() == 0 || loaded.isEmpty()) {
      return;
    }
    int[] spaces = new int[loaded.size()];
    byte[][] keys = new byte[loaded.size()][];
    Arrays.fill(keys, new byte[0]);
    for (int i = 0; i < spaces.length; i++) {
      spaces[i] = loaded.get(i).id();
    }
    record(new Commit(sequence, spaces, keys, (long) ENTRY_BYTES * spaces.length));
  }

  private synchronized void record(Commit commit) {
    commits.addLast(commit);
    bytes += commit.bytes;
    while (bytes > MOST_BYTES) {
      forgottenUpTo = commits.getFirst().sequence;
      removeOldest();
    }
  }

  private void removeOldest() {
    bytes -= commits.removeFirst().bytes;
  }

  /**
   * Compares sealed reads with all commits since they were compared last.
   *
   * @throws KarstException SERIALIZATION_FAILURE if something that was read has changed, or if that
   *     cannot be told any more
   */
  synchronized void check(ReadSet reads) {
    if (forgottenUpTo > reads.checkedUpTo) {
      throw failure("more was committed since it began than is remembered");
    }
    long newest = reads.checkedUpTo;
    Iterator<Commit> newestFirst = commits.descendingIterator();
    while (newestFirst.hasNext()) {
      Commit commit = newestFirst.next();
      if (commit.sequence <= reads.checkedUpTo) {
        break;
      }
      newest = Math.max(newest, commit.sequence);
      for (int i = 0; i < commit.keys.length; i++) {
        if (reads.concerns(commit.spaces[i], commit.keys[i])) {
          throw failure("what it has read was changed by another transaction");
        }
      }
    }
    reads.checkedUpTo = newest;
  }

  static KarstException failure(String why) {
    return new KarstException(ErrorCode.SERIALIZATION_FAILURE, "could not serialize access: " + why)
        .withHint("Repeat the transaction.");
  }
}
