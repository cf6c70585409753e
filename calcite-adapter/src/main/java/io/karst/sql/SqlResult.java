package io.karst.sql;

import io.karst.storage.scan.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one execution. With rows it is a stream that holds its snapshot open until closed;
 * in autocommit mode closing it, or reading its last row, ends the transaction.
 */
public interface SqlResult extends AutoCloseable {

  /** Whether there are rows to read: a query, or a change with RETURNING. */
  boolean hasRows();

  /** Columns of {@link #rows}; empty if there are none. */
  List<ResultColumn> columns();

  /**
   * The rows, once, in canonical storage values: TIMESTAMP = epoch microseconds, BYTEA = byte[],
   * VECTOR = float[] and so on (see {@link io.karst.storage.value.TypeKind}).
   */
  RowCursor rows();

  /** Rows affected, also with RETURNING; -1 for queries and utility statements. */
  long updateCount();

  /** Rows that an INSERT added, with all their columns; null for other statements. */
  @Nullable GeneratedKeys generatedKeys();

  /** The kind of statement, e.g. {@code SELECT}, {@code INSERT}, {@code CREATE TABLE}. */
  String commandTag();

  @Override
  void close();
}
