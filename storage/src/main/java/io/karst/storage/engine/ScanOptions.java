package io.karst.storage.engine;

/**
 * How a cursor walks.
 *
 * @param reverse descending key order
 * @param batchRows most entries per batch; the first batch may be smaller
 * @param limit most entries over all batches; Long.MAX_VALUE = no limit
 * @param keysOnly values may be left empty
 * @param large a scan expected to read much: do not fill the block cache
 */
public record ScanOptions(
    boolean reverse, int batchRows, long limit, boolean keysOnly, boolean large) {

  public static final ScanOptions FORWARD =
      new ScanOptions(false, 1024, Long.MAX_VALUE, false, false);
  public static final ScanOptions REVERSE =
      new ScanOptions(true, 1024, Long.MAX_VALUE, false, false);
  public static final ScanOptions KEYS = new ScanOptions(false, 1024, Long.MAX_VALUE, true, false);

  /** The same walk that ends after {@code rows} entries. */
  public ScanOptions withLimit(long rows) {
    return new ScanOptions(
        reverse, (int) Math.max(1, Math.min(batchRows, rows)), rows, keysOnly, large);
  }

  /** The same walk with or without values. */
  public ScanOptions withKeysOnly(boolean only) {
    return only == keysOnly ? this : new ScanOptions(reverse, batchRows, limit, only, large);
  }
}
