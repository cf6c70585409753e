package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.check.IntegrityChecker;
import io.karst.storage.check.Problem;
import io.karst.storage.engine.Engine;
import io.karst.storage.table.BulkInsert;
import io.karst.storage.table.RowConversion;
import io.karst.storage.table.StoreTable;
import io.karst.storage.table.TypeMaintenance;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A collection of entity types: an SQL schema, one engine, one transaction domain.
 *
 * <p>Changes of definitions are durable at once and wait for transactions that wrote the type. A
 * collection {@linkplain TransactionView as a transaction sees it} makes them part of that
 * transaction instead, and only there they are seen before it commits. Thread-safe, except for the
 * latter.
 */
public final class Collection {
  private final Definitions definitions;
  private final CollectionDomain domain;
  private final @Nullable StoreTransaction transaction;
  private final boolean alone;
  private @Nullable DefinitionChange change;
  private @Nullable CollectionCatalog seen;

  Collection(Definitions definitions) {
    this(definitions, null, true);
  }

  private Collection(
      Definitions definitions, @Nullable StoreTransaction transaction, boolean alone) {
    this.definitions = definitions;
    this.domain = definitions.domain();
    this.transaction = transaction;
    this.alone = alone;
  }

  /**
   * This collection as a transaction sees it.
   *
   * @param changesAlone whether the transaction consists of one change of definitions
   */
  Collection within(StoreTransaction viewer, boolean changesAlone) {
    return new Collection(definitions, viewer, changesAlone);
  }

  /** Whether the transaction that sees it has changed definitions. */
  boolean hasChanges() {
    return change != null && change.hasChanges();
  }

  /** The collection's name. */
  public String name() {
    return domain.name();
  }

  /** Everything defined now; immutable. */
  public CollectionCatalog catalog() {
    if (change != null) {
      return change.types().catalog();
    }
    CollectionCatalog catalog = definitions.types().catalog();
    if (transaction != null && seen == null) {
      seen = catalog;
    }
    return catalog;
  }

  /**
   * An entity type for use from Java.
   *
   * @throws KarstException UNDEFINED_TABLE
   */
  public EntityType type(String typeName) {
    return new EntityType(this, typeName);
  }

  /**
   * The table of that name: {@code patients}, {@code patients$edges}, {@code collection$index} ...
   *
   * @throws KarstException UNDEFINED_TABLE
   */
  public StoreTable table(String tableName) {
    StoreTable table = findTable(tableName);
    if (table == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "table \"" + name() + "." + tableName + "\" does not exist");
    }
    return table;
  }

  /** The table of that name, or null. */
  public @Nullable StoreTable findTable(String tableName) {
    return types().findTable(tableName);
  }

  /** Names of all {@code $} tables. */
  public List<String> modelTableNames() {
    return types().modelTableNames();
  }

  /** Creates an entity type with its column family and constraints. */
  public void createType(EntityTypeSpec spec) {
    change(work -> work.createType(spec));
  }

  /**
   * Drops an entity type with everything in its family.
   *
   * @param cascade whether references from other types are dropped too; else they refuse (2BP01)
   */
  public void dropType(String typeName, boolean cascade) {
    List<SequenceDescriptor> owned = new ArrayList<>();
    for (SequenceDescriptor sequence : catalog().sequences().values()) {
      if (sequence.ownerType().equals(typeName)) {
        owned.add(sequence);
      }
    }
    change(
        work -> {
          work.dropType(typeName, cascade);
          owned.forEach(work::dropSequence);
        });
  }

  /** Replaces a definition by one that needs no change of stored rows; number and slots stay. */
  public void replaceType(EntityTypeDescriptor changed) {
    change(work -> work.replaceType(changed));
  }

  /**
   * Gives columns other types: rewrites all rows, in bounded memory, and rebuilds the indexes over
   * these columns. Nothing changes if it fails.
   *
   * @param changed the definition; the changed columns are in new slots, which their indexes name
   * @param conversion gives the values of these columns in the order of their slots
   * @throws KarstException what the conversion throws, UNIQUE_VIOLATION
   */
  public void changeColumns(EntityTypeDescriptor changed, RowConversion conversion) {
    change(work -> work.changeColumns(changed, conversion));
  }

  /**
   * Keeps others from writing a type until the transaction ends.
   *
   * @throws KarstException SERIALIZATION_FAILURE if they did since its snapshot
   */
  public void lockRows(String typeName) {
    change(work -> work.lockRows(work.types().family(typeName)));
  }

  /**
   * Adds an index and fills it from the rows, in bounded memory.
   *
   * @throws KarstException UNIQUE_VIOLATION if it is unique and the rows are not
   */
  public void addIndex(
      String typeName,
      String indexName,
      List<String> columns,
      List<Boolean> descending,
      boolean unique,
      IndexDescriptor.Role role) {
    addIndex(typeName, indexName, columns, descending, unique, role, true);
  }

  /**
   * Adds an index and fills it from the rows.
   *
   * @param last whether the transaction does nothing with the type afterwards: then an index of any
   *     size is built in bounded memory
   * @throws KarstException UNIQUE_VIOLATION if it is unique and the rows are not
   */
  public void addIndex(
      String typeName,
      String indexName,
      List<String> columns,
      List<Boolean> descending,
      boolean unique,
      IndexDescriptor.Role role,
      boolean last) {
    change(work -> work.addIndex(typeName, indexName, columns, descending, unique, role, last));
  }

  /** Drops an index by its name. */
  public void dropIndex(String indexName) {
    change(work -> work.dropIndex(indexName));
  }

  /**
   * Adds a reference after checking all rows.
   *
   * @throws KarstException FOREIGN_KEY_VIOLATION
   */
  public void addForeignKey(String typeName, ForeignKeyDescriptor key) {
    change(work -> work.addForeignKey(typeName, key));
  }

  /** Creates a view; with {@code replace} an existing one of that name is replaced. */
  public void createView(ViewDescriptor view, boolean replace) {
    change(work -> work.rowless().createView(view, replace));
  }

  /** Drops a view. */
  public void dropView(String viewName) {
    change(work -> work.rowless().dropView(viewName));
  }

  /** Sets the comment of the collection; null removes it. */
  public void comment(@Nullable String text) {
    change(work -> work.rowless().comment(text));
  }

  /** Creates a domain. */
  public void createDomain(DomainDescriptor domain) {
    change(work -> work.rowless().createDomain(domain));
  }

  /** Replaces a domain, maybe by one with another name; columns that use it are the caller's. */
  public void replaceDomain(String domainName, DomainDescriptor replacement) {
    change(work -> work.rowless().replaceDomain(domainName, replacement));
  }

  /** Drops a domain; columns that use it are the caller's. */
  public void dropDomain(String domainName) {
    change(work -> work.rowless().dropDomain(domainName));
  }

  /** Keeps others from changing definitions until the transaction ends. */
  public void lockDefinitions() {
    change(work -> {});
  }

  /** Creates a sequence; the number in the descriptor is ignored. */
  public void createSequence(SequenceDescriptor sequence) {
    change(work -> work.createSequence(sequence));
  }

  /**
   * Gives a sequence another name, bounds or steps; its number stays.
   *
   * @param restarted whether a value is set right afterwards, so that the present one need not fit
   * @throws KarstException INVALID_PARAMETER if the next value is outside of the bounds
   */
  public void replaceSequence(
      String sequenceName, SequenceDescriptor replacement, boolean restarted) {
    SequenceDescriptor present = sequence(sequenceName);
    change(work -> work.replaceSequence(present, replacement, restarted));
  }

  /** Drops a sequence. */
  public void dropSequence(String sequenceName) {
    SequenceDescriptor sequence = sequence(sequenceName);
    change(work -> work.dropSequence(sequence));
  }

  /** Takes the next value of a sequence; never given back. */
  public long nextValue(String sequenceName) {
    return definitions.sequences().next(sequence(sequenceName));
  }

  /**
   * Sets a sequence.
   *
   * @param called whether the value counts as given already
   */
  public void setValue(String sequenceName, long value, boolean called) {
    definitions.sequences().set(sequence(sequenceName), value, called);
  }

  /** Starts a sequence anew, as part of a transaction. */
  public void restart(StoreTransaction writer, String sequenceName) {
    definitions.sequences().restart(writer, sequence(sequenceName));
  }

  /** Deletes all rows of a type, with everything attached to them. */
  public void truncate(StoreTransaction writer, String typeName) {
    TypeMaintenance.truncate(writer, types().family(typeName), types());
  }

  /**
   * Starts an insert of many rows into a type. Takes the type for this transaction alone.
   *
   * @param last whether the transaction changes no other rows and commits when the insert is
   *     finished: many rows then go around its buffer as sorted files, with one change-log marker
   */
  public BulkInsert bulkInsert(StoreTransaction writer, String typeName, boolean last) {
    return new BulkInsert(writer, types().family(typeName), types(), last);
  }

  /** Recounts rows and distinct values of one type, or of all. */
  public void analyze(@Nullable String typeName) {
    definitions.analyze(typeName);
  }

  /** Approximate bytes a type takes with all its tables and indexes. */
  public long approximateSize(String typeName) {
    return domain.engine().approximateSize(types().family(typeName).space());
  }

  /** Compares rows, indexes, routing, counters and change log; empty = in agreement. */
  public List<Problem> check() {
    return IntegrityChecker.check(domain, definitions.types());
  }

  /** Drops all that is defined. */
  void dropEverything() {
    change(DefinitionChange::dropEverything);
  }

  private LiveTypes types() {
    return change == null ? definitions.types() : change.types();
  }

  private SequenceDescriptor sequence(String name) {
    SequenceDescriptor sequence = catalog().sequences().get(name);
    if (sequence == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "sequence \"" + name + "\" does not exist");
    }
    return sequence;
  }

  private void change(Consumer<DefinitionChange> work) {
    if (transaction == null) {
      definitions.alone(work);
    } else {
      work.accept(begun(transaction));
    }
  }

  /** Begins to change definitions, unless others did since this looked at them. */
  private DefinitionChange begun(StoreTransaction changer) {
    DefinitionChange begun = change;
    if (begun == null) {
      begun = DefinitionChange.begin(definitions, changer, alone);
      CollectionCatalog before = seen;
      if (before != null && before.epoch() != begun.types().catalog().epoch()) {
        seen = null;
        throw new KarstException(
                ErrorCode.SERIALIZATION_FAILURE,
                "could not serialize access: definitions of schema \""
                    + name()
                    + "\" were changed meanwhile")
            .withHint("Repeat the transaction.");
      }
      change = begun;
    }
    return begun;
  }

  CollectionDomain domain() {
    return domain;
  }

  Engine engine() {
    return domain.engine();
  }

  void close() {
    try {
      definitions.sequences().close(catalog().sequences().values());
      definitions.saveStatistics();
    } catch (KarstException ignored) {
      // A store that cannot be written any more: statistics stay old, sequences skip some values.
    } finally {
      domain.engine().close();
    }
  }
}
