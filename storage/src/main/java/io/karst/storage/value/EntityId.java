package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.UUID;

/**
 * Entity ids as bytes: a {@link UUID} is 16 bytes, big endian, ordered as unsigned bytes.
 *
 * <p>{@link UUID#compareTo} compares signed longs, which is neither PostgreSQL's order nor the
 * order of keys on disk: use {@link #compare} instead.
 */
public final class EntityId {
  /** Bytes of an id. */
  public static final int LENGTH = 16;

  /** The order of keys on disk and of SQL comparison. */
  public static final Comparator<UUID> ORDER = EntityId::compare;

  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private EntityId() {}

  /** Compares as unsigned 128-bit numbers. */
  public static int compare(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  /** The 16 bytes of an id, in a new array. */
  public static byte[] toBytes(UUID id) {
    byte[] bytes = new byte[LENGTH];
    write(id, bytes, 0);
    return bytes;
  }

  /** Writes the 16 bytes of an id at an offset. */
  public static void write(UUID id, byte[] target, int offset) {
    BIG_ENDIAN_LONG.set(target, offset, id.getMostSignificantBits());
    BIG_ENDIAN_LONG.set(target, offset + Long.BYTES, id.getLeastSignificantBits());
  }

  /**
   * Reads the 16 bytes at an offset.
   *
   * @throws KarstException XX001 if the array ends before them
   */
  public static UUID read(byte[] source, int offset) {
    if (offset < 0 || offset > source.length - LENGTH) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "an entity id of 16 bytes is cut off at offset " + offset);
    }
    long high = (long) BIG_ENDIAN_LONG.get(source, offset);
    return new UUID(high, (long) BIG_ENDIAN_LONG.get(source, offset + Long.BYTES));
  }
}
