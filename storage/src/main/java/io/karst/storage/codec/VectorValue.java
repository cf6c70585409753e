package io.karst.storage.codec;

/**
 * A stored vector.
 *
 * <pre>
 * | 01 | component 4 | component 4 | ... |
 * </pre>
 */
public final class VectorValue {
  private static final int FORMAT = 1;

  private VectorValue() {}

  /** The stored bytes of a vector. */
  public static byte[] toBytes(float[] vector) {
    byte[] bytes = new byte[Math.addExact(1, Math.multiplyExact(vector.length, Float.BYTES))];
    bytes[0] = FORMAT;
    for (int i = 0; i < vector.length; i++) {
      LittleEndian.putInt(bytes, 1 + (i << 2), Float.floatToRawIntBits(vector[i]));
    }
    return bytes;
  }

  /** Number of components of stored bytes; XX001 if they are no vector. */
  public static int dimensions(byte[] bytes, int offset, int length) {
    Corruption.checkPart(bytes, offset, length);
    Corruption.checkLength(length, 1, "vector");
    Corruption.checkFormat(bytes[offset], FORMAT, "vector");
    if ((length - 1 & 3) != 0) {
      throw Corruption.of("a vector takes " + length + " bytes");
    }
    return (length - 1) >> 2;
  }

  /** Reads stored bytes; XX001 if they are none. */
  public static float[] read(byte[] bytes, int offset, int length) {
    dimensions(bytes, offset, length);
    return ValueDecoder.vector(bytes, offset + 1, length - 1);
  }

  /** Reads stored bytes into an array with as many components; XX001 if they are not as many. */
  public static void read(byte[] bytes, int offset, int length, float[] target) {
    if (dimensions(bytes, offset, length) != target.length) {
      throw Corruption.of(
          "a vector of " + target.length + " dimensions takes " + length + " bytes");
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = LittleEndian.getFloat(bytes, offset + 1 + (i << 2));
    }
  }
}
