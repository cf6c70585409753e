package io.karst.calcite.schema;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SystemTable;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
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
    add("information_schema_catalog_name", "catalog_name", DefinitionRows::catalog);
    add(
        "schemata",
        "catalog_name schema_name schema_owner -default_character_set_catalog"
            + " -default_character_set_schema -default_character_set_name -sql_path",
        DefinitionRows::schemata);
    add(
        "tables",
        "table_catalog table_schema table_name table_type -self_referencing_column_name"
            + " -reference_generation -user_defined_type_catalog -user_defined_type_schema"
            + " -user_defined_type_name is_insertable_into is_typed -commit_action",
        DefinitionRows::tables);
    add(
        "columns",
        "table_catalog table_schema table_name column_name ordinal_position# column_default"
            + " is_nullable data_type character_maximum_length# character_octet_length#"
            + " numeric_precision# numeric_precision_radix# numeric_scale# datetime_precision#"
            + " -interval_type -interval_precision# -character_set_catalog -character_set_schema"
            + " -character_set_name -collation_catalog -collation_schema -collation_name"
            + " domain_catalog domain_schema domain_name udt_catalog udt_schema udt_name"
            + " -scope_catalog -scope_schema -scope_name -maximum_cardinality# dtd_identifier"
            + " is_self_referencing is_identity identity_generation identity_start"
            + " identity_increment identity_maximum identity_minimum identity_cycle is_generated"
            + " generation_expression is_updatable",
        ColumnRows::columns);
    add(
        "views",
        "table_catalog table_schema table_name view_definition check_option is_updatable"
            + " is_insertable_into is_trigger_updatable is_trigger_deletable"
            + " is_trigger_insertable_into",
        DefinitionRows::views);
    add(
        "view_table_usage",
        "view_catalog view_schema view_name table_catalog table_schema table_name",
        ViewRows::tables);
    add(
        "sequences",
        "sequence_catalog sequence_schema sequence_name data_type numeric_precision#"
            + " numeric_precision_radix# numeric_scale# start_value minimum_value"
            + " maximum_value increment cycle_option",
        DefinitionRows::sequences);
    add(
        "table_constraints",
        "constraint_catalog constraint_schema constraint_name table_catalog table_schema"
            + " table_name constraint_type is_deferrable initially_deferred enforced"
            + " nulls_distinct",
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
        "constraint_table_usage",
        "table_catalog table_schema table_name constraint_catalog constraint_schema"
            + " constraint_name",
        ConstraintRows::constraintTables);
    add(
        "check_constraints",
        "constraint_catalog constraint_schema constraint_name check_clause",
        ConstraintRows::checks);
    add(
        "table_privileges",
        "grantor grantee table_catalog table_schema table_name privilege_type is_grantable"
            + " with_hierarchy",
        PrivilegeRows::tables);
    add(
        "role_table_grants",
        "grantor grantee table_catalog table_schema table_name privilege_type is_grantable"
            + " with_hierarchy",
        PrivilegeRows::tables);
    add(
        "column_privileges",
        "grantor grantee table_catalog table_schema table_name column_name privilege_type"
            + " is_grantable",
        PrivilegeRows::columns);
    add("enabled_roles", "role_name", PrivilegeRows::roles);
    addDomains();
    addEmpty();
  }

  private static void addDomains() {
    add(
        "domains",
        "domain_catalog domain_schema domain_name data_type character_maximum_length#"
            + " character_octet_length# -character_set_catalog -character_set_schema"
            + " -character_set_name -collation_catalog -collation_schema -collation_name"
            + " numeric_precision# numeric_precision_radix# numeric_scale# datetime_precision#"
            + " -interval_type -interval_precision# domain_default udt_catalog udt_schema"
            + " udt_name -scope_catalog -scope_schema -scope_name -maximum_cardinality#"
            + " dtd_identifier",
        DomainRows::domains);
    add(
        "domain_constraints",
        "constraint_catalog constraint_schema constraint_name domain_catalog domain_schema"
            + " domain_name is_deferrable initially_deferred",
        DomainRows::constraints);
    add(
        "column_domain_usage",
        "domain_catalog domain_schema domain_name table_catalog table_schema table_name"
            + " column_name",
        DomainRows::columns);
  }

  /** What Karst has none of: tools that ask for it get no rows instead of an error. */
  private static void addEmpty() {
    Function<QueryContext, Iterable<@Nullable Object[]>> nothing = context -> List.of();
    add("applicable_roles", "grantee role_name is_grantable", nothing);
    add(
        "routines",
        "specific_catalog specific_schema specific_name routine_catalog routine_schema"
            + " routine_name routine_type data_type routine_body routine_definition"
            + " external_name external_language is_deterministic security_type",
        nothing);
    add(
        "parameters",
        "specific_catalog specific_schema specific_name ordinal_position# parameter_mode"
            + " parameter_name data_type",
        nothing);
    add(
        "triggers",
        "trigger_catalog trigger_schema trigger_name event_manipulation event_object_catalog"
            + " event_object_schema event_object_table action_order# action_condition"
            + " action_statement action_orientation action_timing",
        nothing);
    add(
        "user_defined_types",
        "user_defined_type_catalog user_defined_type_schema user_defined_type_name"
            + " user_defined_type_category",
        nothing);
  }

  private InformationSchema() {}

  /**
   * Adds a table.
   *
   * @param columns names; those ending in # are integers, all others text; those beginning with -
   *     are always NULL
   * @param rows gives values for the other columns
   */
  private static void add(
      String name, String columns, Function<QueryContext, Iterable<@Nullable Object[]>> rows) {
    String[] names = columns.split(" ", -1);
    Object[] namesAndTypes = new Object[2 * names.length];
    boolean[] filled = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      filled[i] = !names[i].startsWith("-");
      boolean number = names[i].endsWith("#");
      namesAndTypes[2 * i] =
          names[i].substring(filled[i] ? 0 : 1, names[i].length() - (number ? 1 : 0));
      namesAndTypes[2 * i + 1] = number ? ColumnType.INTEGER : ColumnType.TEXT;
    }
    List<TableColumn> all = SystemTable.columns(namesAndTypes);
    TABLES.put(
        name, new SystemTable(NAME, name, all, context -> spread(rows.apply(context), filled)));
  }

  private static List<@Nullable Object[]> spread(
      Iterable<@Nullable Object[]> rows, boolean[] filled) {
    List<@Nullable Object[]> result = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] spread = new @Nullable Object[filled.length];
      int next = 0;
      for (int i = 0; i < filled.length; i++) {
        spread[i] = filled[i] ? row[next++] : null;
      }
      result.add(spread);
    }
    return result;
  }

  static List<String> names() {
    return List.copyOf(TABLES.keySet());
  }

  static @Nullable SystemTable find(String name) {
    return TABLES.get(name.toLowerCase(Locale.ROOT));
  }
}
