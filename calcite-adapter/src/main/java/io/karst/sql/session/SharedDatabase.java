package io.karst.sql.session;

import io.karst.storage.Database;

/** One database of this process and how many sessions use it. */
final class SharedDatabase {
  private final DatabaseRegistry registry;
  private final String key;
  private final String name;
  private final Database database;
  private final StatementCache statements = newStatements();
  private int sessions;

  SharedDatabase(DatabaseRegistry registry, String key, String name, Database database) {
    this.registry = registry;
    this.key = key;
    this.name = name;
    this.database = database;
  }

  String key() {
    return key;
  }

  /** As {@code current_database()} shows it. */
  String name() {
    return name;
  }

  Database database() {
    return database;
  }

  StatementCache statements() {
    return statements;
  }

  /** A cache for plans over definitions that one transaction has changed. */
  static StatementCache newStatements() {
    return new StatementCache(new FrontCompiler());
  }

  /** Guarded by the registry. */
  void retain() {
    sessions++;
  }

  /** Guarded by the registry; true if nobody uses it any more. */
  boolean isLastReleased() {
    return --sessions == 0;
  }

  /** A session closes. */
  void release() {
    registry.release(this);
  }
}
