package io.karst.storage.changelog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one open transaction, encoded as they happen, with marks to roll back to. Not
 * thread-safe.
 *
 * <p>Encoding of a change: operation u8, subspace u8, type number u16, then key, before and after,
 * each as a 4-byte length (-1 = null) and the bytes; all big endian.
 */
public final class ChangeBuffer {
  private static final int MAX_PART_BYTES = 1 << 20;
  private static final int FIRST_BYTES = 256;
  private static final byte[] NO_BYTES = new byte[0];

  private byte[] bytes = NO_BYTES;
  private int size;
  private int changes;
  private List<int[]> partStarts = List.of(); // made when first needed

  /** Number of changes. */
  public int count() {
    return changes;
  }

  /** Heap bytes in use. */
  public int byteSize() {
    return size;
  }

  /** A position for {@link #rollbackTo}. */
  public long mark() {
    return ((long) changes << 32) | size;
  }

  /** Forgets what was added since the mark. */
  public void rollbackTo(long mark) {
    size = (int) mark;
    changes = (int) (mark >>> 32);
    while (!partStarts.isEmpty() && partStarts.get(partStarts.size() - 1)[0] >= size) {
      partStarts.remove(partStarts.size() - 1);
    }
  }

  /**
   * Appends a change.
   *
   * @param key the record's full key in its family, table tag first
   */
  public void add(
      Change.Operation operation,
      int typeNumber,
      byte[] key,
      byte @Nullable [] before,
      byte @Nullable [] after) {
    int keyLength = Math.max(0, key.length - 1);
    int need = 4 + 12 + keyLength + length(before) + length(after);
    if (size - lastPartStart() + need > MAX_PART_BYTES && size > lastPartStart()) {
      if (partStarts.isEmpty()) {
        partStarts = new ArrayList<>();
      }
      partStarts.add(new int[] {size});
    }
    ensure(need);
    ByteBuffer out = ByteBuffer.wrap(bytes, size, need);
    out.put(operation.code());
    out.put(key.length == 0 ? 0 : key[0]);
    out.putShort((short) typeNumber);
    out.putInt(keyLength);
    out.put(key, key.length - keyLength, keyLength);
    putNullable(out, before);
    putNullable(out, after);
    size += need;
    changes++;
  }

  /** The encoded changes in parts of about 1 MiB at most, each holding whole changes. */
  public List<byte[]> parts() {
    List<byte[]> parts = new ArrayList<>();
    int from = 0;
    for (int[] start : partStarts) {
      parts.add(Arrays.copyOfRange(bytes, from, start[0]));
      from = start[0];
    }
    parts.add(Arrays.copyOfRange(bytes, from, size));
    return parts;
  }

  /** Decodes the changes of one part. */
  static List<Change> decode(byte[] part, int offset) {
    List<Change> changes = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(part, offset, part.length - offset);
    while (in.hasRemaining()) {
      Change.Operation operation = Change.Operation.ofCode(in.get());
      int subspace = in.get() & 0xFF;
      int typeNumber = in.getShort() & 0xFFFF;
      byte[] key = new byte[in.getInt()];
      in.get(key);
      byte[] before = getNullable(in);
      byte[] after = getNullable(in);
      changes.add(new Change(operation, typeNumber, subspace, key, before, after));
    }
    return changes;
  }

  private int lastPartStart() {
    return partStarts.isEmpty() ? 0 : partStarts.get(partStarts.size() - 1)[0];
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.max(FIRST_BYTES, Math.max(needed, doubled)));
    }
  }

  private static int length(byte @Nullable [] value) {
    return value == null ? 0 : value.length;
  }

  private static void putNullable(ByteBuffer out, byte @Nullable [] value) {
    if (value == null) {
      out.putInt(-1);
      return;
    }
    out.putInt(value.length);
    out.put(value);
  }

  private static byte @Nullable [] getNullable(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    byte[] value = new byte[length];
    in.get(value);
    return value;
  }
}
