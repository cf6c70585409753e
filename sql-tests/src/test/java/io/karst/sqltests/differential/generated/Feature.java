package io.karst.sqltests.differential.generated;

/** What a statement uses that not every engine answers as PostgreSQL does. */
enum Feature {
  /** A type, function or rule that only PostgreSQL shares. */
  POSTGRESQL,
  FULL_JOIN,
  LATERAL,
  GROUPING_SETS,
  DISTINCT_ON,
  FILTER,
  WINDOW,
  /** INTERSECT ALL and EXCEPT ALL. */
  SET_ALL,
  /** Texts are put in order: engines agree where code points do. */
  TEXT_ORDER,
  /** ORDER BY that leaves the place of NULLs to the engine. */
  DEFAULT_NULLS,
  /** {@code > ALL}, {@code = ANY} and their like. */
  QUANTIFIED,
  ROW_VALUES,
  MATERIALIZED,
  /** Cannot run without the unique keys of the tables. */
  UNIQUE_KEYS
}
