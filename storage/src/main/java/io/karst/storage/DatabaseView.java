package io.karst.storage;

import io.karst.storage.base.KarstException;
import java.util.List;

/**
 * The collections of a database as somebody sees them: everybody, or a transaction that has changed
 * definitions.
 */
public interface DatabaseView {

  /** Names of all collections but temporary ones, ordered. */
  List<String> collectionNames();

  boolean hasCollection(String name);

  /**
   * A collection.
   *
   * @throws KarstException INVALID_SCHEMA_NAME if it does not exist
   */
  Collection collection(String name);

  /**
   * Creates a collection.
   *
   * @throws KarstException DUPLICATE_SCHEMA
   */
  Collection createCollection(String name);

  /** Drops a collection with everything in it. */
  void dropCollection(String name);

  /** Differs whenever anybody's view may differ. */
  long catalogVersion();

  /** Makes everything committed so far durable. */
  void sync();
}
