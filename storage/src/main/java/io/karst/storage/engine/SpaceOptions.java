package io.karst.storage.engine;

/**
 * How a space is used; hints, never semantics.
 *
 * @param usage the access pattern the engine tunes for
 */
public record SpaceOptions(Usage usage) {

  /** The access patterns engines know. */
  public enum Usage {
    /** Point gets and short range scans over mutable rows. */
    ROWS,
    /** Append at the end, read in order, delete from the start. */
    LOG,
    /** A few small records. */
    CATALOG
  }

  public static final SpaceOptions ROWS = new SpaceOptions(Usage.ROWS);
  public static final SpaceOptions LOG = new SpaceOptions(Usage.LOG);
  public static final SpaceOptions CATALOG = new SpaceOptions(Usage.CATALOG);
}
