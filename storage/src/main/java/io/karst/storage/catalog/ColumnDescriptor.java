package io.karst.storage.catalog;

import io.karst.storage.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A declared column.
 *
 * @param slot its place in stored rows; never reused in this type
 * @param name unique among the type's columns
 * @param type what it holds; VECTOR columns are stored in the vectors table, not in the core row
 * @param nullable false = NOT NULL
 * @param defaultSql the DEFAULT expression as SQL text, or null
 * @param missing the canonical value of rows written before the column was added
 * @param identity sequence behind GENERATED AS IDENTITY, or null
 * @param generatedSql the expression of GENERATED ALWAYS AS (..) STORED, or null
 * @param comment COMMENT ON text, or null
 * @param domain the domain whose conditions values satisfy besides, or null; {@code type} is its
 *     base
 */
public record ColumnDescriptor(
    int slot,
    String name,
    ColumnType type,
    boolean nullable,
    @Nullable String defaultSql,
    @Nullable Object missing,
    @Nullable IdentityDescriptor identity,
    @Nullable String generatedSql,
    @Nullable String comment,
    @Nullable DomainName domain) {

  /** A plain column. */
  public static ColumnDescriptor of(int slot, String name, ColumnType type, boolean nullable) {
    return new ColumnDescriptor(slot, name, type, nullable, null, null, null, null, null, null);
  }

  public ColumnDescriptor withName(String newName) {
    return new ColumnDescriptor(
        slot,
        newName,
        type,
        nullable,
        defaultSql,
        missing,
        identity,
        generatedSql,
        comment,
        domain);
  }

  /** The column with another type; what rows without it show has that type already. */
  public ColumnDescriptor withType(int newSlot, ColumnType newType, @Nullable Object newMissing) {
    return new ColumnDescriptor(
        newSlot,
        name,
        newType,
        nullable,
        defaultSql,
        newMissing,
        identity,
        generatedSql,
        comment,
        domain);
  }

  public ColumnDescriptor withNullable(boolean isNullable) {
    return new ColumnDescriptor(
        slot, name, type, isNullable, defaultSql, missing, identity, generatedSql, comment, domain);
  }

  public ColumnDescriptor withDefault(@Nullable String sql) {
    return new ColumnDescriptor(
        slot, name, type, nullable, sql, missing, identity, generatedSql, comment, domain);
  }

  public ColumnDescriptor withIdentity(@Nullable IdentityDescriptor newIdentity) {
    return new ColumnDescriptor(
        slot,
        name,
        type,
        nullable,
        defaultSql,
        missing,
        newIdentity,
        generatedSql,
        comment,
        domain);
  }

  /** The column with another generation expression; without one it keeps the values so far. */
  public ColumnDescriptor withExpression(@Nullable String sql) {
    return new ColumnDescriptor(
        slot, name, type, nullable, defaultSql, missing, identity, sql, comment, domain);
  }

  public ColumnDescriptor withComment(@Nullable String text) {
    return new ColumnDescriptor(
        slot, name, type, nullable, defaultSql, missing, identity, generatedSql, text, domain);
  }

  public ColumnDescriptor withDomain(@Nullable DomainName newDomain) {
    return new ColumnDescriptor(
        slot,
        name,
        type,
        nullable,
        defaultSql,
        missing,
        identity,
        generatedSql,
        comment,
        newDomain);
  }
}
