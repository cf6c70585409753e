package io.karst.storage.stats;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One distinct-value sketch per column slot of a type. Thread-safe.
 *
 * <p>Stored form: format u8 = 1, then per known slot: slot u16, 1,024 register bytes.
 */
public final class ColumnSketches {
  private static final byte FORMAT = 1;
  private static final int ENTRY_BYTES = 2 + 1024;

  private volatile @Nullable DistinctSketch[] sketches = new @Nullable DistinctSketch[0];

  /** Notes a non-null value of a column. */
  public void add(int slot, Object value) {
    sketch(slot).add(hash(value));
  }

  /** Estimated number of different values of a column, or -1 if none was seen. */
  public double estimate(int slot) {
    @Nullable DistinctSketch[] current = sketches;
    DistinctSketch sketch = slot < current.length ? current[slot] : null;
    return sketch == null ? -1 : sketch.estimate();
  }

  /** Forgets everything. */
  public synchronized void clear() {
    sketches = new @Nullable DistinctSketch[0];
  }

  /** The stored form. */
  public byte[] encode() {
    @Nullable DistinctSketch[] current = sketches;
    ByteBuffer out = ByteBuffer.allocate(1 + current.length * ENTRY_BYTES).put(FORMAT);
    for (int slot = 0; slot < current.length; slot++) {
      DistinctSketch sketch = current[slot];
      if (sketch != null) {
        out.putShort((short) slot).put(sketch.encode());
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Replaces the content by a stored form. */
  public synchronized void decode(byte[] stored) {
    if (stored.length == 0 || stored[0] != FORMAT || (stored.length - 1) % ENTRY_BYTES != 0) {
      throw new KarstException(ErrorCode.DATA_CORRUPTED, "column statistics are damaged");
    }
    ByteBuffer in = ByteBuffer.wrap(stored, 1, stored.length - 1);
    while (in.hasRemaining()) {
      int slot = in.getShort() & 0xFFFF;
      byte[] registers = new byte[ENTRY_BYTES - 2];
      in.get(registers);
      grow(slot);
      sketches[slot] = DistinctSketch.decode(registers);
    }
  }

  private DistinctSketch sketch(int slot) {
    @Nullable DistinctSketch[] current = sketches;
    DistinctSketch sketch = slot < current.length ? current[slot] : null;
    return sketch == null ? make(slot) : sketch;
  }

  private synchronized DistinctSketch make(int slot) {
    grow(slot);
    @Nullable DistinctSketch[] current = sketches;
    DistinctSketch sketch = current[slot];
    if (sketch == null) {
      sketch = new DistinctSketch();
      current[slot] = sketch;
    }
    return sketch;
  }

  private void grow(int slot) {
    if (slot >= sketches.length) {
      sketches = Arrays.copyOf(sketches, slot + 1);
    }
  }

  private static long hash(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Integer number) {
      return number;
    }
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    if (value instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    }
    if (value instanceof float[] floats) {
      return Arrays.hashCode(floats);
    }
    if (value instanceof Object[] elements) {
      return Arrays.deepHashCode(elements);
    }
    if (value instanceof String text) {
      return 31L * text.hashCode() + text.length();
    }
    return value.hashCode();
  }
}
