package io.karst.storage.engine.local;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The half-open range of keys that a walk has seen so far. Not thread-safe. */
final class ReadRange {
  byte[] start;
  byte @Nullable [] end; // null = to the end of the space

  /** Whether it was merged into another range, which does not grow with the walk. */
  boolean merged;

  ReadRange(byte[] start, byte @Nullable [] end) {
    this.start = start;
    this.end = end;
  }

  boolean isEmpty() {
    return end != null && Arrays.compareUnsigned(start, end) >= 0;
  }

  /** Whether it reaches a key, or ends right before it. */
  boolean reaches(byte[] key) {
    return end == null || Arrays.compareUnsigned(key, end) <= 0;
  }

  /** Grows to the end of another one that starts no earlier. */
  void include(ReadRange later) {
    byte[] own = end;
    byte[] other = later.end;
    if (own != null && (other == null || Arrays.compareUnsigned(own, other) < 0)) {
      end = other;
    }
  }
}
