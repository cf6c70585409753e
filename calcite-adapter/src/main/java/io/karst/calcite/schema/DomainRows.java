package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of information_schema about domains. */
final class DomainRows {
  private DomainRows() {}

  /** What is done with each domain. */
  private interface DomainVisitor {
    void visit(String catalog, String schema, DomainDescriptor domain);
  }

  private static void each(QueryContext context, DomainVisitor visitor) {
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (DomainDescriptor domain : requireNonNull(tables.catalog(schema)).domains().values()) {
        visitor.visit(context.session().databaseName(), schema, domain);
      }
    }
  }

  static List<@Nullable Object[]> domains(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    each(
        context,
        (catalog, schema, domain) -> {
          ColumnType type = domain.type();
          rows.add(
              new Object[] {
                catalog,
                schema,
                domain.name(),
                TypeInformation.dataType(type),
                TypeInformation.length(type),
                TypeInformation.octets(type),
                TypeInformation.numericPrecision(type),
                TypeInformation.radix(type),
                TypeInformation.numericScale(type),
                TypeInformation.datetimePrecision(type),
                domain.defaultSql(),
                catalog,
                "pg_catalog",
                TypeInformation.udtName(type),
                "1"
              });
        });
    return rows;
  }

  /** NOT NULL is a CHECK constraint for the standard, but not in this table of PostgreSQL. */
  static List<@Nullable Object[]> constraints(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    each(
        context,
        (catalog, schema, domain) -> {
          for (CheckDescriptor check : domain.checks()) {
            rows.add(
                new Object[] {
                  catalog, schema, check.name(), catalog, schema, domain.name(), "NO", "NO"
                });
          }
        });
    return rows;
  }

  /** Adds the conditions of domains to the rows about CHECK constraints. */
  static void addChecks(QueryContext context, List<@Nullable Object[]> rows) {
    each(
        context,
        (catalog, schema, domain) -> {
          for (CheckDescriptor check : domain.checks()) {
            rows.add(new Object[] {catalog, schema, check.name(), "(" + check.sql() + ")"});
          }
        });
  }

  static List<@Nullable Object[]> columns(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (EntityTypeDescriptor type : requireNonNull(tables.catalog(schema)).types().values()) {
        for (ColumnDescriptor column : type.columns()) {
          DomainName domain = column.domain();
          if (domain != null) {
            rows.add(
                new Object[] {
                  catalog,
                  domain.collection(),
                  domain.name(),
                  catalog,
                  schema,
                  type.name(),
                  column.name()
                });
          }
        }
      }
    }
    return rows;
  }
}
