package io.karst.sqltests.differential.generated;

/**
 * An expression with what its user has to know.
 *
 * @param bound no number is larger than this; 0 for other types
 * @param canonical whether equal values are written alike: 1.0 and 1.00 are not
 */
record Expression(Sql sql, SqlType type, double bound, boolean canonical) {
  static Expression of(SqlType type, Sql sql) {
    return new Expression(sql, type, 0, true);
  }

  static Expression loose(SqlType type, Sql sql) {
    return new Expression(sql, type, 0, false);
  }

  Expression with(Sql other) {
    return new Expression(other, type, bound, canonical);
  }
}
