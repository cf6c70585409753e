package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a write buffer needs to go back to a mark. Records nothing before the first mark. */
final class UndoLog {
  /** Heap of one record: three references, rounded up. */
  static final int RECORD_BYTES = 16;

  /** Stands for a key when a whole space was cleared; compared by identity. */
  private static final byte[] EVERYTHING = new byte[0];

  private final ArrayDeque<SpaceWrites.Earlier> cleared = new ArrayDeque<>(0);
  private SpaceWrites[] spaces = new SpaceWrites[0];
  private byte[][] keys = new byte[0][];
  private byte[] @Nullable [] previous = new byte[0][];
  private int size;
  private long base;
  private boolean marked;

  boolean isRecording() {
    return marked;
  }

  long mark() {
    marked = true;
    return base + size;
  }

  void add(SpaceWrites space, byte[] key, byte @Nullable [] replaced) {
    if (size == keys.length) {
      int capacity = Math.max(16, 2 * size);
      spaces = Arrays.copyOf(spaces, capacity);
      keys = Arrays.copyOf(keys, capacity);
      previous = Arrays.copyOf(previous, capacity);
    }
    spaces[size] = space;
    keys[size] = key;
    previous[size] = replaced;
    size++;
  }

  void addClear(SpaceWrites space, SpaceWrites.Earlier earlier) {
    add(space, EVERYTHING, null);
    cleared.addLast(earlier);
  }

  /** Undoes, newest first, what was recorded since the mark; returns the number of records. */
  @SuppressWarnings("ReferenceEquality") // the one array that stands for everything
  int rollbackTo(long mark) {
    if (mark < base || mark > base + size) {
      throw new KarstException(ErrorCode.INTERNAL, "rollback to a mark that was forgotten");
    }
    int undone = 0;
    while (base + size > mark) {
      size--;
      undone++;
      byte[] replaced = previous[size];
      if (keys[size] == EVERYTHING) {
        spaces[size].restore(cleared.removeLast());
      } else if (replaced == null) {
        spaces[size].tree.remove(keys[size]);
      } else {
        spaces[size].tree.put(keys[size], replaced);
      }
      previous[size] = null;
    }
    return undone;
  }

  /** Forgets all marks; returns the number of records dropped. */
  int forget() {
    int dropped = size;
    base += size + 1L; // no old mark equals a new one
    size = 0;
    marked = false;
    cleared.clear();
    spaces = new SpaceWrites[0];
    keys = new byte[0][];
    previous = new byte[0][];
    return dropped;
  }
}
