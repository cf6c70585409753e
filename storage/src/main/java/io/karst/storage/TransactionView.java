package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.tx.StoreTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A database as one transaction sees it. Changes of definitions made through this view are part of
 * the transaction: they are committed and rolled back with its rows, to a savepoint too. Not
 * thread-safe.
 */
public final class TransactionView implements DatabaseView {
  private final Database database;
  private final StoreTransaction transaction;
  private final boolean alone;
  private final Map<String, Collection> touched = new HashMap<>();
  private final Set<String> created = new TreeSet<>();
  private final Set<String> dropped = new TreeSet<>();

  /**
   * Creates a view.
   *
   * @param alone whether the transaction consists of one change of definitions: large ones then go
   *     around its buffer
   */
  public TransactionView(Database database, StoreTransaction transaction, boolean alone) {
    this.database = database;
    this.transaction = transaction;
    this.alone = alone;
  }

  /** Whether the transaction sees anything that others do not. */
  public boolean hasChanges() {
    if (!created.isEmpty() || !dropped.isEmpty()) {
      return true;
    }
    for (Collection collection : touched.values()) {
      if (collection.hasChanges()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<String> collectionNames() {
    Set<String> names = new TreeSet<>(database.collectionNames());
    names.addAll(created);
    names.removeAll(dropped);
    return List.copyOf(names);
  }

  @Override
  public boolean hasCollection(String name) {
    return created.contains(name) || (!dropped.contains(name) && database.hasCollection(name));
  }

  @Override
  public Collection collection(String name) {
    if (dropped.contains(name)) {
      throw new KarstException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + name + "\" does not exist");
    }
    Collection known = touched.get(name);
    if (known == null) {
      known = database.collection(name).within(transaction, alone);
      touched.put(name, known);
    }
    return known;
  }

  @Override
  public Collection createCollection(String name) {
    Collection collection = database.createUncommitted(name);
    transaction.join(collection.domain());
    Collection own = collection.within(transaction, alone);
    created.add(name);
    touched.put(name, own);
    transaction.atEnd(
        committed -> {
          created.remove(name);
          touched.remove(name);
          if (!committed) {
            transaction.leave(collection.domain());
          }
          database.endUncommitted(collection, committed);
        });
    return own;
  }

  /**
   * Drops a collection, with the commit.
   *
   * @throws KarstException FEATURE_NOT_SUPPORTED if this transaction created it
   */
  @Override
  public void dropCollection(String name) {
    if (created.contains(name)) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "dropping schema \"" + name + "\" in the transaction that created it")
          .withHint("Roll back instead, or commit first.");
    }
    collection(name).dropEverything();
    dropped.add(name);
    database.touch();
    transaction.atEnd(
        committed -> {
          dropped.remove(name);
          if (committed) {
            database.dropCollection(name);
          } else {
            database.touch();
          }
        });
  }

  @Override
  public long catalogVersion() {
    return database.catalogVersion();
  }

  @Override
  public void sync() {
    database.sync();
  }
}
