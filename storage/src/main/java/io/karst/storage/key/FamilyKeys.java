package io.karst.storage.key;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every key of an entity family and every prefix to scan by; the only place that builds them. All
 * methods are pure and return new arrays. Read back with {@link FamilyKeyReader}.
 *
 * <pre>
 * core         | 01 | entity 16 |
 * property     | 02 | entity 16 | name, 00 00 | 01                |   without valid_from: sorts first
 *              | 02 | entity 16 | name, 00 00 | 02 | valid_from 8 |
 * vector       | 03 | space 2   | entity 16 |
 * edge out     | 04 | source 16 | type, 00 00 | target 16 |
 * edge in      | 05 | target 16 | type, 00 00 | source 16 |
 * trajectory   | 06 | entity 16 | ts 8 |
 * measure      | 07 | entity 16 | measure, 00 00 | ts 8 |
 * index        | 08 | index 4   | columns ... | entity 16 |
 * unique index | 08 | index 4   | columns ... |                     no NULL among the columns
 *              | 08 | index 4   | columns ... | entity 16 |         a NULL among them: never equal
 * </pre>
 *
 * Numbers are big endian; times are microseconds with the sign bit flipped; names are UTF-8 with 00
 * as 00 FF.
 */
public final class FamilyKeys {
  /** Length of a core key. */
  public static final int CORE_LENGTH = 1 + EntityId.LENGTH;

  /** Columns behind the tag of {@link Subspace#CORE}: entity id. */
  public static final List<KeyColumn> CORE_COLUMNS = List.of(KeyColumn.bare(ColumnType.UUID));

  /** Columns behind the tag of {@link Subspace#PROPERTIES}: entity id, name, valid_from. */
  public static final List<KeyColumn> PROPERTY_COLUMNS =
      List.of(
          KeyColumn.bare(ColumnType.UUID),
          KeyColumn.bare(ColumnType.TEXT),
          new KeyColumn(ColumnType.TIMESTAMPTZ, false, KeyColumn.Nulls.FIRST));

  /** Columns behind the space number of {@link Subspace#VECTORS}: entity id. */
  public static final List<KeyColumn> VECTOR_COLUMNS = CORE_COLUMNS;

  /** Columns behind the tag of both edge subspaces: near end, edge type, far end. */
  public static final List<KeyColumn> EDGE_COLUMNS =
      List.of(
          KeyColumn.bare(ColumnType.UUID),
          KeyColumn.bare(ColumnType.TEXT),
          KeyColumn.bare(ColumnType.UUID));

  /** Columns behind the tag of {@link Subspace#TRAJECTORIES}: entity id, time. */
  public static final List<KeyColumn> TRAJECTORY_COLUMNS =
      List.of(KeyColumn.bare(ColumnType.UUID), KeyColumn.bare(ColumnType.TIMESTAMPTZ));

  /** Columns behind the tag of {@link Subspace#MEASURES}: entity id, measure name, time. */
  public static final List<KeyColumn> MEASURE_COLUMNS =
      List.of(
          KeyColumn.bare(ColumnType.UUID),
          KeyColumn.bare(ColumnType.TEXT),
          KeyColumn.bare(ColumnType.TIMESTAMPTZ));

  private FamilyKeys() {}

  /** The prefix of all keys of a table. */
  public static byte[] prefix(Subspace table) {
    return new byte[] {(byte) table.number()};
  }

  /** The prefix of all keys of one entity in a table whose keys begin with the entity. */
  public static byte[] prefix(Subspace table, UUID entity) {
    byte[] key = new byte[CORE_LENGTH];
    key[0] = (byte) table.number();
    EntityId.write(entity, key, 1);
    return key;
  }

  /** The key of an entity's row. */
  public static byte[] core(UUID entity) {
    return prefix(Subspace.CORE, entity);
  }

  /**
   * The key of one version of a property.
   *
   * @param validFrom microseconds since the epoch, or null for the version without
   */
  public static byte[] property(UUID entity, String name, @Nullable Long validFrom) {
    KeyWriter writer = named(Subspace.PROPERTIES, entity, name);
    writer.put(PROPERTY_COLUMNS.get(2), validFrom);
    return writer.toBytes();
  }

  /** The prefix of all versions of one property. */
  public static byte[] propertyPrefix(UUID entity, String name) {
    return named(Subspace.PROPERTIES, entity, name).toBytes();
  }

  /** The prefix of a vector space. */
  public static byte[] vectorPrefix(int space) {
    KeyWriter writer = new KeyWriter(4);
    writer.putByte(Subspace.VECTORS.number());
    writer.putUnsignedShort(space);
    return writer.toBytes();
  }

  /** The key of an entity's vector; space is 0..65535. */
  public static byte[] vector(int space, UUID entity) {
    byte[] key = Arrays.copyOf(vectorPrefix(space), 3 + EntityId.LENGTH);
    EntityId.write(entity, key, 3);
    return key;
  }

  /** The key of an edge as its source sees it. */
  public static byte[] edgeOut(UUID source, String type, UUID target) {
    return edge(Subspace.EDGES_OUT, source, type, target);
  }

  /** The key of an edge as its target sees it. */
  public static byte[] edgeIn(UUID target, String type, UUID source) {
    return edge(Subspace.EDGES_IN, target, type, source);
  }

  private static byte[] edge(Subspace table, UUID near, String type, UUID far) {
    KeyWriter writer = named(table, near, type);
    writer.putId(far);
    return writer.toBytes();
  }

  /** The prefix of a source's edges of one type. */
  public static byte[] edgeOutPrefix(UUID source, String type) {
    return named(Subspace.EDGES_OUT, source, type).toBytes();
  }

  /** The prefix of a target's edges of one type. */
  public static byte[] edgeInPrefix(UUID target, String type) {
    return named(Subspace.EDGES_IN, target, type).toBytes();
  }

  /** The key of a position; time in microseconds since the epoch. */
  public static byte[] trajectory(UUID entity, long micros) {
    KeyWriter writer = new KeyWriter(CORE_LENGTH + Long.BYTES);
    writer.putByte(Subspace.TRAJECTORIES.number());
    writer.putId(entity);
    writer.putLong(micros);
    return writer.toBytes();
  }

  /** The key of a measured number; time in microseconds since the epoch. */
  public static byte[] measure(UUID entity, String measure, long micros) {
    KeyWriter writer = named(Subspace.MEASURES, entity, measure);
    writer.putLong(micros);
    return writer.toBytes();
  }

  /** The prefix of one measure of an entity. */
  public static byte[] measurePrefix(UUID entity, String measure) {
    return named(Subspace.MEASURES, entity, measure).toBytes();
  }

  /** The prefix of an index. */
  public static byte[] indexPrefix(int index) {
    KeyWriter writer = new KeyWriter(5);
    beginIndex(writer, index);
    return writer.toBytes();
  }

  /**
   * The key of an entry of an index that is not unique.
   *
   * @param scratch reused from call to call
   * @param values canonical values of the columns, or null
   */
  public static byte[] indexEntry(
      KeyWriter scratch, int index, KeyColumn[] columns, @Nullable Object[] values, UUID entity) {
    putIndexColumns(scratch, index, columns, values);
    scratch.putId(entity);
    return scratch.toBytes();
  }

  /**
   * The key of an entry of a unique index; its value is the entity id. With a NULL among the values
   * the entity is part of the key, so that such entries never collide.
   */
  public static byte[] uniqueEntry(
      KeyWriter scratch, int index, KeyColumn[] columns, @Nullable Object[] values, UUID entity) {
    if (putIndexColumns(scratch, index, columns, values)) {
      scratch.putId(entity);
    }
    return scratch.toBytes();
  }

  private static boolean putIndexColumns(
      KeyWriter scratch, int index, KeyColumn[] columns, @Nullable Object[] values) {
    scratch.reset();
    beginIndex(scratch, index);
    boolean hasNull = false;
    for (int i = 0; i < columns.length; i++) {
      scratch.put(columns[i], values[i]);
      hasNull |= values[i] == null;
    }
    return hasNull;
  }

  private static void beginIndex(KeyWriter writer, int index) {
    writer.putByte(Subspace.INDEX.number());
    writer.putUnsignedInt(index);
  }

  private static KeyWriter named(Subspace table, UUID entity, String name) {
    KeyWriter writer = new KeyWriter(CORE_LENGTH + name.length() + 2 + EntityId.LENGTH);
    writer.putByte(table.number());
    writer.putId(entity);
    writer.putText(name);
    return writer;
  }
}
