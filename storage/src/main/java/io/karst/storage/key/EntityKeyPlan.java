package io.karst.storage.key;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Uuids;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a declared PRIMARY KEY becomes an entity id. Immutable, thread-safe.
 *
 * <pre>
 * NATIVE     one UUID column       the id is the key, unless the key is another type's as well
 * GENERATED  no key                UUIDv7, see {@link Uuids}
 * EMBEDDED   at most 13 bytes      UUIDv8: type number 16, key 104, zero 2 bits; in key order, decodable
 * HASHED     everything else       UUIDv8: type number 16, 106 bits of MurmurHash3 of the encoded key
 *
 * UUIDv8, 122 payload bits in order around version and variant
 * +----------------+--------------------------------+------+--------------+----+---------------------+
 * | payload 0..15  | payload 16..47                 | 1000 | 48..59       | 10 | 60..121             |
 * | type number    | key bits 0..31                 |      | key 32..43   |    | key 44..103, 2 zero |
 * +----------------+--------------------------------+------+--------------+----+---------------------+
 *
 * Bytes of an embedded column: BOOLEAN 1, SMALLINT 2, INTEGER DATE 4, TIME 5,
 * BIGINT TIMESTAMP TIMESTAMPTZ 8: big endian, sign flipped; VARCHAR(n) CHAR(n) 4n:
 * UTF-8 filled up with zeros (n is at most 3, the character 0 is refused)
 * </pre>
 */
public final class EntityKeyPlan {
  /** Most bytes of a key inside an id. */
  public static final int EMBEDDED_BYTES = 13;

  /** How ids are made. */
  public enum Kind {
    NATIVE,
    GENERATED,
    EMBEDDED,
    HASHED
  }

  private final Kind kind;
  private final KeyColumn[] columns;
  private final int[] widths;

  private EntityKeyPlan(Kind kind, KeyColumn[] columns, int[] widths) {
    this.kind = kind;
    this.columns = columns;
    this.widths = widths;
  }

  /**
   * The plan for a primary key.
   *
   * @param types of the key columns in order; none = no key declared
   */
  public static EntityKeyPlan of(List<ColumnType> types) {
    return of(types, false);
  }

  /**
   * The plan for a primary key.
   *
   * @param shared whether the key refers to rows of another type, which have those ids already
   */
  public static EntityKeyPlan of(List<ColumnType> types, boolean shared) {
    KeyColumn[] columns = new KeyColumn[types.size()];
    int[] widths = new int[columns.length];
    int total = 0;
    boolean fits = true;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = KeyColumn.bare(types.get(i));
      widths[i] = embeddedWidth(types.get(i));
      fits &= widths[i] > 0;
      total += widths[i];
    }
    if (columns.length == 0) {
      return new EntityKeyPlan(Kind.GENERATED, columns, widths);
    }
    if (columns.length == 1 && types.get(0).kind() == TypeKind.UUID) {
      return new EntityKeyPlan(shared ? Kind.HASHED : Kind.NATIVE, columns, widths);
    }
    boolean embedded = fits && total <= EMBEDDED_BYTES;
    return new EntityKeyPlan(embedded ? Kind.EMBEDDED : Kind.HASHED, columns, widths);
  }

  private static int embeddedWidth(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 1;
      case SMALLINT -> 2;
      case INTEGER, DATE -> 4;
      case TIME -> 5;
      case BIGINT, TIMESTAMP, TIMESTAMPTZ -> 8;
      case VARCHAR, CHAR -> type.precision() > EMBEDDED_BYTES / 4 ? 0 : 4 * type.precision();
      default -> 0;
    };
  }

  public Kind kind() {
    return kind;
  }

  /** Number of key columns. */
  public int size() {
    return columns.length;
  }

  /**
   * The id of the entity with these key values; for GENERATED a new id.
   *
   * @param typeNumber number of the entity type, 0..65535
   * @param values canonical and not null, one per key column
   */
  public UUID idOf(int typeNumber, Object... values) {
    if (values.length != columns.length) {
      throw new IllegalArgumentException(values.length + " values for " + columns.length);
    }
    return switch (kind) {
      case NATIVE -> (UUID) values[0];
      case GENERATED -> Uuids.v7(System.currentTimeMillis(), typeNumber);
      case EMBEDDED -> {
        EmbeddedKey key = new EmbeddedKey();
        for (int i = 0; i < columns.length; i++) {
          key.put(columns[i].type(), widths[i], values[i]);
        }
        yield key.toId(typeNumber);
      }
      case HASHED -> hashed(typeNumber, values);
    };
  }

  private UUID hashed(int typeNumber, Object[] values) {
    Uuids.checkTypeNumber(typeNumber);
    KeyWriter writer = new KeyWriter();
    for (int i = 0; i < columns.length; i++) {
      writer.put(columns[i], values[i]);
    }
    Murmur128 hash = Murmur128.hash(writer.buffer(), writer.length());
    long high = (long) typeNumber << 48 | hash.low() >>> 32 << 16 | 0x8000L | (hash.low() & 0xFFFL);
    return new UUID(high, Long.MIN_VALUE | hash.high() >>> 2);
  }

  /**
   * The key values inside an EMBEDDED or NATIVE id.
   *
   * @throws KarstException XX001 if the id holds no such key
   */
  public Object[] valuesOf(UUID id) {
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = valueOf(id, i);
    }
    return values;
  }

  /** One key value inside an EMBEDDED or NATIVE id; errors as above. */
  public Object valueOf(UUID id, int column) {
    if (kind == Kind.NATIVE) {
      return id;
    }
    requireEmbedded();
    if (id.version() != 8) {
      throw new KarstException(ErrorCode.DATA_CORRUPTED, "the id " + id + " embeds no key");
    }
    int offset = 0;
    for (int i = 0; i < column; i++) {
      offset += widths[i];
    }
    return EmbeddedKey.of(id).get(columns[column].type(), offset, widths[column]);
  }

  /**
   * The range of core keys inside bounds on the key columns. NATIVE and EMBEDDED only.
   *
   * @param bounds values in the columns' types; bounds that ask for NULL give an empty range
   */
  public KeyRange coreRange(int typeNumber, KeyBounds bounds) {
    if (kind == Kind.NATIVE) {
      return new BoundsEncoder(FamilyKeys.CORE_COLUMNS)
          .encode(FamilyKeys.prefix(Subspace.CORE), bounds);
    }
    requireEmbedded();
    EmbeddedKey key = new EmbeddedKey();
    @Nullable Object[] equal = bounds.equal();
    for (int i = 0; i < equal.length; i++) {
      Object value = equal[i];
      if (value == null) {
        return new KeyRange(new byte[0], new byte[0]);
      }
      key.put(columns[i].type(), widths[i], value);
    }
    boolean afterLower = bounds.lower() != null && !bounds.lowerInclusive();
    boolean afterUpper = bounds.upper() == null || bounds.upperInclusive();
    int column = equal.length;
    return new KeyRange(
        edge(typeNumber, with(key, column, bounds.lower()), afterLower),
        edge(typeNumber, with(key, column, bounds.upper()), afterUpper));
  }

  private EmbeddedKey with(EmbeddedKey before, int column, @Nullable Object value) {
    EmbeddedKey key = before.copy();
    if (value != null) {
      key.put(columns[column].type(), widths[column], value);
    }
    return key;
  }

  /** The first core key with this beginning, or the first one behind all of them. */
  private static byte[] edge(int typeNumber, EmbeddedKey key, boolean behind) {
    if (!behind) {
      return FamilyKeys.core(key.toId(typeNumber));
    }
    key.fill();
    byte[] last = FamilyKeys.core(key.toId(typeNumber));
    return Arrays.copyOf(last, last.length + 1);
  }

  private void requireEmbedded() {
    if (kind != Kind.EMBEDDED) {
      throw new IllegalStateException("ids of kind " + kind + " hold no key");
    }
  }
}
