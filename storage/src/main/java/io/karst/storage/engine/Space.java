package io.karst.storage.engine;

/** A named key range family of an engine (RocksDB: a column family). Compared by identity. */
public interface Space {
  /** Unique inside the engine, never reused while the engine is open. */
  int id();

  String name();
}
