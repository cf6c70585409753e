package io.karst.storage.engine.local;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a serializable transaction has read at its snapshot, to be compared with what others commit
 * ({@link CommittedWrites}). Reads of own writes count too: they say as little as reading nothing.
 * Not thread-safe.
 */
final class ReadSet {
  private final Map<Integer, SpaceReads> spaces = new HashMap<>();
  private @Nullable SpaceReads lastReads;
  private int lastSpace = -1;

  /** Up to which commit it was compared already. */
  long checkedUpTo;

  ReadSet(long readSequence) {
    checkedUpTo = readSequence;
  }

  /** Forgets everything: a new snapshot, and nothing that was read before counts. */
  void clear(long readSequence) {
    spaces.clear();
    lastReads = null;
    lastSpace = -1;
    checkedUpTo = readSequence;
  }

  boolean isEmpty() {
    return spaces.isEmpty();
  }

  void addKey(StoreSpace space, byte[] key) {
    of(space).addKey(key);
  }

  void addKeys(StoreSpace space, byte[][] keys) {
    SpaceReads reads = of(space);
    for (byte[] key : keys) {
      reads.addKey(key);
    }
  }

  /** Adds what a walk has seen; the walk widens it until it is {@linkplain ReadRange#merged}. */
  void addRange(StoreSpace space, ReadRange range) {
    of(space).addRange(range);
  }

  private SpaceReads of(StoreSpace space) {
    SpaceReads reads = lastReads;
    if (reads == null || lastSpace != space.id()) {
      reads = spaces.computeIfAbsent(space.id(), SpaceReads::new);
      lastReads = reads;
      lastSpace = space.id();
    }
    return reads;
  }

  /** Makes {@link #concerns} ready; reads after it need it again. */
  void seal() {
    for (SpaceReads reads : spaces.values()) {
      reads.seal();
    }
  }

  /** Whether a written key was read; an empty key stands for everything in its space. */
  boolean concerns(int spaceId, byte[] key) {
    SpaceReads reads = spaces.get(spaceId);
    return reads != null && (key.length == 0 || reads.contains(key));
  }

  /** Whether an entry {@code from .. to} of a batch was read. */
  boolean concerns(CommitBatch batch, int from, int to) {
    for (int i = from; i < to; i++) {
      if (concerns(batch.space(i).id(), batch.key(i))) {
        return true;
      }
    }
    return false;
  }
}
