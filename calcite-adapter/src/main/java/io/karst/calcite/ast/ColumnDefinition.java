package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * A column in CREATE TABLE or ADD COLUMN. Constraints written at the column are in {@code
 * constraints} in the form of table constraints over this one column.
 *
 * @param name the column's name
 * @param type its type; {@link ColumnTypeSpec#of} gives the storage type
 * @param notNull NOT NULL was written (PRIMARY KEY and identity imply it without this flag)
 * @param defaultValue DEFAULT expression, or null
 * @param identity GENERATED ... AS IDENTITY or a serial type, or null
 * @param generatedAs GENERATED ALWAYS AS (expression) STORED, or null
 * @param constraints PRIMARY KEY, UNIQUE, CHECK and REFERENCES of the column
 */
public record ColumnDefinition(
    SqlIdentifier name,
    SqlDataTypeSpec type,
    boolean notNull,
    @Nullable SqlNode defaultValue,
    @Nullable IdentityDefinition identity,
    @Nullable SqlNode generatedAs,
    List<TableConstraint> constraints) {
  public ColumnDefinition {
    constraints = List.copyOf(constraints);
  }

  void unparse(SqlWriter writer) {
    Clauses.node(writer, name);
    unparseBody(writer);
  }

  /** Writes the column without its name. */
  void unparseBody(SqlWriter writer) {
    Clauses.node(writer, type);
    Clauses.keywordIf(writer, notNull, "NOT NULL");
    Clauses.optional(writer, "DEFAULT", defaultValue);
    if (identity != null && !ColumnTypeSpec.isSerial(type)) {
      identity.unparse(writer);
    }
    if (generatedAs != null) {
      writer.keyword("GENERATED ALWAYS AS");
      Clauses.parenthesized(writer, generatedAs);
      writer.keyword("STORED");
    }
    for (TableConstraint constraint : constraints) {
      constraint.unparseInline(writer);
    }
  }
}
