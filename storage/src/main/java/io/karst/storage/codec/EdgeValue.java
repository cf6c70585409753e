package io.karst.storage.codec;

/**
 * What an edge holds besides its ends, under its outgoing key; the incoming key has no value.
 *
 * <pre>
 * | 01 | flags: bit 0 active | weight 8 | created_at 8 |
 * </pre>
 *
 * @param active whether the edge counts
 * @param weight 1 unless given
 * @param createdAt microseconds since the epoch
 */
public record EdgeValue(boolean active, double weight, long createdAt) {
  private static final int FORMAT = 1;
  private static final int WEIGHT_OFFSET = 2;
  private static final int CREATED_OFFSET = 10;
  private static final int LENGTH = 18;

  /** The stored bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[LENGTH];
    bytes[0] = FORMAT;
    bytes[1] = (byte) (active ? 1 : 0);
    LittleEndian.putLong(bytes, WEIGHT_OFFSET, Double.doubleToRawLongBits(weight));
    LittleEndian.putLong(bytes, CREATED_OFFSET, createdAt);
    return bytes;
  }

  /** Reads stored bytes; XX001 if they are none. */
  public static EdgeValue read(byte[] bytes, int offset, int length) {
    return new EdgeValue(
        isActive(bytes, offset, length),
        weight(bytes, offset, length),
        LittleEndian.getLong(bytes, offset + CREATED_OFFSET));
  }

  /** The active flag alone; errors as for read. */
  public static boolean isActive(byte[] bytes, int offset, int length) {
    check(bytes, offset, length);
    return (bytes[offset + 1] & 1) != 0;
  }

  /** The weight alone; errors as for read. */
  public static double weight(byte[] bytes, int offset, int length) {
    check(bytes, offset, length);
    return LittleEndian.getDouble(bytes, offset + WEIGHT_OFFSET);
  }

  private static void check(byte[] bytes, int offset, int length) {
    Corruption.checkPart(bytes, offset, length);
    Corruption.checkLength(length, LENGTH, "edge");
    Corruption.checkFormat(bytes[offset], FORMAT, "edge");
  }
}
