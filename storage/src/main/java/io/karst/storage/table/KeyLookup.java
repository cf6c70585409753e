package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.Reader;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.Values;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds entities by a primary or unique key, in the newest state. */
final class KeyLookup {
  private final WideShape shape;

  KeyLookup(WideShape shape) {
    this.shape = shape;
  }

  WideShape shape() {
    return shape;
  }

  /** The id an entity with this row has or gets; GENERATED makes a new one. */
  UUID idOf(@Nullable Object[] row) {
    TypeFamily family = shape.family();
    int[] positions = shape.positionsOf(family.type().primaryKey());
    Object[] key = requireNonNull(WideShape.nonNullValues(row, positions), "key checked before");
    return family.keyPlan().idOf(family.number(), key);
  }

  /**
   * The key whose lock decides about these columns: the core key of a primary key, the index entry
   * of a unique one.
   *
   * @param slots a primary or unique key of the type
   */
  byte[] lockKey(List<Integer> slots, Object[] values) {
    TypeFamily family = shape.family();
    if (slots.equals(family.type().primaryKey())) {
      return FamilyKeys.core(family.keyPlan().idOf(family.number(), values));
    }
    return entryKey(uniqueIndex(slots), values);
  }

  /** The entity with these values of a primary or unique key, or null. */
  @Nullable UUID find(Reader reader, List<Integer> slots, Object[] values) {
    TypeFamily family = shape.family();
    if (!slots.equals(family.type().primaryKey())) {
      byte[] id = reader.get(family.space(), entryKey(uniqueIndex(slots), values));
      return id == null ? null : EntityId.read(id, 0);
    }
    UUID id = family.keyPlan().idOf(family.number(), values);
    byte[] row = reader.get(family.space(), FamilyKeys.core(id));
    if (row == null) {
      return null;
    }
    boolean hashed = family.keyPlan().kind() == EntityKeyPlan.Kind.HASHED;
    return hashed && !hasKey(row, slots, values) ? null : id;
  }

  /** The full row of an entity in a reader's state, or null. */
  @Nullable Object @Nullable [] row(Reader reader, UUID id) {
    byte[] stored = reader.get(shape.family().space(), FamilyKeys.core(id));
    return stored == null ? null : decode(reader, id, stored);
  }

  /** A full row from its stored bytes; vectors are read, properties are not. */
  @Nullable Object[] decode(Reader reader, UUID id, byte[] stored) {
    @Nullable Object[] row = new @Nullable Object[shape.width()];
    RowReader columns = new RowReader().wrap(stored);
    row[0] = id;
    for (int i = 1; i <= shape.columnCount(); i++) {
      int slot = shape.slot(i);
      if (shape.isVector(i)) {
        byte[] vector = reader.get(shape.family().space(), FamilyKeys.vector(slot, id));
        row[i] =
            vector == null
                ? null
                : io.karst.storage.codec.VectorValue.read(vector, 0, vector.length);
        continue;
      }
      Object value = columns.get(slot, shape.type(i));
      row[i] = value == RowReader.ABSENT ? shape.column(i).missing() : value;
    }
    return row;
  }

  /** The row an insert would collide with; takes the locks the insert would take. */
  @Nullable Object @Nullable [] conflicting(
      CollectionTransaction part, @Nullable Object[] row, int path) {
    for (int i = 0; i < shape.pathCount(); i++) {
      boolean wanted = path < 0 || path == i;
      if (wanted && shape.shape().paths().get(i).unique()) {
        @Nullable Object[] other = conflictOn(part, row, shape.path(i));
        if (other != null) {
          return other;
        }
      }
    }
    return null;
  }

  private @Nullable Object @Nullable [] conflictOn(
      CollectionTransaction part, @Nullable Object[] row, WidePath path) {
    Object[] values = WideShape.nonNullValues(row, path.positions());
    if (values == null) {
      return null;
    }
    EngineTransaction engine = part.engine();
    TypeFamily family = shape.family();
    IndexDescriptor index = path.index();
    List<Integer> slots = index == null ? family.type().primaryKey() : index.slots();
    if (index == null && !path.byKey()) {
      engine.lock(family.space(), FamilyKeys.core((UUID) values[0]), LockMode.EXCLUSIVE);
      return row(engine.latest(), (UUID) values[0]);
    }
    engine.lock(family.space(), lockKey(slots, values), LockMode.EXCLUSIVE);
    UUID id = find(engine.latest(), slots, values);
    return id == null ? null : row(engine.latest(), id);
  }

  private boolean hasKey(byte[] stored, List<Integer> slots, Object[] values) {
    RowReader row = new RowReader().wrap(stored);
    for (int i = 0; i < values.length; i++) {
      int position = shape.positionOfSlot(slots.get(i));
      Object value = row.get(slots.get(i), shape.type(position));
      if (value == null || !Values.same(shape.type(position).kind(), value, values[i])) {
        return false;
      }
    }
    return true;
  }

  private IndexDescriptor uniqueIndex(List<Integer> slots) {
    for (IndexDescriptor index : shape.family().type().indexes()) {
      if (index.unique() && index.slots().equals(slots)) {
        return index;
      }
    }
    throw new IllegalStateException("no unique key on slots " + slots);
  }

  private byte[] entryKey(IndexDescriptor index, Object[] values) {
    WidePath path = shape.pathOf(index);
    return FamilyKeys.uniqueEntry(
        new KeyWriter(), index.number(), path.columns(), values, new UUID(0, 0));
  }
}
