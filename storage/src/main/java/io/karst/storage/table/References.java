package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor.Action;
import io.karst.storage.engine.LockMode;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
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
        if (refersHere(key) && differs(before, after, shape.positionsOf(key.targetSlots()))) {
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
        } else if (key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
          keyGone(transaction, child, key, row, null);
        }
      }
    }
  }

  /** The values a row has in the referenced key, or null if one is NULL. */
  private Object @Nullable [] referenced(ForeignKeyDescriptor key, @Nullable Object[] row) {
    if (key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
      return WideShape.nonNullValues(row, new int[] {0});
    }
    return WideShape.nonNullValues(row, shape.positionsOf(key.targetSlots()));
  }

  private boolean refersHere(ForeignKeyDescriptor key) {
    return key.targetType().equals(shape.family().name());
  }

  private void deferParentCheck(
      StoreTransaction transaction, ForeignKeyDescriptor key, @Nullable Object[] row) {
    Object[] values = WideShape.nonNullValues(row, shape.positionsOf(key.slots()));
    if (values == null) {
      return;
    }
    CheckIdentity identity =
        new CheckIdentity(shape.family().number(), key.name(), true, Arrays.asList(values));
    if (!transaction.isDeferred(identity)) {
      transaction.defer(identity, checked -> requireParent(checked, key, values));
    }
  }

  private void requireParent(
      StoreTransaction transaction, ForeignKeyDescriptor key, Object[] values) {
    if (!parentExists(transaction.in(shape.family().domain()), key, values)) {
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

  /** Values in the types of the referenced columns. */
  static Object[] converted(WideShape parent, ForeignKeyDescriptor key, Object[] values) {
    int[] positions = parent.positionsOf(key.targetSlots());
    Object[] converted = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = Values.coerce(parent.type(positions[i]), values[i]);
      converted[i] = java.util.Objects.requireNonNull(value, "value");
    }
    return converted;
  }

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
    if (action == Action.NO_ACTION) {
      deferChildCheck(transaction, child, key, values);
      return;
    }
    List<@Nullable Object[]> children = ChildRows.find(transaction, families, child, key, values);
    if (children.isEmpty()) {
      return;
    }
    WideTable table = new WideTable(child, families);
    switch (action) {
      case RESTRICT ->
          throw Violations.stillReferenced(shape, parentPositions(key), values, child, key);
      case CASCADE -> {
        for (@Nullable Object[] row : children) {
          if (after == null) {
            table.delete(transaction, row);
          } else {
            replace(transaction, table, key, row, referenced(key, after));
          }
        }
      }
      case SET_NULL -> {
        for (@Nullable Object[] row : children) {
          replace(transaction, table, key, row, null);
        }
      }
      default ->
          throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "SET DEFAULT of constraint \"" + key.name() + "\" is not supported");
    }
  }

  private static long ownRows(StoreTransaction transaction, TypeFamily child) {
    return transaction.in(child.domain()).rowDelta(child.number(), 1);
  }

  private static void replace(
      StoreTransaction transaction,
      WideTable table,
      ForeignKeyDescriptor key,
      @Nullable Object[] row,
      Object @Nullable [] values) {
    @Nullable Object[] changed = row.clone();
    List<Integer> slots = key.slots();
    for (int i = 0; i < slots.size(); i++) {
      int position = table.family().type().positionOfSlot(slots.get(i)) + 1;
      changed[position] = values == null ? null : values[i];
    }
    table.update(transaction, row, changed);
  }

  private void deferChildCheck(
      StoreTransaction transaction, TypeFamily child, ForeignKeyDescriptor key, Object[] values) {
    transaction.defer(
        new CheckIdentity(child.number(), key.name(), false, Arrays.asList(values)),
        checked -> {
          boolean gone = !keyExists(checked, key, values);
          if (gone && !ChildRows.find(checked, families, child, key, values).isEmpty()) {
            throw Violations.stillReferenced(shape, parentPositions(key), values, child, key);
          }
        });
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
      if (!Values.same(shape.type(position).kind(), before[position], after[position])) {
        return true;
      }
    }
    return false;
  }

  private record CheckIdentity(
      int typeNumber, String constraint, boolean ofChild, List<Object> values) {}
}
