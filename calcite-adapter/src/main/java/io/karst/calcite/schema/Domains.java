package io.karst.calcite.schema;

import io.karst.calcite.ast.NamedTypeSpec;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.DomainName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Domains: their names along a search path, and what holds for their values. */
public final class Domains {
  private Domains() {}

  /** The domain of that name, or null. */
  public static @Nullable DomainName find(
      TableResolver tables, List<String> names, List<String> searchPath) {
    String name = names.get(names.size() - 1);
    for (String schema : names.size() > 1 ? List.of(names.get(names.size() - 2)) : searchPath) {
      CollectionCatalog catalog = tables.catalog(schema);
      if (catalog != null && catalog.domains().containsKey(name)) {
        return new DomainName(schema, name);
      }
    }
    return null;
  }

  /**
   * The domain that a type name stands for.
   *
   * @throws KarstException 42704 if there is none
   */
  public static DomainName resolve(
      TableResolver tables, NamedTypeSpec spec, List<String> searchPath) {
    DomainName found = find(tables, spec.getTypeName().names, searchPath);
    if (found == null) {
      throw spec.undefined();
    }
    spec.requirePlain();
    return found;
  }

  /**
   * The definition of a domain.
   *
   * @throws KarstException 42704
   */
  public static DomainDescriptor require(TableResolver tables, DomainName name) {
    CollectionCatalog catalog = tables.catalog(name.collection());
    DomainDescriptor domain = catalog == null ? null : catalog.domains().get(name.name());
    if (domain == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_OBJECT, "type \"" + name.name() + "\" does not exist");
    }
    return domain;
  }

  /** Whether NULL is a value of the domain and of those below it. */
  public static boolean isNullable(TableResolver tables, DomainName name) {
    DomainDescriptor domain = require(tables, name);
    DomainName base = domain.base();
    return domain.nullable() && (base == null || isNullable(tables, base));
  }

  /** All conditions of a domain: those of the domain below come first. */
  public static List<CheckDescriptor> checks(TableResolver tables, DomainName name) {
    DomainDescriptor domain = require(tables, name);
    DomainName base = domain.base();
    List<CheckDescriptor> checks =
        base == null ? new ArrayList<>() : new ArrayList<>(checks(tables, base));
    checks.addAll(domain.checks());
    return checks;
  }

  /** The default of a column: its own, or that of its domain; null if there is none. */
  public static @Nullable String defaultOf(TableResolver tables, ColumnDescriptor column) {
    DomainName domain = column.domain();
    return column.defaultSql() != null || domain == null
        ? column.defaultSql()
        : require(tables, domain).defaultSql();
  }
}
