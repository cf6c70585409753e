package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.Reader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.SystemKeys;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.value.Uuids;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entity type an id belongs to.
 *
 * <p>Ids that Karst makes carry their type's number. Only ids that users give (key plan NATIVE)
 * have an entry in the routing space: id -> type number u16, ordinal u32, big endian. An entry is a
 * hint that the core row confirms, so one that is left over from a dropped or truncated type does
 * no harm.
 */
public final class Routing {
  private static final int ENTRY_BYTES = 6;

  /** No type has this number: locked EXCLUSIVE by bulk loads of user-given ids, else SHARED. */
  private static final int EVERY_ID = 0;

  private Routing() {}

  /**
   * What an entry holds.
   *
   * @param typeNumber number of the entity's type
   * @param ordinal position of the entity in its type, unsigned
   */
  public record Entry(int typeNumber, int ordinal) {}

  /** The type that holds an entity with this id, or null if there is no such entity. */
  public static @Nullable TypeFamily find(
      Reader reader, CollectionDomain domain, Families families, UUID id) {
    byte[] core = FamilyKeys.core(id);
    byte[] stored = reader.get(domain.routing(), SystemKeys.routing(id));
    int routed = stored == null ? -1 : decode(stored).typeNumber();
    TypeFamily family = holder(reader, families, routed, core);
    if (family != null) {
      return family;
    }
    int candidate = Uuids.typeNumberOf(id);
    return candidate == routed ? null : holder(reader, families, candidate, core);
  }

  private static @Nullable TypeFamily holder(
      Reader reader, Families families, int typeNumber, byte[] core) {
    TypeFamily family = typeNumber < 0 ? null : families.byNumber(typeNumber);
    return family == null || reader.get(family.space(), core) == null ? null : family;
  }

  /** Keeps the id from being given to an entity of another type until the transaction ends. */
  static void hold(CollectionTransaction part, UUID id) {
    part.lockType(EVERY_ID, LockMode.SHARED);
    part.engine().lock(part.domain().routing(), SystemKeys.routing(id), LockMode.EXCLUSIVE);
  }

  /** The same for all ids at once: for bulk loads. */
  static void holdAll(CollectionTransaction part) {
    part.lockType(EVERY_ID, LockMode.EXCLUSIVE);
  }

  /** Notes where an entity with a user-given id lies. */
  public static void put(CollectionTransaction part, UUID id, int typeNumber, int ordinal) {
    byte[] value = encode(typeNumber, ordinal);
    part.engine().put(part.domain().routing(), SystemKeys.routing(id), value);
  }

  /** The value of an entry. */
  public static byte[] encode(int typeNumber, int ordinal) {
    return ByteBuffer.allocate(ENTRY_BYTES).putShort((short) typeNumber).putInt(ordinal).array();
  }

  /** Forgets where an entity with a user-given id lies. */
  public static void remove(CollectionTransaction part, UUID id) {
    part.engine().delete(part.domain().routing(), SystemKeys.routing(id));
  }

  /** Reads the value of an entry; XX001 if it is none. */
  public static Entry decode(byte[] stored) {
    if (stored.length != ENTRY_BYTES) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "a routing entry takes " + stored.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(stored);
    return new Entry(in.getShort() & 0xFFFF, in.getInt());
  }
}
