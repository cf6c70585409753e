package io.karst.storage.table;

/**
 * Core rows one after another, from wherever an access path finds them. Not thread-safe. The owner
 * closes it.
 */
interface CoreSource extends AutoCloseable {

  /** Moves to the next row; false at the end. */
  boolean next();

  /** Array that holds the current row and its id. */
  byte[] bytes();

  /** Where the current row's 16-byte id begins in {@link #idBytes}. */
  int idOffset();

  /** Array that holds the current id. */
  byte[] idBytes();

  /** Where the current row begins in {@link #bytes}. */
  int rowOffset();

  int rowLength();

  @Override
  void close();
}
