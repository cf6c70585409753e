package io.karst.sql.ddl;

import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import java.util.List;

/** References of other tables to a key that is about to go. */
final class References {
  private References() {}

  /**
   * Fails with 2BP01 if a foreign key refers to the columns, or plans its removal.
   *
   * @param slots columns of the key that goes
   * @param cascade drop the references instead of failing
   */
  static void refuseOrDrop(
      Collection collection,
      String type,
      List<Integer> slots,
      boolean cascade,
      List<Runnable> steps) {
    for (EntityTypeDescriptor other : collection.catalog().types().values()) {
      for (ForeignKeyDescriptor key : other.foreignKeys()) {
        if (!key.targetType().equals(type) || !key.targetSlots().equals(slots)) {
          continue;
        }
        if (!cascade) {
          throw new KarstException(
                  ErrorCode.DEPENDENT_OBJECTS,
                  "cannot drop a key of table " + type + " because other objects depend on it")
              .withDetail(
                  "constraint " + key.name() + " on table " + other.name() + " depends on it")
              .withHint("Use CASCADE to drop the dependent objects too.");
        }
        steps.add(0, () -> drop(collection, other.name(), key.name()));
      }
    }
  }

  /** Drops a foreign key of a table. */
  static void drop(Collection collection, String table, String foreignKey) {
    EntityTypeDescriptor present = collection.catalog().types().get(table);
    if (present != null) {
      TypeEdit edit = new TypeEdit(present);
      edit.foreignKeys.removeIf(key -> key.name().equals(foreignKey));
      collection.replaceType(edit.build());
    }
  }
}
