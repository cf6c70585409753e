package io.karst.storage.engine.local;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Who wrote a key last, for keys committed while a transaction with an older snapshot was alive:
 * what first-updater-wins needs to know without asking the store.
 *
 * <p>Holds hashes, not keys: two keys with one 64-bit hash would look like a conflict that is none,
 * which costs a retry. Kept in blocks by age; a block goes when no snapshot is older than it. Above
 * {@link #MAX_BLOCKS} the oldest block goes anyhow, and transactions older than that get {@link
 * #UNKNOWN}.
 */
final class RecentWrites {
  /** The key was not committed after the snapshot. */
  static final int UNCHANGED = 0;

  /** The key was committed after the snapshot. */
  static final int CHANGED = 1;

  /** The snapshot is older than what is remembered. */
  static final int UNKNOWN = 2;

  private static final int BLOCK_CAPACITY = 1 << 16;
  private static final int BLOCK_FILL = BLOCK_CAPACITY / 2;
  private static final int FIRST_CAPACITY = 1 << 8;

  /** Bounds the memory at 64 MiB. */
  private static final int MAX_BLOCKS = 64;

  private static final class Block {
    long[] hashes = new long[FIRST_CAPACITY];
    long[] sequences = new long[FIRST_CAPACITY]; // 0 = free
    int size;
    long newest;

    void put(long hash, long sequence) {
      if (2 * size >= hashes.length) {
        grow();
      }
      int at = slot(hashes, sequences, hash);
      if (sequences[at] == 0) {
        size++;
      }
      hashes[at] = hash;
      sequences[at] = sequence;
      newest = sequence;
    }

    long get(long hash) {
      return sequences[slot(hashes, sequences, hash)];
    }

    private void grow() {
      long[] wider = new long[2 * hashes.length];
      long[] widerSequences = new long[2 * hashes.length];
      for (int i = 0; i < hashes.length; i++) {
        if (sequences[i] != 0) {
          int at = slot(wider, widerSequences, hashes[i]);
          wider[at] = hashes[i];
          widerSequences[at] = sequences[i];
        }
      }
      hashes = wider;
      sequences = widerSequences;
    }

    private static int slot(long[] hashes, long[] sequences, long hash) {
      int mask = hashes.length - 1;
      int at = (int) hash & mask;
      while (sequences[at] != 0 && hashes[at] != hash) {
        at = at + 1 & mask;
      }
      return at;
    }
  }

  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final Map<Integer, Long> cleared = new HashMap<>(); // spaces emptied as a whole
  private volatile long newest;
  private long forgottenUpTo;

  /** Remembers the entries {@code from .. to} of a batch under a commit sequence. */
  synchronized void record(CommitBatch batch, int from, int to, long sequence) {
    for (int i = from; i < to; i++) {
      if (batch.isClear(i)) {
        cleared.put(batch.space(i).id(), sequence);
        continue;
      }
      Block block = blocks.peekLast();
      if (block == null || block.size >= BLOCK_FILL - 1) {
        block = new Block();
        blocks.addLast(block);
        if (blocks.size() > MAX_BLOCKS) {
          forgottenUpTo = blocks.removeFirst().newest;
        }
      }
      block.put(KeyHash.of(batch.space(i).id(), batch.key(i)), sequence);
    }
    newest = sequence;
  }

  /** Forgets what no snapshot from {@code oldestSequence} on can ask for. */
  void prune(long oldestSequence) {
    if (newest == 0) {
      return;
    }
    synchronized (this) {
      while (!blocks.isEmpty() && blocks.getFirst().newest <= oldestSequence) {
        blocks.removeFirst();
      }
      cleared.values().removeIf(sequence -> sequence <= oldestSequence);
      if (blocks.isEmpty() && cleared.isEmpty()) {
        newest = 0;
      }
    }
  }

  /** Whether a key was committed after a snapshot. */
  int changedSince(long readSequence, int spaceId, byte[] key) {
    if (newest <= readSequence) {
      return UNCHANGED;
    }
    long hash = KeyHash.of(spaceId, key);
    synchronized (this) {
      Long emptied = cleared.get(spaceId);
      if (emptied != null && emptied > readSequence) {
        return CHANGED;
      }
      Iterator<Block> newestFirst = blocks.descendingIterator();
      while (newestFirst.hasNext()) {
        Block block = newestFirst.next();
        if (block.newest <= readSequence) {
          break;
        }
        if (block.get(hash) > readSequence) {
          return CHANGED;
        }
      }
      return forgottenUpTo > readSequence ? UNKNOWN : UNCHANGED;
    }
  }
}
