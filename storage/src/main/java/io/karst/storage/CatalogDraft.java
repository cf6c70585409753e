package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.TreeMap;

/** A catalog that is being changed; by name. */
record CatalogDraft(
    TreeMap<String, EntityTypeDescriptor> types,
    TreeMap<String, ViewDescriptor> views,
    TreeMap<String, SequenceDescriptor> sequences,
    TreeMap<String, DomainDescriptor> domains) {

  static CatalogDraft of(CollectionCatalog catalog) {
    return new CatalogDraft(
        new TreeMap<>(catalog.types()),
        new TreeMap<>(catalog.views()),
        new TreeMap<>(catalog.sequences()),
        new TreeMap<>(catalog.domains()));
  }

  CollectionCatalog build(String collection, long epoch) {
    return new CollectionCatalog(collection, epoch, types, views, sequences, domains);
  }

  /**
   * Checks the name of a new relation.
   *
   * @throws KarstException DUPLICATE_TABLE if a table, view, sequence or index has it
   */
  static void requireFreeName(CollectionCatalog catalog, String name) {
    boolean taken =
        catalog.types().containsKey(name)
            || catalog.views().containsKey(name)
            || catalog.sequences().containsKey(name);
    for (EntityTypeDescriptor type : catalog.types().values()) {
      for (IndexDescriptor index : type.indexes()) {
        taken |= index.name().equals(name);
      }
    }
    if (taken) {
      throw new KarstException(
          ErrorCode.DUPLICATE_TABLE, "relation \"" + name + "\" already exists");
    }
  }

  /**
   * Checks the name of a new table, view, sequence or domain: each of them is a type.
   *
   * @throws KarstException DUPLICATE_OBJECT if another one has it
   */
  static void requireFreeType(CollectionCatalog catalog, String name) {
    if (catalog.domains().containsKey(name)
        || catalog.types().containsKey(name)
        || catalog.views().containsKey(name)) {
      throw new KarstException(ErrorCode.DUPLICATE_OBJECT, "type \"" + name + "\" already exists");
    }
  }
}
