package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.check.IntegrityChecker;
import io.karst.storage.check.Problem;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.key.Subspace;
import io.karst.storage.table.Attachments;
import io.karst.storage.table.BulkInsert;
import io.karst.storage.table.IndexBuild;
import io.karst.storage.table.RowConversion;
import io.karst.storage.table.StoreTable;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.table.TypeMaintenance;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.TypeKind;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a collection's definitions, one at a time. Each is one commit of the catalog; readers
 * see the state before or after it.
 */
final class Definitions {
  private final CollectionDomain domain;
  private final CatalogStore store;
  private final LiveTypes types;
  private final Runnable changed;

  /**
   * @param changed called after every change, to move the database's catalog version
   */
  Definitions(CollectionDomain domain, CatalogStore store, LiveTypes types, Runnable changed) {
    this.domain = domain;
    this.store = store;
    this.types = types;
    this.changed = changed;
  }

  CollectionDomain domain() {
    return domain;
  }

  CollectionCatalog catalog() {
    return types.catalog();
  }

  @Nullable StoreTable findTable(String tableName) {
    return types.findTable(tableName);
  }

  List<String> modelTableNames() {
    return types.modelTableNames();
  }

  SequenceDescriptor sequence(String name) {
    SequenceDescriptor sequence = catalog().sequences().get(name);
    if (sequence == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "sequence \"" + name + "\" does not exist");
    }
    return sequence;
  }

  synchronized void createType(EntityTypeSpec spec) {
    requireFreeName(spec.name());
    int number = store.takeTypeNumber();
    EntityTypeDescriptor type = TypeBuilder.build(spec, number, catalog());
    domain.engine().createSpace(LiveTypes.spaceName(number), SpaceOptions.ROWS);
    change(
        part -> {
          EntityTypeDescriptor stamped = TypeBuilder.withEpoch(type, store.touch(part.engine()));
          store.put(part.engine(), stamped);
          return next -> next.types().put(stamped.name(), stamped);
        });
  }

  synchronized void dropType(String name, boolean cascade) {
    EntityTypeDescriptor type = types.family(name).type();
    for (EntityTypeDescriptor other : catalog().types().values()) {
      for (ForeignKeyDescriptor key : other.foreignKeys()) {
        if (key.targetType().equals(name) && !other.name().equals(name)) {
          if (!cascade) {
            throw new KarstException(
                    ErrorCode.DEPENDENT_OBJECTS,
                    "cannot drop table " + name + " because other objects depend on it")
                .withDetail(
                    "constraint "
                        + key.name()
                        + " on table "
                        + other.name()
                        + " depends on table "
                        + name)
                .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
          }
          replaceType(TypeBuilder.withoutForeignKey(types.family(other.name()).type(), key));
        }
      }
    }
    TypeFamily family = types.family(name);
    change(
        part -> {
          part.lockType(type.number(), LockMode.EXCLUSIVE);
          for (TypeFamily other : types.all()) {
            if (other.number() != type.number()) {
              Attachments.deleteEdgesInto(part, other, family);
            }
          }
          store.touch(part.engine());
          store.removeType(part.engine(), type.number());
          part.engine().delete(domain.catalog(), CollectionDomain.counterKey(type.number()));
          part.engine().delete(domain.catalog(), CatalogStore.sketchKey(type.number()));
          return next -> next.types().remove(name);
        });
    domain.forget(type.number());
    domain.engine().dropSpace(family.space());
  }

  synchronized void replaceType(EntityTypeDescriptor replacement) {
    EntityTypeDescriptor current = types.familyByNumber(replacement.number()).type();
    if (!current.name().equals(replacement.name())) {
      requireFreeName(replacement.name());
    }
    change(
        part -> {
          part.lockType(replacement.number(), LockMode.EXCLUSIVE);
          long epoch = store.touch(part.engine());
          EntityTypeDescriptor stamped = TypeBuilder.withEpoch(replacement, epoch);
          store.put(part.engine(), stamped);
          List<EntityTypeDescriptor> followers =
              TypeBuilder.retarget(catalog(), current, stamped, epoch);
          for (EntityTypeDescriptor follower : followers) {
            store.put(part.engine(), follower);
          }
          return next -> {
            next.types().remove(current.name());
            next.types().put(stamped.name(), stamped);
            for (EntityTypeDescriptor follower : followers) {
              next.types().put(follower.name(), follower);
            }
          };
        });
    for (ColumnDescriptor column : current.columns()) {
      boolean dropped = replacement.positionOfSlot(column.slot()) < 0;
      if (dropped && column.type().kind() == TypeKind.VECTOR) {
        TypeMaintenance.deleteVectors(types.familyByNumber(current.number()), column.slot());
      }
    }
  }

  synchronized void changeColumns(EntityTypeDescriptor changed, RowConversion conversion) {
    new ColumnTypeChange(this, store, types).run(changed, conversion);
  }

  synchronized void addIndex(
      String typeName,
      String indexName,
      List<String> columns,
      List<Boolean> descending,
      boolean unique,
      IndexDescriptor.Role role) {
    requireFreeName(indexName);
    EntityTypeDescriptor type = types.family(typeName).type();
    EntityTypeDescriptor changedType =
        TypeBuilder.withIndex(type, indexName, columns, descending, unique, role);
    IndexDescriptor index = changedType.indexes().get(changedType.indexes().size() - 1);
    CollectionTransaction part = beginChange();
    try {
      part.lockType(type.number(), LockMode.EXCLUSIVE);
      part.engine().refreshSnapshot();
      TypeFamily before = types.family(typeName);
      IndexBuild.fill(part, before, index);
      types.indexCompleteSince(type.number(), index.number(), Long.MAX_VALUE);
      publish(
          part,
          writer -> {
            EntityTypeDescriptor stamped =
                TypeBuilder.withEpoch(changedType, store.touch(writer.engine()));
            store.put(writer.engine(), stamped);
            return next -> next.types().put(stamped.name(), stamped);
          });
      types.indexCompleteSince(type.number(), index.number(), domain.engine().lastSequence());
    } finally {
      part.engine().close();
    }
  }

  synchronized void dropIndex(String indexName) {
    for (TypeFamily family : types.all()) {
      for (IndexDescriptor index : family.type().indexes()) {
        if (index.name().equals(indexName)) {
          replaceType(TypeBuilder.withoutIndex(family.type(), index));
          TypeMaintenance.deleteIndexEntries(family, index);
          return;
        }
      }
    }
    throw new KarstException(
        ErrorCode.UNDEFINED_OBJECT, "index \"" + indexName + "\" does not exist");
  }

  synchronized void addForeignKey(String typeName, ForeignKeyDescriptor key) {
    EntityTypeDescriptor type = types.family(typeName).type();
    EntityTypeDescriptor referring = TypeBuilder.withForeignKey(type, key, catalog());
    try (CheckedPart part = new CheckedPart(beginChange())) {
      part.part().lockType(type.number(), LockMode.EXCLUSIVE);
      part.part().engine().refreshSnapshot();
      TypeMaintenance.checkForeignKey(part.part(), types.family(typeName), key, types);
      boolean empty = types.family(typeName).counters().rows(Subspace.CORE.number()) == 0;
      EntityTypeDescriptor changedType = empty ? TypeBuilder.withOwnIds(referring) : referring;
      publish(
          part.part(),
          writer -> {
            EntityTypeDescriptor stamped =
                TypeBuilder.withEpoch(changedType, store.touch(writer.engine()));
            store.put(writer.engine(), stamped);
            return next -> next.types().put(stamped.name(), stamped);
          });
    }
  }

  synchronized void createView(ViewDescriptor view, boolean replace) {
    boolean exists = catalog().views().containsKey(view.name());
    if (!exists || !replace) {
      requireFreeName(view.name());
    }
    change(
        part -> {
          long epoch = store.touch(part.engine());
          ViewDescriptor stamped = view.withEpoch(epoch);
          store.put(part.engine(), stamped);
          return next -> next.views().put(stamped.name(), stamped);
        });
  }

  synchronized void dropView(String name) {
    if (!catalog().views().containsKey(name)) {
      throw new KarstException(ErrorCode.UNDEFINED_TABLE, "view \"" + name + "\" does not exist");
    }
    change(
        part -> {
          store.touch(part.engine());
          store.removeView(part.engine(), name);
          return next -> next.views().remove(name);
        });
  }

  synchronized void createSequence(SequenceDescriptor sequence) {
    requireFreeName(sequence.name());
    SequenceDescriptor numbered =
        new SequenceDescriptor(
            store.takeSequenceNumber(),
            sequence.name(),
            sequence.start(),
            sequence.increment(),
            sequence.minimum(),
            sequence.maximum(),
            sequence.cycle(),
            sequence.ownerType());
    change(
        part -> {
          store.touch(part.engine());
          store.put(part.engine(), numbered);
          return next -> next.sequences().put(numbered.name(), numbered);
        });
  }

  synchronized void dropSequence(SequenceDescriptor sequence) {
    change(
        part -> {
          store.touch(part.engine());
          store.removeSequence(part.engine(), sequence.number());
          return next -> next.sequences().remove(sequence.name());
        });
  }

  void truncate(StoreTransaction transaction, String typeName) {
    TypeMaintenance.truncate(transaction, types.family(typeName), types);
  }

  BulkInsert bulkInsert(StoreTransaction transaction, String typeName, boolean alone) {
    return new BulkInsert(transaction, types.family(typeName), types, alone);
  }

  void analyze(@Nullable String typeName) {
    for (TypeFamily family : types.all()) {
      if (typeName == null || family.name().equals(typeName)) {
        TypeMaintenance.analyze(family);
      }
    }
    saveStatistics();
    changed.run();
  }

  long approximateSize(String typeName) {
    return domain.engine().approximateSize(types.family(typeName).space());
  }

  List<Problem> check() {
    return IntegrityChecker.check(domain, types);
  }

  void saveStatistics() {
    CollectionTransaction part = beginChange();
    part.commitAlone(
        engine -> {
          for (TypeFamily family : types.all()) {
            byte[] key = CatalogStore.sketchKey(family.number());
            engine.put(domain.catalog(), key, family.sketches().encode());
          }
        });
  }

  CollectionTransaction beginChange() {
    return StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT);
  }

  private void change(Function<CollectionTransaction, Consumer<CatalogDraft>> change) {
    try (CheckedPart part = new CheckedPart(beginChange())) {
      publish(part.part(), change);
    }
  }

  void publish(
      CollectionTransaction part, Function<CollectionTransaction, Consumer<CatalogDraft>> change) {
    Consumer<CatalogDraft> effect = change.apply(part);
    part.commitAlone(engine -> {}, () -> putInForce(effect));
    changed.run();
  }

  /** While locks are held, so that a writer who waited for them works by the new definition. */
  private void putInForce(Consumer<CatalogDraft> effect) {
    CollectionCatalog before = catalog();
    CatalogDraft draft =
        new CatalogDraft(
            new TreeMap<>(before.types()),
            new TreeMap<>(before.views()),
            new TreeMap<>(before.sequences()));
    effect.accept(draft);
    types.publish(
        new CollectionCatalog(
            before.name(), store.epoch(), draft.types(), draft.views(), draft.sequences()));
  }

  private void requireFreeName(String name) {
    CollectionCatalog catalog = catalog();
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

  record CatalogDraft(
      TreeMap<String, EntityTypeDescriptor> types,
      TreeMap<String, ViewDescriptor> views,
      TreeMap<String, SequenceDescriptor> sequences) {}

  record CheckedPart(CollectionTransaction part) implements AutoCloseable {
    @Override
    public void close() {
      part.engine().close();
    }
  }
}
