package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A catalog that is being changed; by name. */
final class CatalogDraft {
  private final TreeMap<String, EntityTypeDescriptor> types;
  private final TreeMap<String, ViewDescriptor> views;
  private final TreeMap<String, SequenceDescriptor> sequences;
  private final TreeMap<String, DomainDescriptor> domains;
  private @Nullable String comment;

  private CatalogDraft(CollectionCatalog catalog) {
    this.types = new TreeMap<>(catalog.types());
    this.views = new TreeMap<>(catalog.views());
    this.sequences = new TreeMap<>(catalog.sequences());
    this.domains = new TreeMap<>(catalog.domains());
    this.comment = catalog.comment();
  }

  static CatalogDraft of(CollectionCatalog catalog) {
    return new CatalogDraft(catalog);
  }

  Map<String, EntityTypeDescriptor> types() {
    return types;
  }

  Map<String, ViewDescriptor> views() {
    return views;
  }

  Map<String, SequenceDescriptor> sequences() {
    return sequences;
  }

  Map<String, DomainDescriptor> domains() {
    return domains;
  }

  void comment(@Nullable String text) {
    comment = text;
  }

  CollectionCatalog build(String collection, long epoch) {
    return new CollectionCatalog(collection, epoch, comment, types, views, sequences, domains);
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
