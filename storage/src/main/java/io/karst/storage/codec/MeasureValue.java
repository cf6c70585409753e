package io.karst.storage.codec;

/**
 * A measured number.
 *
 * <pre>
 * | 01 | value 8 |
 * </pre>
 */
public final class MeasureValue {
  private static final int FORMAT = 1;
  private static final int LENGTH = 1 + Double.BYTES;

  private MeasureValue() {}

  /** The stored bytes of a number. */
  public static byte[] toBytes(double value) {
    byte[] bytes = new byte[LENGTH];
    bytes[0] = FORMAT;
    LittleEndian.putLong(bytes, 1, Double.doubleToRawLongBits(value));
    return bytes;
  }

  /** Reads stored bytes; XX001 if they are none. */
  public static double read(byte[] bytes, int offset, int length) {
    Corruption.checkPart(bytes, offset, length);
    Corruption.checkLength(length, LENGTH, "measure");
    Corruption.checkFormat(bytes[offset], FORMAT, "measure");
    return LittleEndian.getDouble(bytes, offset + 1);
  }
}
