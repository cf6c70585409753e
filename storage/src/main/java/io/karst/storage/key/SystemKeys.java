package io.karst.storage.key;

import io.karst.storage.value.EntityId;
import java.util.UUID;

/**
 * Keys of a collection's system families: change log and routing index.
 *
 * <pre>
 * change log   | commit sequence 8 | part 2 |      one commit may take several parts
 * routing      | entity 16 |
 * </pre>
 */
public final class SystemKeys {
  private SystemKeys() {}

  /** The commit sequence of a change log key. */
  public static long commitSequence(byte[] key, int offset, int length) {
    return new KeyReader().wrap(key, offset, length).readUnsignedLong();
  }

  /** The key of an entity in the routing index. */
  public static byte[] routing(UUID entity) {
    return EntityId.toBytes(entity);
  }
}
