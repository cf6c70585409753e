package io.karst.sqltests.differential.generated;

import java.util.EnumSet;
import java.util.Set;

/** What an engine takes of the statements that are generated. */
enum Dialect {
  KARST(EnumSet.allOf(Feature.class)),
  /** Karst with tables that have neither keys nor indexes. */
  KARST_WITHOUT_INDEXES(EnumSet.complementOf(EnumSet.of(Feature.UNIQUE_KEYS))),
  POSTGRESQL(EnumSet.allOf(Feature.class)),
  H2(EnumSet.of(Feature.DISTINCT_ON, Feature.FILTER, Feature.WINDOW, Feature.QUANTIFIED)),
  DUCKDB(
      EnumSet.of(
          Feature.FULL_JOIN,
          Feature.LATERAL,
          Feature.GROUPING_SETS,
          Feature.DISTINCT_ON,
          Feature.FILTER,
          Feature.WINDOW,
          Feature.SET_ALL,
          Feature.TEXT_ORDER,
          Feature.MATERIALIZED,
          Feature.QUANTIFIED));

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final Set<Feature> features;

  Dialect(Set<Feature> features) {
    this.features = features;
  }

  boolean takes(Sql statement) {
    return features.containsAll(statement.features());
  }

  boolean takes(Column column) {
    return takes(column.of("").sql());
  }

  boolean hasKeys() {
    return this == KARST || this == POSTGRESQL;
  }

  /** A column's type in CREATE TABLE. */
  String type(Column column) {
    // In H2 text is a large object.
    return this == H2 && column.type().isText() ? "varchar" : column.declaration();
  }

  /** Whether it writes values as PostgreSQL does. */
  boolean writesAsPostgres() {
    return this != H2 && this != DUCKDB;
  }
}
