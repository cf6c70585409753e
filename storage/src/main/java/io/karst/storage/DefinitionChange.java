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
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.key.Subspace;
import io.karst.storage.table.Attachments;
import io.karst.storage.table.IndexBuild;
import io.karst.storage.table.RowConversion;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.table.TypeMaintenance;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.TypeKind;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one transaction changes about the definitions of a collection. It alone sees them until it
 * commits; then all others do, together with its rows. It works on a copy of the live definitions,
 * writes the catalog into the transaction's buffer, and keeps everybody else from changing
 * definitions of the collection until it ends. Not thread-safe.
 */
final class DefinitionChange {
  private final Definitions shared;
  private final CollectionDomain domain;
  private final CatalogStore store;
  private final StoreTransaction transaction;
  private final CollectionTransaction part;
  private final boolean alone;
  private final LiveTypes types;
  private final long before; // epoch

  private DefinitionChange(Definitions shared, StoreTransaction transaction, boolean alone) {
    this.shared = shared;
    this.domain = shared.domain();
    this.store = shared.store();
    this.transaction = transaction;
    this.part = transaction.in(domain);
    this.alone = alone;
    this.types = new LiveTypes(shared.types());
    this.before = types.catalog().epoch();
  }

  /**
   * Begins, when others that change definitions of the collection have ended.
   *
   * @param alone whether the transaction is there for this change only
   */
  static DefinitionChange begin(Definitions shared, StoreTransaction transaction, boolean alone) {
    CollectionTransaction part = transaction.in(shared.domain());
    byte[] key = CollectionDomain.definitionsLockKey();
    part.engine().lock(shared.domain().catalog(), key, LockMode.EXCLUSIVE);
    DefinitionChange change = new DefinitionChange(shared, transaction, alone);
    part.atPublication(change::publish);
    return change;
  }

  /** The definitions as the transaction sees them. */
  LiveTypes types() {
    return types;
  }

  /** Whether anything is changed now; not so after a rollback to before the first change. */
  boolean hasChanges() {
    return catalog().epoch() != before;
  }

  private CollectionCatalog catalog() {
    return types.catalog();
  }

  /**
   * Keeps others from writing a type.
   *
   * @throws KarstException SERIALIZATION_FAILURE if they did since this transaction's snapshot
   */
  void lockRows(TypeFamily family) {
    part.lockType(family.number(), LockMode.EXCLUSIVE);
    if (family.counters().lastWrite() > part.engine().readSequence()) {
      throw new KarstException(
              ErrorCode.SERIALIZATION_FAILURE,
              "could not serialize access: rows of table \""
                  + family.name()
                  + "\" were changed since the transaction began")
          .withHint("Repeat the transaction.");
    }
  }

  void createType(EntityTypeSpec spec) {
    CatalogDraft.requireFreeName(catalog(), spec.name());
    CatalogDraft.requireFreeType(catalog(), spec.name());
    int number = store.takeTypeNumber();
    EntityTypeDescriptor type = TypeBuilder.build(spec, number, catalog());
    Space space = domain.engine().createSpace(LiveTypes.spaceName(number), SpaceOptions.ROWS);
    transaction.atEnd(
        committed -> {
          if (!committed) {
            domain.forget(number);
            domain.engine().dropSpace(space);
          }
        });
    part.lockType(number, LockMode.EXCLUSIVE);
    put(type);
  }

  void dropType(String name, boolean cascade) {
    TypeFamily family = types.family(name);
    EntityTypeDescriptor type = family.type();
    for (EntityTypeDescriptor other : catalog().types().values()) {
      for (ForeignKeyDescriptor key : other.foreignKeys()) {
        if (key.targetType().equals(name) && !other.name().equals(name)) {
          if (!cascade) {
            throw dependent(name, other, key);
          }
          replaceType(TypeBuilder.withoutForeignKey(types.family(other.name()).type(), key));
        }
      }
    }
    part.lockType(type.number(), LockMode.EXCLUSIVE);
    for (TypeFamily other : types.all()) {
      if (other.number() != type.number()) {
        Attachments.deleteEdgesInto(part, other, family);
      }
    }
    removeType(type);
    transaction.atEnd(
        committed -> {
          if (committed) {
            domain.forget(type.number());
            domain.engine().dropSpace(family.space());
          }
        });
  }

  private static KarstException dependent(
      String name, EntityTypeDescriptor other, ForeignKeyDescriptor key) {
    return new KarstException(
            ErrorCode.DEPENDENT_OBJECTS,
            "cannot drop table " + name + " because other objects depend on it")
        .withDetail(
            "constraint " + key.name() + " on table " + other.name() + " depends on table " + name)
        .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
  }

  private void removeType(EntityTypeDescriptor type) {
    store.touch(part.engine());
    store.removeType(part.engine(), type.number());
    part.engine().delete(domain.catalog(), CollectionDomain.counterKey(type.number()));
    part.engine().delete(domain.catalog(), CatalogStore.sketchKey(type.number()));
    apply(draft -> draft.types().remove(type.name()));
  }

  /** Drops all that is defined; the collection goes with the commit. */
  void dropEverything() {
    for (EntityTypeDescriptor type : catalog().types().values()) {
      part.lockType(type.number(), LockMode.EXCLUSIVE);
      removeType(type);
    }
    catalog().views().keySet().forEach(view -> rowless().dropView(view));
    catalog().domains().keySet().forEach(domain -> rowless().dropDomain(domain));
    catalog().sequences().values().forEach(this::dropSequence);
  }

  void replaceType(EntityTypeDescriptor replacement) {
    TypeFamily family = types.familyByNumber(replacement.number());
    EntityTypeDescriptor current = family.type();
    if (!current.name().equals(replacement.name())) {
      CatalogDraft.requireFreeName(catalog(), replacement.name());
      CatalogDraft.requireFreeType(catalog(), replacement.name());
    }
    part.lockType(replacement.number(), LockMode.EXCLUSIVE);
    List<EntityTypeDescriptor> followers =
        TypeBuilder.retarget(catalog(), current, replacement, store.epoch() + 1);
    if (!current.name().equals(replacement.name())) {
      apply(draft -> draft.types().remove(current.name()));
    }
    put(replacement);
    for (EntityTypeDescriptor follower : followers) {
      store.put(part.engine(), follower);
      apply(draft -> draft.types().put(follower.name(), follower));
    }
    for (ColumnDescriptor column : current.columns()) {
      boolean dropped = replacement.positionOfSlot(column.slot()) < 0;
      if (dropped && column.type().kind() == TypeKind.VECTOR) {
        atCommit(() -> TypeMaintenance.deleteVectors(family, column.slot()));
      }
    }
  }

  /** Gives columns other types, see {@link ColumnTypeChange}. */
  void changeColumns(EntityTypeDescriptor changed, RowConversion conversion) {
    TypeFamily family = types.familyByNumber(changed.number());
    lockRows(family);
    boolean direct = alone && !hasChanges();
    if (direct) {
      reserveSlots(TypeBuilder.withNextSlot(family.type(), changed.nextSlot()));
    }
    ColumnTypeChange change = new ColumnTypeChange(part, family, changed, direct);
    EntityTypeDescriptor numbered = change.run(conversion);
    for (ColumnDescriptor column : change.added()) {
      types.slotIsNew(changed.number(), column.slot());
    }
    for (IndexDescriptor index : change.filled()) {
      types.indexIsNew(changed.number(), index.number());
    }
    put(numbered);
    for (IndexDescriptor index : family.type().indexes()) {
      if (!numbered.indexes().contains(index)) {
        atCommit(() -> TypeMaintenance.deleteIndexEntries(family, index));
      }
    }
  }

  /** Takes slots for good, in a commit of its own: rows get values in them before the commit. */
  private void reserveSlots(EntityTypeDescriptor type) {
    EntityTypeDescriptor[] stamped = new EntityTypeDescriptor[1];
    CollectionTransaction own = StoreTransaction.beginPart(domain, transaction.options());
    own.atPublication(() -> shared.types().publish(with(shared.types().catalog(), stamped[0])));
    own.commitAlone(
        engine -> {
          stamped[0] = TypeBuilder.withEpoch(type, store.touch(engine));
          store.put(engine, stamped[0]);
        });
    types.publish(with(types.catalog(), stamped[0]));
    shared.changed();
  }

  private CollectionCatalog with(CollectionCatalog catalog, EntityTypeDescriptor type) {
    CatalogDraft draft = CatalogDraft.of(catalog);
    draft.types().put(type.name(), type);
    return draft.build(catalog.name(), store.epoch());
  }

  void addIndex(
      String typeName,
      String indexName,
      List<String> columns,
      List<Boolean> descending,
      boolean unique,
      IndexDescriptor.Role role,
      boolean last) {
    CatalogDraft.requireFreeName(catalog(), indexName);
    TypeFamily family = types.family(typeName);
    EntityTypeDescriptor changed =
        TypeBuilder.withIndex(family.type(), indexName, columns, descending, unique, role);
    IndexDescriptor index = changed.indexes().get(changed.indexes().size() - 1);
    lockRows(family);
    IndexBuild.fill(part, family, index, alone && last);
    types.indexIsNew(changed.number(), index.number());
    put(changed);
  }

  void dropIndex(String indexName) {
    for (TypeFamily family : types.all()) {
      for (IndexDescriptor index : family.type().indexes()) {
        if (index.name().equals(indexName)) {
          replaceType(TypeBuilder.withoutIndex(family.type(), index));
          atCommit(() -> TypeMaintenance.deleteIndexEntries(family, index));
          return;
        }
      }
    }
    throw new KarstException(
        ErrorCode.UNDEFINED_OBJECT, "index \"" + indexName + "\" does not exist");
  }

  void addForeignKey(String typeName, ForeignKeyDescriptor key) {
    TypeFamily family = types.family(typeName);
    EntityTypeDescriptor referring = TypeBuilder.withForeignKey(family.type(), key, catalog());
    lockRows(family);
    TypeFamily target = types.byName(key.targetType());
    if (target != null) {
      lockRows(target); // who deletes rows of it does not know the reference yet
    }
    TypeMaintenance.checkForeignKey(part, family, key, types);
    int core = Subspace.CORE.number();
    boolean empty = family.counters().rows(core) + part.rowDelta(family.number(), core) == 0;
    put(empty ? TypeBuilder.withOwnIds(referring) : referring);
  }

  /** Views, domains and the comment. */
  RowlessDefinitions rowless() {
    return new RowlessDefinitions(store, part.engine(), catalog(), this::apply);
  }

  void createSequence(SequenceDescriptor sequence) {
    CatalogDraft.requireFreeName(catalog(), sequence.name());
    CatalogDraft.requireFreeType(catalog(), sequence.name());
    SequenceDescriptor numbered = sequence.withNumber(store.takeSequenceNumber());
    store.touch(part.engine());
    store.put(part.engine(), numbered);
    transaction.atEnd(
        committed -> {
          if (!committed) {
            shared.sequences().discard(numbered);
          }
        });
    apply(draft -> draft.sequences().put(numbered.name(), numbered));
  }

  void replaceSequence(
      SequenceDescriptor present, SequenceDescriptor replacement, boolean restarted) {
    if (!present.name().equals(replacement.name())) {
      CatalogDraft.requireFreeName(catalog(), replacement.name());
      CatalogDraft.requireFreeType(catalog(), replacement.name());
    }
    shared.sequences().change(present, replacement, restarted);
    transaction.atEnd(
        committed -> {
          if (!committed) {
            shared.sequences().change(replacement, present, true);
          }
        });
    store.touch(part.engine());
    store.put(part.engine(), replacement);
    apply(
        draft -> {
          draft.sequences().remove(present.name());
          draft.sequences().put(replacement.name(), replacement);
        });
  }

  void dropSequence(SequenceDescriptor sequence) {
    store.touch(part.engine());
    store.removeSequence(part.engine(), sequence.number());
    atCommit(() -> shared.sequences().forget(sequence));
    apply(draft -> draft.sequences().remove(sequence.name()));
  }

  private void put(EntityTypeDescriptor type) {
    EntityTypeDescriptor stamped = TypeBuilder.withEpoch(type, store.touch(part.engine()));
    store.put(part.engine(), stamped);
    apply(draft -> draft.types().put(stamped.name(), stamped));
  }

  /** Changes what the transaction sees; a rollback to before takes it back. */
  private void apply(Consumer<CatalogDraft> effect) {
    LiveTypes.State previous = types.state();
    CatalogDraft draft = CatalogDraft.of(catalog());
    effect.accept(draft);
    types.publish(draft.build(domain.name(), store.epoch()));
    shared.changed();
    transaction.atEnd(
        committed -> {
          if (!committed) {
            types.restore(previous);
            shared.changed();
          }
        });
  }

  private void atCommit(Runnable action) {
    transaction.atEnd(
        committed -> {
          if (committed) {
            action.run();
          }
        });
  }

  /** While locks are held, so that a writer who waited for them works by the new definition. */
  private void publish() {
    if (hasChanges()) {
      shared.types().adopt(types, domain.engine().lastSequence());
      shared.changed();
    }
  }
}
