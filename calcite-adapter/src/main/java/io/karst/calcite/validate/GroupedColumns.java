package io.karst.calcite.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Columns that grouping sets leave out are NULL, also inside of window functions and of sub-queries
 * of the query that groups: Calcite asks for that only where they stand alone.
 */
final class GroupedColumns {
  private GroupedColumns() {}

  /** The type of an expression, nullable if it is such a column. */
  static RelDataType nullified(
      KarstValidator validator, SqlValidatorScope scope, SqlNode expr, RelDataType type) {
    if (!(expr instanceof SqlIdentifier column) || type.isNullable()) {
      return type;
    }
    AggregatingSelectScope groups = groupsOf(column, scope);
    RelDataType nullified = groups == null ? type : groups.nullifyType(expr, type);
    if (nullified.isNullable()) {
      validator.setValidatedNodeType(expr, nullified);
    }
    return nullified;
  }

  /** The groups of the query whose FROM has a column; null if it does not group. */
  private static @Nullable AggregatingSelectScope groupsOf(
      SqlIdentifier column, SqlValidatorScope scope) {
    if (scope instanceof AggregatingSelectScope groups) {
      SqlValidatorScope owner = owner(column, scope);
      if (owner == null || owner == groups.getParent()) {
        return groups;
      }
    }
    if (!(scope instanceof DelegatingScope)) {
      return null;
    }
    SqlValidatorScope owner = owner(column, scope);
    SqlValidatorScope at = scope;
    while (owner != null && at instanceof DelegatingScope inner && at != owner) {
      if (at instanceof AggregatingSelectScope groups && groups.getParent() == owner) {
        return groups;
      }
      at = inner.getParent();
    }
    return null;
  }

  private static @Nullable SqlValidatorScope owner(SqlIdentifier column, SqlValidatorScope scope) {
    if (column.isSimple()) {
      return null;
    }
    String table = column.names.get(column.names.size() - 2);
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(table), SqlNameMatchers.withCaseSensitive(true), false, resolved);
    return resolved.count() == 1 ? resolved.only().scope : null;
  }
}
