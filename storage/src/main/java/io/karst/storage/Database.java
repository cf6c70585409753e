package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.directory.CommitJournal;
import io.karst.storage.directory.DatabaseDirectory;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.memory.MemoryEngines;
import io.karst.storage.rocks.RocksEngines;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Karst database: collections of entity types in one directory, or in memory. Thread-safe; one
 * process at a time holds a directory.
 *
 * <pre>{@code
 * try (Database database = Database.open(Path.of("clinic"), DatabaseOptions.defaults())) {
 *   Collection medical = database.createCollection("medical");
 *   ...
 * }
 * }</pre>
 */
public final class Database implements DatabaseView, AutoCloseable {
  /** The collection every new database has. */
  public static final String DEFAULT_COLLECTION = "public";

  private static final int MAX_ATTEMPTS = 100;

  private final DatabaseOptions options;
  private final @Nullable DatabaseDirectory directory;
  private final CrossCommits crossCommits;
  private final AtomicLong catalogVersion = new AtomicLong();
  private volatile SortedMap<String, Collection> collections = new TreeMap<>();
  private final Map<String, Collection> temporaries = new ConcurrentHashMap<>();
  private final Set<String> uncommitted = ConcurrentHashMap.newKeySet();
  private final AtomicLong temporaryNumbers = new AtomicLong();
  private volatile boolean open = true;

  private Database(
      DatabaseOptions options,
      @Nullable DatabaseDirectory directory,
      @Nullable CommitJournal journal) {
    this.options = options;
    this.directory = directory;
    this.crossCommits = new CrossCommits(journal);
  }

  /**
   * Opens a database directory.
   *
   * @throws KarstException INVALID_DATABASE, OBJECT_IN_USE, DATA_CORRUPTED, IO_ERROR
   */
  public static Database open(Path path, DatabaseOptions options) {
    DatabaseDirectory directory = DatabaseDirectory.open(path, options.create());
    try {
      directory.cleanUp();
      Database database = new Database(options, directory, new CommitJournal(directory.path()));
      database.openCollections(directory);
      return database;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Opens a database directory with default options; a directory that does not exist is made.
   *
   * @throws KarstException INVALID_DATABASE, OBJECT_IN_USE, DATA_CORRUPTED, IO_ERROR
   */
  public static Database open(Path path) {
    return open(path, DatabaseOptions.defaults());
  }

  /** Makes an empty database in memory; it is gone when it is closed. */
  public static Database inMemory(DatabaseOptions options) {
    Database database = new Database(options, null, null);
    database.createCollection(DEFAULT_COLLECTION);
    return database;
  }

  @Override
  public List<String> collectionNames() {
    return List.copyOf(collections.keySet());
  }

  @Override
  public boolean hasCollection(String name) {
    return collections.containsKey(name) || temporaries.containsKey(name);
  }

  @Override
  public Collection collection(String name) {
    Collection permanent = collections.get(name);
    Collection collection = permanent == null ? temporaries.get(name) : permanent;
    if (collection == null) {
      throw new KarstException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + name + "\" does not exist");
    }
    return collection;
  }

  /**
   * Creates a collection in memory that only those see who know its name and ask for it when they
   * begin a transaction.
   *
   * @return its name
   */
  public String createTemporary() {
    requireOpen();
    String name = "pg_temp_" + temporaryNumbers.incrementAndGet();
    temporaries.put(name, load(name, MemoryEngines.create()));
    catalogVersion.incrementAndGet();
    return name;
  }

  /** Drops a temporary collection; transactions over it are closed before. */
  public void dropTemporary(String name) {
    Collection dropped = temporaries.remove(name);
    if (dropped != null) {
      catalogVersion.incrementAndGet();
      dropped.engine().close();
    }
  }

  /** Creates a collection, durably. */
  @Override
  public Collection createCollection(String name) {
    Collection created = createUncommitted(name);
    endUncommitted(created, true);
    return created;
  }

  /**
   * Creates a collection that {@link #collection} does not know yet. A crash leaves it, empty.
   *
   * @throws KarstException DUPLICATE_SCHEMA, OBJECT_IN_USE if another transaction creates it
   */
  synchronized Collection createUncommitted(String name) {
    requireOpen();
    if (hasCollection(name)) {
      throw new KarstException(
          ErrorCode.DUPLICATE_SCHEMA, "schema \"" + name + "\" already exists");
    }
    if (!uncommitted.add(name)) {
      throw new KarstException(
          ErrorCode.OBJECT_IN_USE, "schema \"" + name + "\" is created by another transaction");
    }
    return load(name, newEngine(name));
  }

  /** Makes such a collection known to all, or deletes it. */
  synchronized void endUncommitted(Collection collection, boolean committed) {
    uncommitted.remove(collection.name());
    if (committed) {
      add(collection);
    } else {
      collection.engine().close();
      if (directory != null) {
        directory.deleteCollection(collection.name());
      }
      touch();
    }
  }

  /** Drops a collection with everything in it. Open transactions on it fail from here on. */
  @Override
  public synchronized void dropCollection(String name) {
    Collection dropped = collection(name);
    SortedMap<String, Collection> rest = new TreeMap<>(collections);
    rest.remove(name);
    collections = rest;
    catalogVersion.incrementAndGet();
    dropped.engine().close();
    if (directory != null) {
      directory.deleteCollection(name);
    }
  }

  /** Begins a transaction with one snapshot over all collections. */
  public StoreTransaction begin(TransactionOptions transactionOptions) {
    return begin(transactionOptions, null);
  }

  /**
   * Begins a transaction with one snapshot over all collections.
   *
   * @param temporary name of a temporary collection that is to be one of them, or null
   */
  public StoreTransaction begin(TransactionOptions transactionOptions, @Nullable String temporary) {
    requireOpen();
    List<Collection> current = new ArrayList<>(collections.values());
    if (temporary != null) {
      current.add(collection(temporary));
    }
    List<CollectionTransaction> parts = new ArrayList<>(current.size());
    boolean several = current.size() > 1;
    if (several) {
      crossCommits.beginSnapshots();
    }
    try {
      for (Collection collection : current) {
        parts.add(StoreTransaction.beginPart(collection.domain(), transactionOptions));
      }
      if (several) {
        CrossCommits.makeSimultaneous(parts);
      }
    } finally {
      if (several) {
        crossCommits.endSnapshots();
      }
    }
    return new StoreTransaction(transactionOptions, parts, crossCommits);
  }

  /** Lets a transaction see a temporary collection that was created after it began. */
  public void join(StoreTransaction transaction, String temporary) {
    CollectionDomain domain = collection(temporary).domain();
    if (!transaction.knows(domain)) {
      transaction.join(domain);
    }
  }

  /** Begins a transaction with this database's durability and otherwise default options. */
  public StoreTransaction begin() {
    TransactionOptions defaults = TransactionOptions.DEFAULT;
    return begin(
        new TransactionOptions(
            defaults.isolation(),
            options.durability(),
            defaults.lockTimeoutMillis(),
            defaults.maxBufferedBytes(),
            defaults.cancelled()));
  }

  /**
   * Runs work in a transaction and commits it, again on a new snapshot if it lost a race: up to 100
   * times, so the work must do nothing else that counts. An exception rolls back.
   *
   * @return what the work returned
   * @throws KarstException whatever the work throws; SERIALIZATION_FAILURE after the last attempt
   */
  public <T extends @Nullable Object> T inTransaction(Function<StoreTransaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try (StoreTransaction transaction = begin()) {
        T result = work.apply(transaction);
        transaction.commit();
        return result;
      } catch (KarstException e) {
        if (!e.code().isRetryable() || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Grows with every change of a definition anywhere; one volatile read. */
  @Override
  public long catalogVersion() {
    return catalogVersion.get();
  }

  /** Says that somebody sees other definitions than before. */
  void touch() {
    catalogVersion.incrementAndGet();
  }

  /** How it was opened. */
  public DatabaseOptions options() {
    return options;
  }

  /** The directory, or null in memory. */
  public @Nullable Path path() {
    return directory == null ? null : directory.path();
  }

  @Override
  public void sync() {
    for (Collection collection : collections.values()) {
      collection.engine().sync();
    }
  }

  /** Closes all collections; every transaction is closed before. */
  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    temporaries.keySet().forEach(this::dropTemporary);
    KarstException failure = null;
    for (Collection collection : collections.values()) {
      try {
        collection.close();
      } catch (KarstException e) {
        failure = failure == null ? e : failure; // the others and the directory close all the same
      }
    }
    crossCommits.close();
    if (directory != null) {
      directory.close();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void openCollections(DatabaseDirectory opened) {
    SortedMap<String, Engine> engines = new TreeMap<>();
    for (String name : opened.collectionNames()) {
      engines.put(name, newEngine(name));
    }
    crossCommits.recover(engines);
    for (Map.Entry<String, Engine> entry : engines.entrySet()) {
      add(load(entry.getKey(), entry.getValue()));
    }
    if (!hasCollection(DEFAULT_COLLECTION) && engines.isEmpty()) {
      createCollection(DEFAULT_COLLECTION);
    }
  }

  private Engine newEngine(String name) {
    return directory == null
        ? MemoryEngines.create()
        : RocksEngines.open(directory.collectionPath(name), options.settings());
  }

  private void add(Collection collection) {
    SortedMap<String, Collection> more = new TreeMap<>(collections);
    more.put(collection.name(), collection);
    collections = more;
    catalogVersion.incrementAndGet();
  }

  private Collection load(String name, Engine engine) {
    CollectionDomain domain =
        new CollectionDomain(
            name,
            engine,
            space(engine, "$catalog", SpaceOptions.CATALOG),
            space(engine, "$routing", SpaceOptions.ROWS),
            space(engine, "$changes", SpaceOptions.LOG));
    CatalogStore store = new CatalogStore(domain.catalog());
    boolean exists;
    try (Snapshot snapshot = engine.snapshot()) {
      exists = store.exists(snapshot);
    }
    if (!exists) {
      StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT).commitAlone(store::create);
    }
    LiveTypes types;
    try (Snapshot snapshot = engine.snapshot()) {
      types = new LiveTypes(domain, store.open(name, snapshot));
    }
    types.dropOrphans();
    StoreTransaction.beginPart(domain, TransactionOptions.DEFAULT)
        .commitAlone(orphans -> store.removeOrphanValues(orphans, types.catalog()));
    return new Collection(new Definitions(domain, store, types, crossCommits, this::touch));
  }

  private static Space space(Engine engine, String name, SpaceOptions spaceOptions) {
    Space space = engine.space(name);
    return space == null ? engine.createSpace(name, spaceOptions) : space;
  }

  private void requireOpen() {
    if (!open) {
      throw new KarstException(ErrorCode.CONNECTION_CLOSED, "the database is closed");
    }
  }
}
