package io.karst.storage.key;

/**
 * The tables of an entity family: the first byte of each of its keys. Numbers are on disk and never
 * reused.
 */
public enum Subspace {
  /** One row per entity: declared columns, ordinal, times, version. */
  CORE(1),
  /** Properties by entity, name and valid time. */
  PROPERTIES(2),
  /** Vectors by vector space and entity. */
  VECTORS(3),
  /** Edges by source, type and target. */
  EDGES_OUT(4),
  /** The same edges by target, type and source; no values. */
  EDGES_IN(5),
  /** Positions by entity and time. */
  TRAJECTORIES(6),
  /** Numbers by entity, measure and time. */
  MEASURES(7),
  /** Entries of secondary and unique indexes by index and columns. */
  INDEX(8);

  private final int number;

  Subspace(int number) {
    this.number = number;
  }

  /** The byte on disk. */
  public int number() {
    return number;
  }
}
