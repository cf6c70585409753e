package io.karst.sql;

import java.nio.file.Path;

/** Which database a session belongs to. */
public sealed interface ConnectionTarget {

  /**
   * A database directory.
   *
   * @param path as given; sessions of one process share it by its real path
   */
  record Directory(Path path) implements ConnectionTarget {}

  /**
   * A database in memory; it is gone when its last session closes.
   *
   * @param name shared by all sessions of the process that give the same name; empty = private
   */
  record Memory(String name) implements ConnectionTarget {}
}
