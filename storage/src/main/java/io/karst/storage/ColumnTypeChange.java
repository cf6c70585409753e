package io.karst.storage;

import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.engine.LockMode;
import io.karst.storage.table.ColumnRewrite;
import io.karst.storage.table.IndexBuild;
import io.karst.storage.table.RowConversion;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.table.TypeMaintenance;
import io.karst.storage.tx.CollectionTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that get another type. A column moves to a new slot: first the slots are taken, for good;
 * then every row gets values in them, while nobody can write the type; then one commit puts the
 * definition in force together with new indexes. Whatever happens before that commit changes
 * nothing that anybody sees.
 */
final class ColumnTypeChange {
  private final Definitions definitions;
  private final CatalogStore store;
  private final LiveTypes types;

  ColumnTypeChange(Definitions definitions, CatalogStore store, LiveTypes types) {
    this.definitions = definitions;
    this.store = store;
    this.types = types;
  }

  /**
   * Changes a type.
   *
   * @param changed the definition with the changed columns in new slots; its indexes name those
   * @param conversion gives the values of these columns in the order of their slots
   */
  void run(EntityTypeDescriptor changed, RowConversion conversion) {
    EntityTypeDescriptor current = types.familyByNumber(changed.number()).type();
    definitions.replaceType(TypeBuilder.withNextSlot(current, changed.nextSlot()));
    List<IndexDescriptor> replaced = new ArrayList<>();
    for (IndexDescriptor index : current.indexes()) {
      if (!changed.indexes().contains(index)) {
        replaced.add(index);
      }
    }
    EntityTypeDescriptor numbered = TypeBuilder.withNewNumbers(changed, current.indexes());
    try (Definitions.CheckedPart checked = new Definitions.CheckedPart(definitions.beginChange())) {
      CollectionTransaction part = checked.part();
      part.lockType(changed.number(), LockMode.EXCLUSIVE);
      part.engine().refreshSnapshot();
      TypeFamily before = types.familyByNumber(changed.number());
      List<ColumnDescriptor> added = added(current, numbered);
      ColumnRewrite.run(part, before, added, conversion);
      part.engine().refreshSnapshot();
      publish(part, before, numbered, added);
    }
    TypeFamily family = types.familyByNumber(changed.number());
    replaced.forEach(index -> TypeMaintenance.deleteIndexEntries(family, index));
  }

  private void publish(
      CollectionTransaction part,
      TypeFamily before,
      EntityTypeDescriptor numbered,
      List<ColumnDescriptor> added) {
    TypeFamily after =
        new TypeFamily(
            before.domain(), numbered, before.space(), before.keyPlan(), before.sketches());
    List<Integer> fresh = new ArrayList<>();
    for (IndexDescriptor index : numbered.indexes()) {
      if (index.number() >= before.type().nextIndexNumber()) {
        IndexBuild.fill(part, after, index);
        fresh.add(index.number());
      }
    }
    completeSince(numbered, added, fresh, Long.MAX_VALUE);
    definitions.publish(
        part,
        writer -> {
          EntityTypeDescriptor stamped =
              TypeBuilder.withEpoch(numbered, store.touch(writer.engine()));
          store.put(writer.engine(), stamped);
          return next -> next.types().put(stamped.name(), stamped);
        });
    completeSince(numbered, added, fresh, definitions.domain().engine().lastSequence());
  }

  private void completeSince(
      EntityTypeDescriptor type,
      List<ColumnDescriptor> columns,
      List<Integer> indexes,
      long sequence) {
    columns.forEach(column -> types.slotCompleteSince(type.number(), column.slot(), sequence));
    indexes.forEach(index -> types.indexCompleteSince(type.number(), index, sequence));
  }

  private static List<ColumnDescriptor> added(
      EntityTypeDescriptor current, EntityTypeDescriptor changed) {
    List<ColumnDescriptor> added = new ArrayList<>();
    for (int slot = current.nextSlot(); slot < changed.nextSlot(); slot++) {
      added.add(changed.columnInSlot(slot));
    }
    return added;
  }
}
