package io.karst.storage;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.table.ColumnRewrite;
import io.karst.storage.table.IndexBuild;
import io.karst.storage.table.RowConversion;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.tx.CollectionTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that get another type. A column moves to a new slot: every row gets a value in it, while
 * nobody else can write the type, and new indexes are filled; then the definition names the slot.
 * Alone, the rows are written in commits of their own, in bounded memory: until the definition is
 * in force nobody sees the slots, which were taken for good before. Inside a larger transaction
 * they are part of it.
 */
final class ColumnTypeChange {
  private final CollectionTransaction part;
  private final TypeFamily family;
  private final EntityTypeDescriptor changed;
  private final boolean direct;
  private final List<ColumnDescriptor> added = new ArrayList<>();
  private final List<IndexDescriptor> filled = new ArrayList<>();

  /**
   * Prepares a change.
   *
   * @param part holds the type for itself, at a snapshot with all its rows
   * @param changed the definition with the changed columns in new slots; its indexes name those
   * @param direct whether rows are written in commits of their own
   */
  ColumnTypeChange(
      CollectionTransaction part, TypeFamily family, EntityTypeDescriptor changed, boolean direct) {
    this.part = part;
    this.family = family;
    this.changed = changed;
    this.direct = direct;
    for (int slot = family.type().nextSlot(); slot < changed.nextSlot(); slot++) {
      added.add(changed.columnInSlot(slot));
    }
  }

  /** The columns in new slots, in their order. */
  List<ColumnDescriptor> added() {
    return added;
  }

  /** The indexes that {@link #run} has filled. */
  List<IndexDescriptor> filled() {
    return filled;
  }

  /**
   * Rewrites the rows and fills the indexes.
   *
   * @param conversion gives the values of the new columns in the order of their slots
   * @return the definition to be put in force
   */
  EntityTypeDescriptor run(RowConversion conversion) {
    ColumnRewrite.run(part, family, added, conversion, direct);
    if (direct) {
      part.engine().refreshSnapshot();
    }
    EntityTypeDescriptor numbered = TypeBuilder.withNewNumbers(changed, family.type().indexes());
    TypeFamily after =
        new TypeFamily(
            family.domain(), numbered, family.space(), family.keyPlan(), family.sketches());
    for (IndexDescriptor index : numbered.indexes()) {
      if (index.number() >= family.type().nextIndexNumber()) {
        IndexBuild.fill(part, after, index, direct);
        filled.add(index);
      }
    }
    return numbered;
  }
}
