package io.karst.storage;

import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.TreeMap;

/** A catalog that is being changed; by name. */
record CatalogDraft(
    TreeMap<String, EntityTypeDescriptor> types,
    TreeMap<String, ViewDescriptor> views,
    TreeMap<String, SequenceDescriptor> sequences) {

  static CatalogDraft of(CollectionCatalog catalog) {
    return new CatalogDraft(
        new TreeMap<>(catalog.types()),
        new TreeMap<>(catalog.views()),
        new TreeMap<>(catalog.sequences()));
  }

  CollectionCatalog build(String collection, long epoch) {
    return new CollectionCatalog(collection, epoch, types, views, sequences);
  }
}
