package io.karst.storage.table;

import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor.Action;
import io.karst.storage.engine.LockMode;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Foreign keys of a type, seen from both ends.
 *
 * <p>A new reference is checked at the end of the statement, once per distinct key, while the
 * referenced key is locked SHARED; whoever removes a key holds it EXCLUSIVE. So one of two racing
 * transactions waits for the other and then sees what it did.
 */
final class References {
  private final WideShape shape;
  private final Families families;
  private final Map<Integer, KeyLookup> parents = new ConcurrentHashMap<>();

  References(WideShape shape, Families families) {
    this.shape = shape;
    this.families = families;
  }

  void inserted(StoreTransaction transaction, @Nullable Object[] row) {
    for (ForeignKeyDescriptor key : shape.family().type().foreignKeys()) {
      deferParentCheck(transaction, key, row);
    }
  }

  void updated(StoreTransaction transaction, @Nullable Object[] before, @Nullable Object[] after) {
    for (ForeignKeyDescriptor key : shape.family().type().foreignKeys()) {
      if (differs(before, after, shape.positionsOf(key.slots()))) {
        deferParentCheck(transaction, key, after);
      }
    }
    for (TypeFamily child : families.all()) {
      for (ForeignKeyDescriptor key : child.type().foreignKeys()) {
        if (refersHere(key) && differs(before, after, parentPositions(key))) {
          keyGone(transaction, child, key, before, after);
        }
      }
    }
  }

  void deleted(StoreTransaction transaction, @Nullable Object[] row) {
    for (TypeFamily child : families.all()) {
      for (ForeignKeyDescriptor key : child.type().foreignKeys()) {
        if (refersHere(key)) {
          keyGone(transaction, child, key, row, null);
        }
      }
    }
  }

  /** The values a row has in the referenced key, or null if one is NULL. */
  private Object @Nullable [] referenced(ForeignKeyDescriptor key, @Nullable Object[] row) {
    return WideShape.nonNullValues(row, parentPositions(key));
  }

  private boolean refersHere(ForeignKeyDescriptor key) {
    return key.targetType().equals(shape.family().name())
        || key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY);
  }

  private void deferParentCheck(
      StoreTransaction transaction, ForeignKeyDescriptor key, @Nullable Object[] row) {
    Object[] values = WideShape.nonNullValues(row, shape.positionsOf(key.slots()));
    if (values == null) {
      return;
    }
    Identity identity = new Identity(shape.family().number(), key.name(), true, values);
    if (transaction.isDeferred(identity)) {
      return;
    }
    if (transaction.waitsForCommit(key)) {
      transaction.deferToCommit(identity, key, checked -> requireParent(checked, key, values));
    } else {
      transaction.defer(identity, checked -> requireParent(checked, key, values));
    }
  }

  /** Fails unless the key exists, or the rows that need it are gone or changed since. */
  private void requireParent(
      StoreTransaction transaction, ForeignKeyDescriptor key, Object[] values) {
    CollectionTransaction part = transaction.in(shape.family().domain());
    if (!parentExists(part, key, values)
        && !ChildRows.find(transaction, families, shape.family(), key, values).isEmpty()) {
      throw Violations.missingParent(shape, key, shape.positionsOf(key.slots()), values);
    }
  }

  /** Whether the referenced key exists in the newest state; holds it until the end. */
  boolean parentExists(CollectionTransaction part, ForeignKeyDescriptor key, Object[] values) {
    if (key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
      UUID id = (UUID) values[0];
      TypeFamily family =
          Routing.find(part.engine().latest(), shape.family().domain(), families, id);
      return family != null && Writes.holdEntity(part, family, id);
    }
    TypeFamily target = families.byName(key.targetType());
    if (target == null) {
      return false;
    }
    KeyLookup lookup = lookup(target);
    Object[] converted = converted(lookup.shape(), key, values);
    if (converted == null) {
      return false;
    }
    if (!part.isExclusive(target.number())) {
      byte[] lockKey = lookup.lockKey(key.targetSlots(), converted);
      part.engine().lock(target.space(), lockKey, LockMode.SHARED);
    }
    return lookup.find(part.engine().latest(), key.targetSlots(), converted) != null;
  }

  /** Made once per type and definition: a shape costs more than a look-up. */
  @SuppressWarnings("ReferenceEquality") // a new definition is a new object
  private KeyLookup lookup(TypeFamily target) {
    KeyLookup lookup = parents.get(target.number());
    if (lookup == null || lookup.shape().family() != target) {
      lookup = new KeyLookup(new WideShape(target));
      parents.put(target.number(), lookup);
    }
    return lookup;
  }

  /** Values in the types of the referenced columns; null if one of them has no such value. */
  static Object @Nullable [] converted(
      WideShape parent, ForeignKeyDescriptor key, Object[] values) {
    int[] positions = parent.positionsOf(key.targetSlots());
    ColumnType[] types = new ColumnType[positions.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = parent.type(positions[i]);
    }
    return converted(types, values);
  }

  /** Values in other types; null if one of them has no such value. */
  static Object @Nullable [] converted(ColumnType[] types, Object[] values) {
    Object[] converted = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!fits(types[i].kind(), values[i])) {
        return null;
      }
      converted[i] = java.util.Objects.requireNonNull(Values.coerce(types[i], values[i]), "value");
    }
    return converted;
  }

  private static boolean fits(TypeKind kind, Object value) {
    if (!(value instanceof Long || value instanceof Integer)) {
      return true;
    }
    long number = ((Number) value).longValue();
    return switch (kind) {
      case SMALLINT -> number == (short) number;
      case INTEGER -> number == (int) number;
      default -> true;
    };
  }

  /** Leaves what a reference does about a vanished key to the end of the statement. */
  private void keyGone(
      StoreTransaction transaction,
      TypeFamily child,
      ForeignKeyDescriptor key,
      @Nullable Object[] before,
      @Nullable Object @Nullable [] after) {
    Object[] values = referenced(key, before);
    if (values == null || (child.counters().rows(1) == 0 && ownRows(transaction, child) == 0)) {
      return;
    }
    Action action = after == null ? key.onDelete() : key.onUpdate();
    Identity identity = new Identity(child.number(), key.name(), false, values);
    if (action == Action.NO_ACTION && transaction.waitsForCommit(key)) {
      transaction.deferToCommit(identity, key, checked -> refuse(checked, child, key, values));
    } else if (action == Action.NO_ACTION) {
      transaction.defer(identity, checked -> refuse(checked, child, key, values));
    } else if (action == Action.RESTRICT) {
      transaction.defer(identity, checked -> requireNoRows(checked, child, key, values));
    } else {
      @Nullable Object[] replacement = after == null ? null : replacement(key, after);
      transaction.deferAction(
          identity, running -> act(running, action, child, key, values, replacement));
    }
  }

  private @Nullable Object[] replacement(ForeignKeyDescriptor key, @Nullable Object[] after) {
    int[] positions = parentPositions(key);
    @Nullable Object[] values = new @Nullable Object[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = after[positions[i]];
    }
    return values;
  }

  private void act(
      StoreTransaction transaction,
      Action action,
      TypeFamily child,
      ForeignKeyDescriptor key,
      Object[] values,
      @Nullable Object @Nullable [] replacement) {
    List<@Nullable Object[]> children = ChildRows.find(transaction, families, child, key, values);
    if (children.isEmpty()) {
      return;
    }
    WideTable table = new WideTable(child, families);
    if (action == Action.CASCADE && replacement == null) {
      for (@Nullable Object[] row : children) {
        table.delete(transaction, row);
      }
      return;
    }
    ReferringRows rows = new ReferringRows(transaction, table, key);
    switch (action) {
      case CASCADE -> rows.set(children, java.util.Objects.requireNonNull(replacement));
      case SET_NULL -> rows.set(children, new @Nullable Object[key.slots().size()]);
      case SET_DEFAULT -> {
        rows.set(children, rows.defaults());
        Identity identity = new Identity(child.number(), key.name(), false, values);
        transaction.defer(identity, checked -> refuse(checked, child, key, values));
      }
      default -> throw new IllegalArgumentException("not an action: " + action);
    }
  }

  private static long ownRows(StoreTransaction transaction, TypeFamily child) {
    return transaction.in(child.domain()).rowDelta(child.number(), 1);
  }

  /** NO ACTION: fails unless the key is back or nobody refers to it. */
  private void refuse(
      StoreTransaction transaction, TypeFamily child, ForeignKeyDescriptor key, Object[] values) {
    if (!keyExists(transaction, key, values)) {
      requireNoRows(transaction, child, key, values);
    }
  }

  private void requireNoRows(
      StoreTransaction transaction, TypeFamily child, ForeignKeyDescriptor key, Object[] values) {
    if (!ChildRows.find(transaction, families, child, key, values).isEmpty()) {
      throw Violations.stillReferenced(shape, parentPositions(key), values, child, key);
    }
  }

  private boolean keyExists(
      StoreTransaction transaction, ForeignKeyDescriptor key, Object[] values) {
    CollectionTransaction part = transaction.in(shape.family().domain());
    if (key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
      byte[] core = FamilyKeys.core((UUID) values[0]);
      return part.engine().latest().get(shape.family().space(), core) != null;
    }
    return new KeyLookup(shape).find(part.engine().latest(), key.targetSlots(), values) != null;
  }

  private int[] parentPositions(ForeignKeyDescriptor key) {
    return key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)
        ? new int[] {0}
        : shape.positionsOf(key.targetSlots());
  }

  private boolean differs(@Nullable Object[] before, @Nullable Object[] after, int[] positions) {
    for (int position : positions) {
      TypeKind kind = shape.shape().columns().get(position).type().kind();
      if (!Values.same(kind, before[position], after[position])) {
        return true;
      }
    }
    return false;
  }

  private record Identity(int typeNumber, String constraint, boolean ofChild, List<Object> values) {
    Identity(int typeNumber, String constraint, boolean ofChild, Object[] values) {
      this(typeNumber, constraint, ofChild, Arrays.asList(values));
    }
  }
}
