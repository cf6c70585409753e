package io.karst.storage.codec;

import org.jspecify.annotations.Nullable;

/**
 * A position of an entity at a time: up to three vectors of 17 components.
 *
 * <pre>
 * | 01 | present: bit 0 graph, bit 1 embedding, bit 2 property | 17 x 4 per vector present |
 * </pre>
 *
 * @param graph position in the graph, or null
 * @param embedding position in the embedding space, or null
 * @param property position in the property space, or null
 */
@SuppressWarnings("ArrayRecordComponent") // carried from bytes to row; never compared
public record TrajectoryValue(
    float @Nullable [] graph, float @Nullable [] embedding, float @Nullable [] property) {
  /** Components of each vector. */
  public static final int DIMENSIONS = 17;

  private static final int FORMAT = 1;
  private static final int VECTOR_BYTES = DIMENSIONS * Float.BYTES;

  public TrajectoryValue {
    checkDimensions(graph);
    checkDimensions(embedding);
    checkDimensions(property);
  }

  private static void checkDimensions(float @Nullable [] vector) {
    if (vector != null && vector.length != DIMENSIONS) {
      throw new IllegalArgumentException("a position has " + DIMENSIONS + " components");
    }
  }

  /** The stored bytes. */
  public byte[] toBytes() {
    ValueBuffer buffer = new ValueBuffer(2 + 3 * VECTOR_BYTES);
    buffer.putByte(FORMAT);
    buffer.putByte(
        (graph == null ? 0 : 1) | (embedding == null ? 0 : 2) | (property == null ? 0 : 4));
    put(buffer, graph);
    put(buffer, embedding);
    put(buffer, property);
    return buffer.toBytes();
  }

  private static void put(ValueBuffer buffer, float @Nullable [] vector) {
    if (vector != null) {
      buffer.putVector(vector);
    }
  }

  /** Reads stored bytes; XX001 if they are none. */
  public static TrajectoryValue read(byte[] bytes, int offset, int length) {
    Corruption.checkPart(bytes, offset, length);
    Corruption.checkLength(length, 2, "position");
    Corruption.checkFormat(bytes[offset], FORMAT, "position");
    int present = bytes[offset + 1];
    Corruption.checkLength(length, 2 + Integer.bitCount(present & 7) * VECTOR_BYTES, "position");
    float[][] vectors = new float[3][];
    int at = offset + 2;
    for (int i = 0; i < 3; i++) {
      if ((present & 1 << i) != 0) {
        vectors[i] = ValueDecoder.vector(bytes, at, VECTOR_BYTES);
        at += VECTOR_BYTES;
      }
    }
    return new TrajectoryValue(vectors[0], vectors[1], vectors[2]);
  }
}
