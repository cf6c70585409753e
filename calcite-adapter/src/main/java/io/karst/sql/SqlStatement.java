package io.karst.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement of one {@link SqlSession}. It stays usable when definitions change: the
 * session plans it again.
 */
public interface SqlStatement extends AutoCloseable {

  /** The statement's {@code ?} in order of appearance. */
  List<ParameterInfo> parameters();

  /** Columns of the rows it returns, or null if it returns none. */
  @Nullable List<ResultColumn> columns();

  /** Whether it is a query (SELECT, VALUES, WITH, TABLE, EXPLAIN, SHOW), not one with RETURNING. */
  boolean isQuery();

  /** The text it was prepared from. */
  String sql();

  @Override
  void close();
}
