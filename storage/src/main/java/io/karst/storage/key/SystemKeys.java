package io.karst.storage.key;

import io.karst.storage.value.EntityId;
import java.util.UUID;

/**
 * Keys of a collection's system families: change log and routing index.
 *
 * <pre>
 * change log   | commit sequence 8 | part 4 |      one commit may take several parts
 * routing      | entity 16 |
 * </pre>
 */
public final class SystemKeys {
  private SystemKeys() {}

  /** The key of a part of a commit. */
  public static byte[] change(long commitSequence, int part) {
    KeyWriter writer = new KeyWriter(Long.BYTES + Integer.BYTES);
    writer.putUnsignedLong(commitSequence);
    writer.putUnsignedInt(part);
    return writer.toBytes();
  }

  /** The prefix of a commit; also the first key of all from this commit on. */
  public static byte[] changePrefix(long commitSequence) {
    KeyWriter writer = new KeyWriter(Long.BYTES);
    writer.putUnsignedLong(commitSequence);
    return writer.toBytes();
  }

  /** The commit sequence of a change log key. */
  public static long commitSequence(byte[] key, int offset, int length) {
    return new KeyReader().wrap(key, offset, length).readUnsignedLong();
  }

  /** The key of an entity in the routing index. */
  public static byte[] routing(UUID entity) {
    return EntityId.toBytes(entity);
  }
}
