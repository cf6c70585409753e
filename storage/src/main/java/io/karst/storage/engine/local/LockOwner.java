package io.karst.storage.engine.local;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The locks of one transaction. Its thread changes {@code held}; other threads read waiting. */
final class LockOwner {
  final ArrayList<LockEntry> held = new ArrayList<>();

  /** What the transaction waits for now; read by deadlock detection. */
  volatile @Nullable LockWaiter waiting;

  private long heldBytes;

  void addHeld(LockEntry entry) {
    held.add(entry);
    heldBytes += LockEntry.OVERHEAD_BYTES + entry.keyLength();
  }

  /** Approximate heap the locks take. */
  long heldBytes() {
    return heldBytes;
  }
}
