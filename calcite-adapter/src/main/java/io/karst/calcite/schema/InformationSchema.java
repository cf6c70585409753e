package io.karst.calcite.schema;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SystemTable;
import io.karst.storage.value.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of {@code information_schema}; column names and values are PostgreSQL's. */
final class InformationSchema {
  static final String NAME = "information_schema";

  private static final Map<String, SystemTable> TABLES = new LinkedHashMap<>();

  static {
    add("schemata", "catalog_name schema_name schema_owner", DefinitionRows::schemata);
    add(
        "tables",
        "table_catalog table_schema table_name table_type is_insertable_into",
        DefinitionRows::tables);
    add(
        "columns",
        "table_catalog table_schema table_name column_name ordinal_position# column_default"
            + " is_nullable data_type character_maximum_length# numeric_precision#"
            + " numeric_scale# datetime_precision# udt_name is_identity identity_generation"
            + " is_generated generation_expression is_updatable",
        DefinitionRows::columns);
    add(
        "views",
        "table_catalog table_schema table_name view_definition check_option is_updatable"
            + " is_insertable_into",
        DefinitionRows::views);
    add(
        "sequences",
        "sequence_catalog sequence_schema sequence_name data_type start_value minimum_value"
            + " maximum_value increment cycle_option",
        DefinitionRows::sequences);
    add(
        "table_constraints",
        "constraint_catalog constraint_schema constraint_name table_catalog table_schema"
            + " table_name constraint_type is_deferrable initially_deferred",
        ConstraintRows::tableConstraints);
    add(
        "key_column_usage",
        "constraint_catalog constraint_schema constraint_name table_catalog table_schema"
            + " table_name column_name ordinal_position# position_in_unique_constraint#",
        ConstraintRows::keyColumns);
    add(
        "referential_constraints",
        "constraint_catalog constraint_schema constraint_name unique_constraint_catalog"
            + " unique_constraint_schema unique_constraint_name match_option update_rule"
            + " delete_rule",
        ConstraintRows::references);
    add(
        "constraint_column_usage",
        "table_catalog table_schema table_name column_name constraint_catalog"
            + " constraint_schema constraint_name",
        ConstraintRows::constraintColumns);
    add(
        "check_constraints",
        "constraint_catalog constraint_schema constraint_name check_clause",
        ConstraintRows::checks);
  }

  private InformationSchema() {}

  /** Adds a table; names ending in # are integers, all others text. */
  private static void add(
      String name, String columns, Function<QueryContext, Iterable<@Nullable Object[]>> rows) {
    String[] names = columns.split(" ", -1);
    Object[] namesAndTypes = new Object[2 * names.length];
    for (int i = 0; i < names.length; i++) {
      boolean number = names[i].endsWith("#");
      namesAndTypes[2 * i] = number ? names[i].substring(0, names[i].length() - 1) : names[i];
      namesAndTypes[2 * i + 1] = number ? ColumnType.INTEGER : ColumnType.TEXT;
    }
    TABLES.put(name, new SystemTable(NAME, name, SystemTable.columns(namesAndTypes), rows));
  }

  static List<String> names() {
    return List.copyOf(TABLES.keySet());
  }

  static @Nullable SystemTable find(String name) {
    return TABLES.get(name.toLowerCase(Locale.ROOT));
  }
}
