package io.karst.storage.scan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One question to a table.
 *
 * <p>Rows come in path order (or its reverse) within each bounds, the bounds one after another; a
 * row that several bounds cover appears once per bounds, so the asker removes duplicates first.
 *
 * @param path index into {@link TableShape#paths()}
 * @param bounds ranges to read; one {@link KeyBounds#ALL} = everything; empty list = no rows
 * @param projection positions of the columns wanted, in the order wanted; others are not decoded
 * @param reverse walk against path order
 * @param limit most rows; Long.MAX_VALUE = all
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record ScanSpec(
    int path, List<KeyBounds> bounds, int[] projection, boolean reverse, long limit) {

  /** Every column of every row in row-key order. */
  public static ScanSpec all(TableShape shape) {
    return new ScanSpec(
        0,
        List.of(KeyBounds.ALL),
        IntStream.range(0, shape.columns().size()).toArray(),
        false,
        Long.MAX_VALUE);
  }
}
