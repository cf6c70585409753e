package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.changelog.Change;
import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the log as text. Records are JSON objects of the columns that the type has now; those
 * of dropped types and columns have no text. Not thread-safe.
 */
final class ChangeText {
  private final Families families;
  private final boolean values;
  private final Map<TableId, KeyedTable> tables = new HashMap<>();

  /**
   * Makes texts.
   *
   * @param values whether {@link #record} is wanted at all
   */
  ChangeText(Families families, boolean values) {
    this.families = families;
    this.values = values;
  }

  /** The type's name, or null if it was dropped. */
  @Nullable String typeName(Change change) {
    TypeFamily family = families.byNumber(change.typeNumber());
    return family == null ? null : family.name();
  }

  /** The table of the type's family that the record is in, or null if the type was dropped. */
  @Nullable String tableName(Change change) {
    TypeFamily family = families.byNumber(change.typeNumber());
    if (family == null) {
      return null;
    }
    KeyedTable table = table(family, change);
    if (table == null) {
      return "core";
    }
    String name = table.shape().name();
    return name.substring(name.indexOf('$') + 1);
  }

  /** The entity that the record belongs to, or null if the change has no record. */
  @Nullable UUID entity(Change change) {
    byte[] key = change.key();
    int offset = change.subspace() == Subspace.VECTORS.number() ? 2 : 0;
    return key.length < offset + EntityId.LENGTH ? null : EntityId.read(key, offset);
  }

  /** The JSON text of a state of the record, or null. */
  @Nullable String record(Change change, byte @Nullable [] stored) {
    if (!values || stored == null) {
      return null;
    }
    if (change.operation() == Change.Operation.BULK_LOAD
        || change.operation() == Change.Operation.TRUNCATE) {
      return "{\"rows\":" + new BigInteger(1, stored) + "}";
    }
    TypeFamily family = families.byNumber(change.typeNumber());
    if (family == null || entity(change) == null) {
      return null;
    }
    if (change.subspace() == Subspace.CORE.number()) {
      return core(family, change, stored);
    }
    KeyedTable table = table(family, change);
    return table == null ? null : attached(table, fullKey(change), stored);
  }

  private String core(TypeFamily family, Change change, byte[] stored) {
    RowReader row = new RowReader().wrap(stored);
    StringBuilder json = new StringBuilder("{");
    append(json, WideShape.ID, ColumnType.UUID, entity(change));
    for (ColumnDescriptor column : family.type().columns()) {
      if (column.type().kind() == TypeKind.VECTOR) {
        continue;
      }
      Object value = row.get(column.slot(), column.type());
      append(
          json, column.name(), column.type(), value == RowReader.ABSENT ? column.missing() : value);
    }
    return json.append('}').toString();
  }

  private static String attached(KeyedTable table, byte[] key, byte[] stored) {
    @Nullable Object[] row;
    try (Single single = new Single(key, stored)) {
      single.next();
      row = table.row(single);
    }
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < row.length; i++) {
      TableColumn column = table.shape().columns().get(i);
      append(json, column.name(), column.type(), row[i]);
    }
    return json.append('}').toString();
  }

  private static byte[] fullKey(Change change) {
    byte[] key = new byte[1 + change.key().length];
    key[0] = (byte) change.subspace();
    System.arraycopy(change.key(), 0, key, 1, change.key().length);
    return key;
  }

  /** The {@code $} table of a record; null for core rows and dropped vector columns. */
  private @Nullable KeyedTable table(TypeFamily family, Change change) {
    int space = 0;
    if (change.subspace() == Subspace.VECTORS.number() && entity(change) != null) {
      byte[] key = fullKey(change);
      space = FamilyKeyReader.vectorSpace(key, 0, key.length);
    }
    TableId id = new TableId(change.typeNumber(), change.subspace(), space);
    KeyedTable known = tables.get(id);
    if (known != null) {
      return known;
    }
    KeyedTable made = make(family, change.subspace(), space);
    if (made != null) {
      tables.put(id, made);
    }
    return made;
  }

  private @Nullable KeyedTable make(TypeFamily family, int subspace, int space) {
    if (subspace == Subspace.PROPERTIES.number()) {
      return new PropertyTable(family, families);
    }
    if (subspace == Subspace.EDGES_OUT.number()) {
      return new EdgeTable(family, families);
    }
    if (subspace == Subspace.TRAJECTORIES.number()) {
      return new TrajectoryTable(family, families);
    }
    if (subspace == Subspace.MEASURES.number()) {
      return new MeasureTable(family, families);
    }
    int position = family.type().positionOfSlot(space);
    if (subspace != Subspace.VECTORS.number() || position < 0) {
      return null;
    }
    ColumnDescriptor column = family.type().columns().get(position);
    return column.type().kind() == TypeKind.VECTOR
        ? new VectorTable(family, families, column)
        : null;
  }

  private static void append(
      StringBuilder json, String name, ColumnType type, @Nullable Object value) {
    if (json.length() > 1) {
      json.append(',');
    }
    JsonText.append(json, name);
    json.append(':');
    if (value == null) {
      json.append("null");
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> json.append(value);
      case SMALLINT, INTEGER, BIGINT, DECIMAL, JSON -> json.append(Values.format(type, value));
      case REAL, DOUBLE -> {
        double number = ((Number) value).doubleValue();
        boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
        String text = Values.format(type, value);
        if (finite) {
          json.append(text);
        } else {
          JsonText.append(json, text);
        }
      }
      default -> JsonText.append(json, Values.format(type, value));
    }
  }

  private record TableId(int typeNumber, int subspace, int vectorSpace) {}

  /** A walk over one given entry. */
  private static final class Single extends EntryWalk {
    private @Nullable EntryBatch batch = new EntryBatch(1, 64);

    Single(byte[] key, byte[] value) {
      super(1);
      if (batch != null) {
        batch.clear();
        batch.add(key, value);
      }
    }

    @Override
    @Nullable EntryBatch nextBatch() {
      EntryBatch only = batch;
      batch = null;
      return only;
    }

    @Override
    public void close() {
      batch = null;
    }
  }
}
