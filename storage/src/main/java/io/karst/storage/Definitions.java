package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.table.TypeMaintenance;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.CrossCommit;
import io.karst.storage.tx.StoreTransaction;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The definitions of a collection that are in force, and the way to change them. Thread-safe. */
final class Definitions {
  private static final int MAX_ATTEMPTS = 100;

  private final CollectionDomain domain;
  private final CatalogStore store;
  private final LiveTypes types;
  private final SequenceStore sequences;
  private final CrossCommit crossCommit;
  private final Runnable changed;

  /**
   * Creates the definitions of a collection that is open.
   *
   * @param changed called after every change, also of those that are not committed yet
   */
  Definitions(
      CollectionDomain domain,
      CatalogStore store,
      LiveTypes types,
      CrossCommit crossCommit,
      Runnable changed) {
    this.domain = domain;
    this.store = store;
    this.types = types;
    this.sequences = new SequenceStore(domain);
    this.crossCommit = crossCommit;
    this.changed = changed;
  }

  CollectionDomain domain() {
    return domain;
  }

  CatalogStore store() {
    return store;
  }

  LiveTypes types() {
    return types;
  }

  SequenceStore sequences() {
    return sequences;
  }

  /** Says that somebody sees other definitions than before. */
  void changed() {
    changed.run();
  }

  /** Changes definitions in a transaction of its own, again if it loses a race. */
  void alone(Consumer<DefinitionChange> work) {
    for (int attempt = 1; ; attempt++) {
      CollectionTransaction part = StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT);
      try (StoreTransaction transaction =
          new StoreTransaction(TransactionOptions.DEFAULT, List.of(part), crossCommit)) {
        work.accept(DefinitionChange.begin(this, transaction, true));
        transaction.commit();
        return;
      } catch (KarstException e) {
        if (e.code() != ErrorCode.SERIALIZATION_FAILURE || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  void analyze(@Nullable String typeName) {
    for (TypeFamily family : types.all()) {
      if (typeName == null || family.name().equals(typeName)) {
        TypeMaintenance.analyze(family);
      }
    }
    saveStatistics();
    changed();
  }

  void saveStatistics() {
    StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT)
        .commitAlone(
            engine -> {
              for (TypeFamily family : types.all()) {
                byte[] key = CatalogStore.sketchKey(family.number());
                engine.put(domain.catalog(), key, family.sketches().encode());
              }
            });
  }
}
