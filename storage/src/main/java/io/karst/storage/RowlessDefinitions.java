package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.engine.EngineTransaction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes of what has no rows and no values of its own: views, domains, the schema's comment. */
final class RowlessDefinitions {
  private final CatalogStore store;
  private final EngineTransaction engine;
  private final CollectionCatalog catalog;
  private final Consumer<Consumer<CatalogDraft>> apply;

  /**
   * Changes definitions.
   *
   * @param catalog what is defined before the change
   * @param apply lets the transaction see a change
   */
  RowlessDefinitions(
      CatalogStore store,
      EngineTransaction engine,
      CollectionCatalog catalog,
      Consumer<Consumer<CatalogDraft>> apply) {
    this.store = store;
    this.engine = engine;
    this.catalog = catalog;
    this.apply = apply;
  }

  void createView(ViewDescriptor view, boolean replace) {
    boolean exists = catalog.views().containsKey(view.name());
    if (!exists || !replace) {
      CatalogDraft.requireFreeName(catalog, view.name());
      CatalogDraft.requireFreeType(catalog, view.name());
    }
    ViewDescriptor stamped = view.withEpoch(store.touch(engine));
    store.put(engine, stamped);
    apply.accept(draft -> draft.views().put(stamped.name(), stamped));
  }

  void dropView(String name) {
    if (!catalog.views().containsKey(name)) {
      throw new KarstException(ErrorCode.UNDEFINED_TABLE, "view \"" + name + "\" does not exist");
    }
    store.touch(engine);
    store.removeView(engine, name);
    apply.accept(draft -> draft.views().remove(name));
  }

  void comment(@Nullable String text) {
    store.touch(engine);
    store.putComment(engine, text);
    apply.accept(draft -> draft.comment(text));
  }

  void createDomain(DomainDescriptor domain) {
    CatalogDraft.requireFreeType(catalog, domain.name());
    putDomain(domain);
  }

  void replaceDomain(String present, DomainDescriptor replacement) {
    if (!present.equals(replacement.name())) {
      CatalogDraft.requireFreeType(catalog, replacement.name());
      dropDomain(present);
    }
    putDomain(replacement);
  }

  private void putDomain(DomainDescriptor domain) {
    store.touch(engine);
    store.put(engine, domain);
    apply.accept(draft -> draft.domains().put(domain.name(), domain));
  }

  void dropDomain(String name) {
    store.touch(engine);
    store.removeDomain(engine, name);
    apply.accept(draft -> draft.domains().remove(name));
  }
}
