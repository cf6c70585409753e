package io.karst.storage.key;

import io.karst.storage.engine.KeyRange;
import io.karst.storage.scan.KeyBounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns bounds in values into one range of bytes, for one order of key columns. Immutable and
 * thread-safe.
 *
 * <p>Why it works: every encoded column is self-delimiting, so the keys with value v in a column
 * are exactly those that begin with the bytes before it and the bytes of v.
 */
public final class BoundsEncoder {
  private static final byte[] NOTHING = new byte[0];

  private final KeyColumn[] columns;

  public BoundsEncoder(List<KeyColumn> columns) {
    this.columns = columns.toArray(new KeyColumn[0]);
  }

  /**
   * The range of keys that begin with {@code prefix} and lie inside the bounds; empty ranges say so
   * themselves ({@link KeyRange#isEmpty}).
   *
   * @param prefix bytes before the first column
   * @param bounds values in the columns' types; at most as many as there are columns
   */
  public KeyRange encode(byte[] prefix, KeyBounds bounds) {
    @Nullable Object[] equal = bounds.equal();
    int bounded = equal.length;
    if (bounded > columns.length || (bounds.isRange() && bounded == columns.length)) {
      throw new IllegalArgumentException(
          "bounds on " + bounded + " columns and more of " + columns.length);
    }
    KeyWriter writer = new KeyWriter(prefix.length + 32);
    writer.putRaw(prefix, 0, prefix.length);
    for (int i = 0; i < bounded; i++) {
      if (equal[i] == null && columns[i].nulls() == KeyColumn.Nulls.NEVER) {
        return new KeyRange(NOTHING, NOTHING);
      }
      writer.put(columns[i], equal[i]);
    }
    if (!bounds.isRange()) {
      return KeyRange.prefix(writer.toBytes());
    }
    KeyColumn column = columns[bounded];
    return range(writer, column, column.descending() ? reversed(bounds) : bounds);
  }

  /** The same bounds with the ends exchanged: a descending column meets its upper one first. */
  private static KeyBounds reversed(KeyBounds bounds) {
    return new KeyBounds(
        bounds.equal(),
        bounds.upper(),
        bounds.upperInclusive(),
        bounds.lower(),
        bounds.lowerInclusive());
  }

  /**
   * The range inside one column.
   *
   * @param writer the bytes before the column
   * @param bounds lower = the end that comes first in key order
   */
  private static KeyRange range(KeyWriter writer, KeyColumn column, KeyBounds bounds) {
    int length = writer.length();
    byte[] start =
        bounds.lower() == null
            ? valuesBegin(writer, column)
            : edge(writer, column, bounds.lower(), !bounds.lowerInclusive());
    if (start == null) {
      return new KeyRange(NOTHING, NOTHING);
    }
    writer.truncate(length);
    if (bounds.upper() == null) {
      return new KeyRange(start, KeyRange.successorOfPrefix(valuesBegin(writer, column)));
    }
    return new KeyRange(start, edge(writer, column, bounds.upper(), bounds.upperInclusive()));
  }

  /** The first key with a value, or the first one behind them; null = none in the whole space. */
  private static byte @Nullable [] edge(
      KeyWriter writer, KeyColumn column, Object value, boolean behind) {
    writer.put(column, value);
    byte[] key = writer.toBytes();
    return behind ? KeyRange.successorOfPrefix(key) : key;
  }

  /** Where the values of a column begin, NULL left out. */
  private static byte[] valuesBegin(KeyWriter writer, KeyColumn column) {
    if (column.nulls() != KeyColumn.Nulls.NEVER) {
      writer.putByte(column.descending() ? ~KeyColumn.PRESENT : KeyColumn.PRESENT);
    }
    return writer.toBytes();
  }
}
