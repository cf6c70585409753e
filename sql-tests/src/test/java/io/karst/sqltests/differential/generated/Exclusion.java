package io.karst.sqltests.differential.generated;

/**
 * What Karst is known to answer otherwise, or not at all, and what the grammar therefore leaves
 * out. Set {@code -Ddifferential.unknown=<name>} to have it again, to work on it.
 */
enum Exclusion {
  /** Values of {@code char(n)} are kept and shown without blanks; literals keep theirs. */
  CHAR_COLUMNS,
  /** A column of a query around in the select list or HAVING of an aggregating sub-query. */
  OUTER_BESIDE_AGGREGATES,
  /** A number of CASE and its like takes the scale of the other branches: 10.00 for 10. */
  NUMERIC_SCALE,
  /** {@code CAST(CAST('false' AS varchar(3)) AS varchar(4))}, when stored, is not cut to 3. */
  NESTED_LENGTHS;

  /** Whether the grammar keeps to it. */
  boolean isKept() {
    return !name().equals(System.getProperty("differential.unknown"));
  }
}
