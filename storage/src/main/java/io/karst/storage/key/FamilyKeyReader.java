package io.karst.storage.key;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.EntityId;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of the keys that {@link FamilyKeys} builds, in place: an array, an offset and a
 * length. Bytes that are no such key raise {@link KarstException} XX001.
 */
public final class FamilyKeyReader {
  private static final int NAME_OFFSET = FamilyKeys.CORE_LENGTH;
  private static final int INDEX_COLUMNS_OFFSET = 5;
  private static final int VECTOR_LENGTH = 3 + EntityId.LENGTH;

  private FamilyKeyReader() {}

  /** The number of the table that a key belongs to. */
  public static int table(byte[] key, int offset, int length) {
    requireLength(length, 1, "family");
    return key[offset] & 0xFF;
  }

  /** The entity at the front: of all tables except VECTORS and INDEX; of edges the near end. */
  public static UUID entity(byte[] key, int offset, int length) {
    requireLength(length, FamilyKeys.CORE_LENGTH, "entity");
    return EntityId.read(key, offset + 1);
  }

  /** The name behind the entity: of a property, an edge type, a measure. */
  public static String name(byte[] key, int offset, int length) {
    int end = nameEnd(key, offset, length);
    int start = offset + NAME_OFFSET;
    for (int i = start; i < end; i++) {
      if (key[i] == 0) {
        return new KeyReader().wrap(key, start, length - NAME_OFFSET).readText();
      }
    }
    return Utf8.decode(key, start, end - start);
  }

  /**
   * Whether two keys of one table begin with the same entity and name, e.g. versions of a property.
   */
  public static boolean sameName(byte[] left, int leftOffset, byte[] right, int rightOffset) {
    int leftEnd = nameEnd(left, leftOffset, left.length - leftOffset);
    int rightEnd = nameEnd(right, rightOffset, right.length - rightOffset);
    return Arrays.equals(left, leftOffset, leftEnd, right, rightOffset, rightEnd);
  }

  /** The valid time of a property in microseconds since the epoch, or null. */
  public static @Nullable Long validFrom(byte[] key, int offset, int length) {
    int end = nameEnd(key, offset, length) + 2;
    KeyReader reader = new KeyReader().wrap(key, end, offset + length - end);
    return (Long) reader.read(FamilyKeys.PROPERTY_COLUMNS.get(2));
  }

  /** The far end of an edge: target of an edge out, source of an edge in. */
  public static UUID edgeFarEnd(byte[] key, int offset, int length) {
    requireLength(length, NAME_OFFSET + 2 + EntityId.LENGTH, "edge");
    return EntityId.read(key, offset + length - EntityId.LENGTH);
  }

  /** The time of a position or measured number: microseconds since the epoch. */
  public static long time(byte[] key, int offset, int length) {
    requireLength(length, NAME_OFFSET + Long.BYTES, "time series");
    return new KeyReader().wrap(key, offset + length - Long.BYTES, Long.BYTES).readLong();
  }

  /** The vector space of a vector. */
  public static int vectorSpace(byte[] key, int offset, int length) {
    requireLength(length, VECTOR_LENGTH, "vector");
    return (key[offset + 1] & 0xFF) << 8 | (key[offset + 2] & 0xFF);
  }

  /** The entity of a vector. */
  public static UUID vectorEntity(byte[] key, int offset, int length) {
    requireLength(length, VECTOR_LENGTH, "vector");
    return EntityId.read(key, offset + 3);
  }

  /** The number of the index that an entry belongs to. */
  public static int index(byte[] key, int offset, int length) {
    requireLength(length, INDEX_COLUMNS_OFFSET, "index");
    return new KeyReader().wrap(key, offset + 1, Integer.BYTES).readUnsignedInt();
  }

  /** Sets a reader to the first column of an index entry; the entity, if any, stands last. */
  public static void readIndexColumns(KeyReader reader, byte[] key, int offset, int length) {
    requireLength(length, INDEX_COLUMNS_OFFSET, "index");
    reader.wrap(key, offset + INDEX_COLUMNS_OFFSET, length - INDEX_COLUMNS_OFFSET);
  }

  /**
   * The entity at the end of an index entry: every one but those of unique indexes without NULL.
   */
  public static UUID indexEntity(byte[] key, int offset, int length) {
    requireLength(length, INDEX_COLUMNS_OFFSET + EntityId.LENGTH, "index");
    return EntityId.read(key, offset + length - EntityId.LENGTH);
  }

  private static int nameEnd(byte[] key, int offset, int length) {
    int end = offset + length;
    for (int i = offset + NAME_OFFSET; i + 1 < end; i++) {
      if (key[i] == 0) {
        if (key[i + 1] == 0) {
          return i;
        }
        i++;
      }
    }
    throw new KarstException(ErrorCode.DATA_CORRUPTED, "a name inside a key has no end");
  }

  private static void requireLength(int length, int needed, String what) {
    if (length < needed) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED,
          "a key of " + length + " bytes is too short for a key of kind " + what);
    }
  }
}
