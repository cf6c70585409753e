package io.karst.storage.engine;

/** Strength of a key lock. SHARED locks of several transactions go together; EXCLUSIVE is alone. */
public enum LockMode {
  SHARED,
  EXCLUSIVE
}
