package io.karst.sqltests.differential.generated;

/**
 * What Karst is known to answer otherwise, or not at all, and what the grammar therefore leaves
 * out. Set {@code -Ddifferential.unknown=<name>} to have it again, to work on it.
 */
enum Exclusion {
  /** Values computed from {@code char(n)} are shown without blanks; LIKE does not see them. */
  CHAR_COLUMNS,
  /** A column of a query around in the select list or HAVING of an aggregating sub-query. */
  OUTER_BESIDE_AGGREGATES,
  /** {@code CAST(CAST('false' AS varchar(3)) AS varchar(4))}, when stored, is not cut to 3. */
  NESTED_LENGTHS;

  /** Whether the grammar keeps to it. */
  boolean isKept() {
    return !name().equals(System.getProperty("differential.unknown"));
  }
}
