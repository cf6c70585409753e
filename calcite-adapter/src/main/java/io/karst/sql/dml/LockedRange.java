package io.karst.sql.dml;

import io.karst.sql.query.ParameterTypes;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.jspecify.annotations.Nullable;

/**
 * LIMIT and OFFSET of a query with SKIP LOCKED: they count the rows that could be locked.
 *
 * @param limit a literal, a parameter, or null
 * @param offset a literal, a parameter, or null
 */
record LockedRange(@Nullable SqlNode limit, @Nullable SqlNode offset) {
  static final LockedRange ALL = new LockedRange(null, null);

  /** The range of a query; tells the types of its parameters. */
  static LockedRange of(SqlNode query, ParameterTypes parameters) {
    if (!(query instanceof SqlOrderBy ordered)) {
      return ALL;
    }
    for (SqlNode bound : new @Nullable SqlNode[] {ordered.fetch, ordered.offset}) {
      if (bound instanceof SqlDynamicParam parameter) {
        parameters.set(parameter.getIndex(), ColumnType.BIGINT);
      } else if (bound != null && !(bound instanceof SqlLiteral)) {
        throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "SKIP LOCKED with a LIMIT or OFFSET that is an expression is not supported");
      }
    }
    return new LockedRange(ordered.fetch, ordered.offset);
  }

  /** The query without its range. */
  static SqlNode without(SqlNode query) {
    if (!(query instanceof SqlOrderBy ordered)) {
      return query;
    }
    SqlNodeList order = ordered.orderList;
    return order.isEmpty()
        ? ordered.query
        : new SqlOrderBy(ordered.getParserPosition(), ordered.query, order, null, null);
  }

  long limit(@Nullable Object[] parameters) {
    Long value = value(limit, parameters);
    if (value != null && value < 0) {
      throw new KarstException(ErrorCode.INVALID_LIMIT, "LIMIT must not be negative");
    }
    return value == null ? Long.MAX_VALUE : value;
  }

  long offset(@Nullable Object[] parameters) {
    Long value = value(offset, parameters);
    if (value != null && value < 0) {
      throw new KarstException(ErrorCode.INVALID_OFFSET, "OFFSET must not be negative");
    }
    return value == null ? 0 : value;
  }

  private static @Nullable Long value(@Nullable SqlNode bound, @Nullable Object[] parameters) {
    if (bound instanceof SqlDynamicParam parameter) {
      return (Long) Values.coerce(ColumnType.BIGINT, parameters[parameter.getIndex()]);
    }
    return bound instanceof SqlLiteral literal ? literal.longValue(true) : null;
  }
}
