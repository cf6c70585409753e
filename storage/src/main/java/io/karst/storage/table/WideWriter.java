package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.changelog.Change;
import io.karst.storage.codec.RowReader;
import io.karst.storage.codec.RowWriter;
import io.karst.storage.codec.VectorValue;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Inserts, updates and deletes entities with all that hangs on them: index entries, vectors,
 * routing, references, statistics and the change log.
 */
final class WideWriter {
  private final WideShape shape;
  private final Families families;
  private final KeyLookup lookup;
  private final IndexMaintenance indexes;
  private final References references;
  private final int[] keyPositions;

  WideWriter(WideShape shape, Families families, KeyLookup lookup) {
    this.shape = shape;
    this.families = families;
    this.lookup = lookup;
    this.indexes = new IndexMaintenance(shape);
    this.references = new References(shape, families);
    this.keyPositions = shape.positionsOf(shape.family().type().primaryKey());
  }

  void insert(StoreTransaction transaction, @Nullable Object[] row) {
    insert(transaction, row, null);
  }

  /**
   * Inserts an entity.
   *
   * @param earlier the stored row of the entity under another key, or null if it is new
   */
  private void insert(
      StoreTransaction transaction, @Nullable Object[] row, @Nullable RowReader earlier) {
    TypeFamily family = shape.family();
    CollectionTransaction part = Writes.begin(transaction, family, families);
    checkRow(row);
    UUID id = takeId(part, row);
    row[0] = id;
    indexes.insert(part, id, row);
    long now = Writes.now();
    int ordinal = earlier == null ? (int) family.counters().takeOrdinal() : earlier.ordinal();
    long createdAt = earlier == null ? now : earlier.createdAt();
    int version = earlier == null ? 1 : earlier.version() + 1;
    byte[] stored = encode(new RowWriter().begin(ordinal, createdAt, now, version), row);
    byte[] key = FamilyKeys.core(id);
    part.engine().put(family.space(), key, stored);
    part.changed(Change.Operation.INSERT, family.number(), key, null, stored);
    writeVectors(part, id, null, row);
    if (family.keyPlan().kind() == EntityKeyPlan.Kind.NATIVE) {
      Routing.put(part, id, family.number(), ordinal);
    }
    if (earlier == null) {
      references.inserted(transaction, row);
    }
    noteValues(row);
  }

  void update(StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
    TypeFamily family = shape.family();
    CollectionTransaction part = Writes.begin(transaction, family, families);
    checkRow(newRow);
    UUID id = (UUID) requireNonNull(oldRow[0], "_id");
    if (changesKey(oldRow, newRow)) {
      EntityMove.move(transaction, part, this, oldRow, newRow);
      return;
    }
    byte[] key = FamilyKeys.core(id);
    byte[] before = lockRow(part, key);
    RowReader header = new RowReader().wrap(before);
    newRow[0] = id;
    @Nullable Object[] current = lookup.decode(part.engine().latest(), id, before);
    indexes.update(part, id, current, newRow);
    RowWriter writer =
        new RowWriter()
            .begin(header.ordinal(), header.createdAt(), Writes.now(), header.version() + 1);
    byte[] stored = encode(writer, newRow);
    part.engine().put(family.space(), key, stored);
    part.changed(Change.Operation.UPDATE, family.number(), key, before, stored);
    writeVectors(part, id, current, newRow);
    references.updated(transaction, current, newRow);
    noteValues(newRow);
  }

  /** Deletes and inserts an entity whose primary key changes; references see an update. */
  void rekey(StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
    byte[] key = FamilyKeys.core((UUID) requireNonNull(oldRow[0], "_id"));
    CollectionTransaction part = Writes.begin(transaction, shape.family(), families);
    RowReader earlier = new RowReader().wrap(lockRow(part, key));
    @Nullable Object[] current = remove(transaction, oldRow);
    newRow[0] = null;
    insert(transaction, newRow, earlier);
    references.updated(transaction, current, newRow);
  }

  /** Locks a row without changing it. */
  void lock(StoreTransaction transaction, @Nullable Object[] row) {
    CollectionTransaction part = Writes.begin(transaction, shape.family(), families);
    lockRow(part, FamilyKeys.core((UUID) requireNonNull(row[0], "_id")));
  }

  /** Locks a row that is there and that nobody else holds. */
  boolean tryLock(StoreTransaction transaction, @Nullable Object[] row) {
    CollectionTransaction part = Writes.begin(transaction, shape.family(), families);
    byte[] key = FamilyKeys.core((UUID) requireNonNull(row[0], "_id"));
    EngineTransaction engine = part.engine();
    boolean free = engine.tryLock(shape.family().space(), key, LockMode.EXCLUSIVE);
    if (!free || engine.latest().get(shape.family().space(), key) == null) {
      return false;
    }
    lockRow(part, key);
    return true;
  }

  void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    references.deleted(transaction, remove(transaction, oldRow));
  }

  private @Nullable Object[] remove(StoreTransaction transaction, @Nullable Object[] oldRow) {
    TypeFamily family = shape.family();
    CollectionTransaction part = Writes.begin(transaction, family, families);
    UUID id = (UUID) requireNonNull(oldRow[0], "_id");
    byte[] key = FamilyKeys.core(id);
    byte[] before = lockRow(part, key);
    @Nullable Object[] current = lookup.decode(part.engine().latest(), id, before);
    indexes.delete(part, id, current);
    Attachments.deleteAll(part, family, families, id);
    part.engine().delete(family.space(), key);
    part.changed(Change.Operation.DELETE, family.number(), key, before, null);
    if (family.keyPlan().kind() == EntityKeyPlan.Kind.NATIVE) {
      Routing.remove(part, id);
    }
    return current;
  }

  WideShape shape() {
    return shape;
  }

  Families families() {
    return families;
  }

  private boolean changesKey(@Nullable Object[] oldRow, @Nullable Object[] newRow) {
    for (int position : keyPositions) {
      Object before = requireNonNull(oldRow[position], "key column");
      Object after = requireNonNull(newRow[position], "key column");
      if (!Values.same(shape.type(position).kind(), before, after)) {
        return true;
      }
    }
    return false;
  }

  /** Locks a row this transaction saw and returns its newest bytes. */
  private byte[] lockRow(CollectionTransaction part, byte[] key) {
    byte[] before = part.engine().getForUpdate(shape.family().space(), key);
    if (before == null) {
      throw new KarstException(
              ErrorCode.SERIALIZATION_FAILURE,
              "a row of table \"" + shape.family().name() + "\" was deleted by another transaction")
          .withHint("Run the transaction again.");
    }
    return before;
  }

  private UUID takeId(CollectionTransaction part, @Nullable Object[] row) {
    TypeFamily family = shape.family();
    EntityKeyPlan.Kind kind = family.keyPlan().kind();
    if (kind == EntityKeyPlan.Kind.GENERATED) {
      return family.keyPlan().idOf(family.number());
    }
    UUID id = lookup.idOf(row);
    byte[] key = FamilyKeys.core(id);
    EngineTransaction engine = part.engine();
    if (!part.isExclusive(family.number())) {
      engine.lock(family.space(), key, LockMode.EXCLUSIVE);
    }
    boolean taken = engine.latest().get(family.space(), key) != null;
    Object[] values = requireNonNull(WideShape.nonNullValues(row, keyPositions), "key");
    if (taken && kind == EntityKeyPlan.Kind.HASHED) {
      List<Integer> slots = family.type().primaryKey();
      if (lookup.find(engine.latest(), slots, values) == null) {
        throw new KarstException(
            ErrorCode.INTERNAL, "two keys of table \"" + family.name() + "\" have one hash");
      }
    }
    if (taken) {
      String name = requireNonNull(family.type().primaryKeyName(), "key name");
      throw Violations.unique(shape, name, keyPositions, values);
    }
    if (kind == EntityKeyPlan.Kind.NATIVE) {
      requireUnrouted(part, id);
    }
    return id;
  }

  private void requireUnrouted(CollectionTransaction part, UUID id) {
    Routing.hold(part, id);
    requireNoOtherHolder(part, id);
  }

  /** Fails if an entity of another type has the id. */
  void requireNoOtherHolder(CollectionTransaction part, UUID id) {
    TypeFamily other = Routing.find(part.engine().latest(), shape.family().domain(), families, id);
    if (other != null && other.number() != shape.family().number()) {
      throw new KarstException(
              ErrorCode.UNIQUE_VIOLATION,
              "entity id " + id + " is already used in table \"" + other.name() + "\"")
          .withHint("An entity id belongs to one entity of the collection.");
    }
  }

  /** Checks NOT NULL and the limits of types. */
  void checkRow(@Nullable Object[] row) {
    if (row.length != shape.width()) {
      throw new IllegalArgumentException(
          "a row of " + shape.family().name() + " has " + shape.width() + " columns");
    }
    for (int i = 1; i <= shape.columnCount(); i++) {
      Object value = row[i];
      ColumnDescriptor column = shape.column(i);
      if (value == null) {
        if (!column.nullable()) {
          throw Violations.notNull(shape, i, row);
        }
        continue;
      }
      row[i] = checked(column, value);
    }
  }

  private static Object checked(ColumnDescriptor column, Object value) {
    ColumnType type = column.type();
    return switch (type.kind()) {
      case VARCHAR, CHAR, DECIMAL, VECTOR, ARRAY ->
          requireNonNull(Values.coerce(type, value), "coerced");
      default -> value;
    };
  }

  byte[] encode(RowWriter writer, @Nullable Object[] row) {
    for (int i : shape.positionsBySlot()) {
      if (!shape.isVector(i)) {
        writer.set(shape.slot(i), shape.type(i), row[i]);
      }
    }
    writer.skipTo(Math.max(0, shape.family().type().nextSlot()));
    return writer.toBytes();
  }

  private void writeVectors(
      CollectionTransaction part,
      UUID id,
      @Nullable Object @Nullable [] before,
      @Nullable Object[] after) {
    TypeFamily family = shape.family();
    for (int i = 1; i <= shape.columnCount(); i++) {
      if (!shape.isVector(i)) {
        continue;
      }
      float[] old = before == null ? null : (float[]) before[i];
      float[] now = (float[]) after[i];
      if (Arrays.equals(old, now)) {
        continue;
      }
      byte[] key = FamilyKeys.vector(shape.slot(i), id);
      if (before != null) {
        part.engine().getForUpdate(family.space(), key);
      }
      byte[] oldBytes = old == null ? null : VectorValue.toBytes(old);
      if (now == null) {
        part.engine().delete(family.space(), key);
        part.changed(Change.Operation.DELETE, family.number(), key, oldBytes, null);
      } else {
        byte[] stored = VectorValue.toBytes(now);
        part.engine().put(family.space(), key, stored);
        Change.Operation operation =
            old == null ? Change.Operation.INSERT : Change.Operation.UPDATE;
        part.changed(operation, family.number(), key, oldBytes, stored);
      }
    }
  }

  void noteValues(@Nullable Object[] row) {
    for (int i = 1; i <= shape.columnCount(); i++) {
      Object value = row[i];
      if (value != null && !shape.isVector(i)) {
        shape.family().sketches().add(shape.slot(i), value);
      }
    }
  }
}
