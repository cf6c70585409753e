package io.karst.storage.engine;

/** When a commit is safe. */
public enum Durability {
  /** On stable storage before commit returns; concurrent commits share one sync. */
  SYNC,
  /** Handed to the operating system before commit returns: survives a killed process. */
  NORMAL,
  /** Kept in memory buffers for a while: a crash may lose the newest commits, never half of one. */
  OFF
}
