package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.check.Problem;
import io.karst.storage.engine.Engine;
import io.karst.storage.table.BulkInsert;
import io.karst.storage.table.RowConversion;
import io.karst.storage.table.StoreTable;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection of entity types: an SQL schema, one engine, one transaction domain. Thread-safe.
 *
 * <p>Changes of definitions are durable at once and wait for transactions that wrote the type.
 */
public final class Collection {
  private final Definitions definitions;
  private final SequenceStore sequences;
  private final CollectionDomain domain;

  Collection(Definitions definitions) {
    this.definitions = definitions;
    this.domain = definitions.domain();
    this.sequences = new SequenceStore(domain);
  }

  /** The collection's name. */
  public String name() {
    return domain.name();
  }

  /** Everything defined now; immutable. */
  public CollectionCatalog catalog() {
    return definitions.catalog();
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
    return definitions.findTable(tableName);
  }

  /** Names of all {@code $} tables. */
  public List<String> modelTableNames() {
    return definitions.modelTableNames();
  }

  /** Creates an entity type with its column family and constraints. */
  public void createType(EntityTypeSpec spec) {
    definitions.createType(spec);
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
    definitions.dropType(typeName, cascade);
    for (SequenceDescriptor sequence : owned) {
      dropSequence(sequence.name());
    }
  }

  /** Replaces a definition by one that needs no change of stored rows; number and slots stay. */
  public void replaceType(EntityTypeDescriptor changed) {
    definitions.replaceType(changed);
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
    definitions.changeColumns(changed, conversion);
  }

  /**
   * Adds an index and fills it from the rows.
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
    definitions.addIndex(typeName, indexName, columns, descending, unique, role);
  }

  /** Drops an index by its name. */
  public void dropIndex(String indexName) {
    definitions.dropIndex(indexName);
  }

  /**
   * Adds a reference after checking all rows.
   *
   * @throws KarstException FOREIGN_KEY_VIOLATION
   */
  public void addForeignKey(String typeName, ForeignKeyDescriptor key) {
    definitions.addForeignKey(typeName, key);
  }

  /** Creates a view; with {@code replace} an existing one of that name is replaced. */
  public void createView(ViewDescriptor view, boolean replace) {
    definitions.createView(view, replace);
  }

  /** Drops a view. */
  public void dropView(String viewName) {
    definitions.dropView(viewName);
  }

  /** Creates a sequence; the number in the descriptor is ignored. */
  public void createSequence(SequenceDescriptor sequence) {
    definitions.createSequence(sequence);
  }

  /** Drops a sequence. */
  public void dropSequence(String sequenceName) {
    SequenceDescriptor sequence = definitions.sequence(sequenceName);
    definitions.dropSequence(sequence);
    sequences.forget(sequence);
  }

  /** Takes the next value of a sequence; never given back. */
  public long nextValue(String sequenceName) {
    return sequences.next(definitions.sequence(sequenceName));
  }

  /**
   * Sets a sequence.
   *
   * @param called whether the value counts as given already
   */
  public void setValue(String sequenceName, long value, boolean called) {
    sequences.set(definitions.sequence(sequenceName), value, called);
  }

  /** Starts a sequence anew, as part of a transaction. */
  public void restart(StoreTransaction transaction, String sequenceName) {
    sequences.restart(transaction, definitions.sequence(sequenceName));
  }

  /** Deletes all rows of a type, with everything attached to them. */
  public void truncate(StoreTransaction transaction, String typeName) {
    definitions.truncate(transaction, typeName);
  }

  /**
   * Starts an insert of many rows into a type. Takes the type for this transaction alone.
   *
   * @param alone whether the transaction writes nothing else and commits when the insert is
   *     finished: many rows then go around its buffer as sorted files, with one change-log marker
   */
  public BulkInsert bulkInsert(StoreTransaction transaction, String typeName, boolean alone) {
    return definitions.bulkInsert(transaction, typeName, alone);
  }

  /** Recounts rows and distinct values of one type, or of all. */
  public void analyze(@Nullable String typeName) {
    definitions.analyze(typeName);
  }

  /** Approximate bytes a type takes with all its tables and indexes. */
  public long approximateSize(String typeName) {
    return definitions.approximateSize(typeName);
  }

  /** Compares rows, indexes, routing, counters and change log; empty = in agreement. */
  public List<Problem> check() {
    return definitions.check();
  }

  CollectionDomain domain() {
    return domain;
  }

  Engine engine() {
    return domain.engine();
  }

  void close() {
    try {
      sequences.close(catalog().sequences().values());
      definitions.saveStatistics();
    } catch (KarstException ignored) {
      // A store that cannot be written any more: statistics stay old, sequences skip some values.
    } finally {
      domain.engine().close();
    }
  }
}
