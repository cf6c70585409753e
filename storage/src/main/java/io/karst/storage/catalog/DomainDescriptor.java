package io.karst.storage.catalog;

import io.karst.storage.value.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type with conditions; evaluated by the SQL layer before rows reach storage.
 *
 * @param name unique among domains, types and views of the collection
 * @param type what values are stored as
 * @param base the domain it was made from, whose conditions hold too, or null
 * @param nullable false = NOT NULL, whatever the base says
 * @param defaultSql DEFAULT expression of columns without one as SQL text, or null
 * @param checks conditions over {@code value}, by name
 * @param comment COMMENT ON text, or null
 */
public record DomainDescriptor(
    String name,
    ColumnType type,
    @Nullable DomainName base,
    boolean nullable,
    @Nullable String defaultSql,
    List<CheckDescriptor> checks,
    @Nullable String comment) {

  public DomainDescriptor {
    checks = List.copyOf(checks);
  }

  public DomainDescriptor withName(String newName) {
    return new DomainDescriptor(newName, type, base, nullable, defaultSql, checks, comment);
  }

  public DomainDescriptor withBase(@Nullable DomainName newBase) {
    return new DomainDescriptor(name, type, newBase, nullable, defaultSql, checks, comment);
  }

  public DomainDescriptor withNullable(boolean isNullable) {
    return new DomainDescriptor(name, type, base, isNullable, defaultSql, checks, comment);
  }

  public DomainDescriptor withDefault(@Nullable String sql) {
    return new DomainDescriptor(name, type, base, nullable, sql, checks, comment);
  }

  public DomainDescriptor withChecks(List<CheckDescriptor> newChecks) {
    return new DomainDescriptor(name, type, base, nullable, defaultSql, newChecks, comment);
  }

  public DomainDescriptor withComment(@Nullable String text) {
    return new DomainDescriptor(name, type, base, nullable, defaultSql, checks, text);
  }
}
