package io.karst.storage;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.TypeComments;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes descriptors from specifications and from other descriptors, checking what they refer to.
 */
final class TypeBuilder {
  private TypeBuilder() {}

  static EntityTypeDescriptor build(EntityTypeSpec spec, int number, CollectionCatalog catalog) {
    Set<String> names = new HashSet<>();
    for (ColumnDescriptor column : spec.columns()) {
      if (!names.add(column.name())) {
        throw new KarstException(
            ErrorCode.DUPLICATE_COLUMN,
            "column \"" + column.name() + "\" specified more than once");
      }
    }
    List<ColumnDescriptor> columns = new ArrayList<>();
    for (ColumnDescriptor column : spec.columns()) {
      boolean inKey = spec.primaryKey().contains(column.name());
      columns.add(inKey ? column.withNullable(false) : column);
    }
    EntityTypeDescriptor type =
        new EntityTypeDescriptor(
            number,
            spec.name(),
            0,
            columns,
            columns.size(),
            1,
            List.of(),
            null,
            List.of(),
            List.of(),
            spec.checks(),
            TypeComments.NONE);
    if (!spec.primaryKey().isEmpty()) {
      type =
          withPrimaryKey(
              type, spec.primaryKey(), java.util.Objects.requireNonNull(spec.primaryKeyName()));
    }
    for (EntityTypeSpec.UniqueKey key : spec.uniqueKeys()) {
      type =
          withIndex(
              type,
              key.name(),
              key.columns(),
              Collections.nCopies(key.columns().size(), false),
              true,
              IndexDescriptor.Role.UNIQUE_CONSTRAINT);
    }
    for (ForeignKeyDescriptor key : spec.foreignKeys()) {
      type = withForeignKey(type, key, catalog);
    }
    return withOwnIds(type);
  }

  static EntityTypeDescriptor withEpoch(EntityTypeDescriptor type, long epoch) {
    return new EntityTypeDescriptor(
        type.number(),
        type.name(),
        epoch,
        type.columns(),
        type.nextSlot(),
        type.nextIndexNumber(),
        type.primaryKey(),
        type.primaryKeyName(),
        type.indexes(),
        type.foreignKeys(),
        type.checks(),
        type.comments());
  }

  static EntityTypeDescriptor withNextSlot(EntityTypeDescriptor type, int nextSlot) {
    return new EntityTypeDescriptor(
        type.number(),
        type.name(),
        type.epoch(),
        type.columns(),
        nextSlot,
        type.nextIndexNumber(),
        type.primaryKey(),
        type.primaryKeyName(),
        type.indexes(),
        type.foreignKeys(),
        type.checks(),
        type.comments());
  }

  /** The type with new numbers for those of its indexes that are not among the present ones. */
  static EntityTypeDescriptor withNewNumbers(
      EntityTypeDescriptor type, List<IndexDescriptor> present) {
    int next = type.nextIndexNumber();
    List<IndexDescriptor> indexes = new ArrayList<>();
    for (IndexDescriptor index : type.indexes()) {
      if (present.contains(index)) {
        indexes.add(index);
        continue;
      }
      for (int slot : index.slots()) {
        requireIndexable(type.columnInSlot(slot));
      }
      indexes.add(index.withNumber(next++));
    }
    return withIndexes(type, indexes, next);
  }

  static EntityTypeDescriptor withIndex(
      EntityTypeDescriptor type,
      String name,
      List<String> columns,
      List<Boolean> descending,
      boolean unique,
      IndexDescriptor.Role role) {
    List<Integer> slots = slots(type, columns);
    for (int slot : slots) {
      requireIndexable(type.columnInSlot(slot));
    }
    List<IndexDescriptor> indexes = new ArrayList<>(type.indexes());
    indexes.add(new IndexDescriptor(type.nextIndexNumber(), name, slots, descending, unique, role));
    return withIndexes(type, indexes, type.nextIndexNumber() + 1);
  }

  static EntityTypeDescriptor withoutIndex(EntityTypeDescriptor type, IndexDescriptor index) {
    List<IndexDescriptor> indexes = new ArrayList<>(type.indexes());
    indexes.remove(index);
    return withIndexes(type, indexes, type.nextIndexNumber());
  }

  static EntityTypeDescriptor withForeignKey(
      EntityTypeDescriptor type, ForeignKeyDescriptor key, CollectionCatalog catalog) {
    if (!key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
      EntityTypeDescriptor target =
          key.targetType().equals(type.name()) ? type : catalog.types().get(key.targetType());
      if (target == null) {
        throw new KarstException(
            ErrorCode.UNDEFINED_TABLE, "relation \"" + key.targetType() + "\" does not exist");
      }
      requireKey(target, key);
    }
    List<ForeignKeyDescriptor> keys = new ArrayList<>(type.foreignKeys());
    keys.add(key);
    return withForeignKeys(type, keys);
  }

  static EntityTypeDescriptor withoutForeignKey(
      EntityTypeDescriptor type, ForeignKeyDescriptor key) {
    List<ForeignKeyDescriptor> keys = new ArrayList<>(type.foreignKeys());
    keys.remove(key);
    return withForeignKeys(type, keys);
  }

  /** Types whose references follow a renamed type. */
  static List<EntityTypeDescriptor> retarget(
      CollectionCatalog catalog,
      EntityTypeDescriptor old,
      EntityTypeDescriptor renamed,
      long epoch) {
    List<EntityTypeDescriptor> followers = new ArrayList<>();
    if (old.name().equals(renamed.name())) {
      return followers;
    }
    for (EntityTypeDescriptor type : catalog.types().values()) {
      boolean refers = false;
      List<ForeignKeyDescriptor> keys = new ArrayList<>();
      for (ForeignKeyDescriptor key : type.foreignKeys()) {
        boolean follows = key.targetType().equals(old.name());
        refers |= follows;
        keys.add(follows ? key.to(renamed.name()) : key);
      }
      if (refers && type.number() != renamed.number()) {
        followers.add(withEpoch(withForeignKeys(type, keys), epoch));
      }
    }
    return followers;
  }

  private static EntityTypeDescriptor withPrimaryKey(
      EntityTypeDescriptor type, List<String> columns, String name) {
    List<Integer> slots = slots(type, columns);
    List<ColumnType> types = new ArrayList<>();
    for (int slot : slots) {
      ColumnDescriptor column = type.columnInSlot(slot);
      requireIndexable(column);
      types.add(column.type());
    }
    EntityTypeDescriptor keyed =
        new EntityTypeDescriptor(
            type.number(),
            type.name(),
            type.epoch(),
            type.columns(),
            type.nextSlot(),
            type.nextIndexNumber(),
            slots,
            name,
            type.indexes(),
            type.foreignKeys(),
            type.checks(),
            type.comments());
    return EntityKeyPlan.of(types).kind() == EntityKeyPlan.Kind.HASHED
        ? withKeyIndex(keyed)
        : keyed;
  }

  private static EntityTypeDescriptor withKeyIndex(EntityTypeDescriptor type) {
    List<String> columns = new ArrayList<>();
    for (int slot : type.primaryKey()) {
      columns.add(type.columnInSlot(slot).name());
    }
    return withIndex(
        type,
        requireNonNull(type.primaryKeyName(), "key name"),
        columns,
        Collections.nCopies(columns.size(), false),
        true,
        IndexDescriptor.Role.PRIMARY_KEY);
  }

  /**
   * The type with ids of its own if its key, a UUID, refers to rows of another type: those have
   * these ids already. Only for types without rows.
   */
  static EntityTypeDescriptor withOwnIds(EntityTypeDescriptor type) {
    boolean shared = false;
    for (ForeignKeyDescriptor key : type.foreignKeys()) {
      shared |=
          key.slots().equals(type.primaryKey())
              && !key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)
              && !key.targetType().equals(type.name());
    }
    boolean isUuid =
        type.primaryKey().size() == 1
            && type.columnInSlot(type.primaryKey().get(0)).type().kind() == TypeKind.UUID;
    return shared && isUuid && !type.hasKeyIndex() ? withKeyIndex(type) : type;
  }

  private static List<Integer> slots(EntityTypeDescriptor type, List<String> columns) {
    List<Integer> slots = new ArrayList<>();
    for (String name : columns) {
      ColumnDescriptor column = type.column(name);
      if (column == null) {
        throw new KarstException(
            ErrorCode.UNDEFINED_COLUMN, "column \"" + name + "\" named in key does not exist");
      }
      if (slots.contains(column.slot())) {
        throw new KarstException(
            ErrorCode.DUPLICATE_COLUMN, "column \"" + name + "\" appears twice in a key");
      }
      slots.add(column.slot());
    }
    return slots;
  }

  private static void requireIndexable(ColumnDescriptor column) {
    switch (column.type().kind()) {
      case VECTOR, JSON ->
          throw new KarstException(
              ErrorCode.UNDEFINED_OBJECT,
              "column \""
                  + column.name()
                  + "\" of type "
                  + column.type()
                  + " cannot be part of a key");
      default -> {
        return;
      }
    }
  }

  private static void requireKey(EntityTypeDescriptor target, ForeignKeyDescriptor key) {
    boolean isKey = target.primaryKey().equals(key.targetSlots());
    for (IndexDescriptor index : target.indexes()) {
      isKey |= index.unique() && index.slots().equals(key.targetSlots());
    }
    if (!isKey) {
      throw new KarstException(
          ErrorCode.INVALID_FOREIGN_KEY,
          "there is no unique constraint matching given keys for referenced table \""
              + target.name()
              + "\"");
    }
  }

  private static EntityTypeDescriptor withIndexes(
      EntityTypeDescriptor type, List<IndexDescriptor> indexes, int nextIndexNumber) {
    return new EntityTypeDescriptor(
        type.number(),
        type.name(),
        type.epoch(),
        type.columns(),
        type.nextSlot(),
        nextIndexNumber,
        type.primaryKey(),
        type.primaryKeyName(),
        indexes,
        type.foreignKeys(),
        type.checks(),
        type.comments());
  }

  private static EntityTypeDescriptor withForeignKeys(
      EntityTypeDescriptor type, List<ForeignKeyDescriptor> keys) {
    return new EntityTypeDescriptor(
        type.number(),
        type.name(),
        type.epoch(),
        type.columns(),
        type.nextSlot(),
        type.nextIndexNumber(),
        type.primaryKey(),
        type.primaryKeyName(),
        type.indexes(),
        keys,
        type.checks(),
        type.comments());
  }
}
