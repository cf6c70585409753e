package io.karst.storage.key;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;

/**
 * How one column of a key is written.
 *
 * <p>A column of an index or key always has a marker byte in front of its value, whether it is
 * declared NOT NULL or not: so adding or dropping NOT NULL never changes a key. Only the fixed
 * tuples of the model (entity id, name, time), which can never be null, go without.
 *
 * @param type what the column holds
 * @param descending all bytes of the column, the marker included, are inverted
 * @param nulls whether a marker is written and where NULL sorts, seen ascending
 */
public record KeyColumn(ColumnType type, boolean descending, Nulls nulls) {
  /** Marker of a value that is there. */
  static final int PRESENT = 0x02;

  /** Marker of NULL behind all values: PostgreSQL's default. */
  static final int NULL_LAST = 0x03;

  /** Marker of NULL before all values. */
  static final int NULL_FIRST = 0x01;

  /** Where NULL sorts among the values of an ascending column. */
  public enum Nulls {
    /** NULL cannot occur: no marker. */
    NEVER,
    /** Behind all values; inverted by descending, as in PostgreSQL. */
    LAST,
    /** Before all values: an absent valid_from. */
    FIRST
  }

  public KeyColumn {
    requireNonNull(type, "type");
    requireNonNull(nulls, "nulls");
  }

  /** A column of a declared key or index. */
  public static KeyColumn of(ColumnType type, boolean descending) {
    return new KeyColumn(type, descending, Nulls.LAST);
  }

  /** An ascending column of a declared key or index. */
  public static KeyColumn ascending(ColumnType type) {
    return new KeyColumn(type, false, Nulls.LAST);
  }

  /** A part of the model's fixed tuples that is never null. */
  public static KeyColumn bare(ColumnType type) {
    return new KeyColumn(type, false, Nulls.NEVER);
  }

  int nullMarker() {
    return nulls == Nulls.FIRST ? NULL_FIRST : NULL_LAST;
  }
}
