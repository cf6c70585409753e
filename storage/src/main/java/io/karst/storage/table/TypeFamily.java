package io.karst.storage.table;

import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.engine.Space;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.stats.ColumnSketches;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.TypeCounters;

/**
 * An entity type at work: its definition and the column family that holds its rows. Immutable but
 * for its counters; a changed definition is another object on the same space.
 *
 * @param domain the collection
 * @param type the definition
 * @param space the column family
 * @param keyPlan how primary keys and entity ids map
 * @param sketches distinct-value statistics
 */
public record TypeFamily(
    CollectionDomain domain,
    EntityTypeDescriptor type,
    Space space,
    EntityKeyPlan keyPlan,
    ColumnSketches sketches) {

  public TypeCounters counters() {
    return domain.counters(type.number());
  }

  public String name() {
    return type.name();
  }

  public int number() {
    return type.number();
  }
}
