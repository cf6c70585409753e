package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code INSERT INTO table [AS alias] [(columns)] [OVERRIDING ...] {query | DEFAULT VALUES} [ON
 * CONFLICT ...] [RETURNING ...]}. A WITH before INSERT has become part of the source query.
 *
 * @param table one part, or two with the schema
 * @param alias or null
 * @param columns empty: all columns in order
 * @param overriding how explicit values of identity columns are treated
 * @param source a query, or VALUES whose items may be calls of the operator DEFAULT; null for
 *     DEFAULT VALUES
 * @param onConflict or null
 * @param returning select list, or null
 */
public record Insert(
    SqlIdentifier table,
    @Nullable SqlIdentifier alias,
    List<SqlIdentifier> columns,
    Overriding overriding,
    @Nullable SqlNode source,
    @Nullable ConflictClause onConflict,
    @Nullable SqlNodeList returning)
    implements KarstStatement {

  /** How explicit values for identity columns are treated. */
  public enum Overriding {
    /** Not given. */
    NONE,
    /** OVERRIDING SYSTEM VALUE: they are used, also for GENERATED ALWAYS. */
    SYSTEM,
    /** OVERRIDING USER VALUE: they are ignored. */
    USER
  }

  public Insert {
    columns = List.copyOf(columns);
  }

  @Override
  public String tag() {
    return "INSERT";
  }

  @Override
  public List<SqlNode> operands() {
    List<SqlNode> nodes = new ArrayList<>();
    if (source != null) {
      nodes.add(source);
    }
    if (onConflict != null) {
      for (Assignment assignment : onConflict.assignments()) {
        nodes.add(assignment.value());
      }
      if (onConflict.where() != null) {
        nodes.add(onConflict.where());
      }
    }
    if (returning != null) {
      nodes.add(returning);
    }
    return List.copyOf(nodes);
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("INSERT INTO");
    Clauses.target(writer, table, alias);
    Clauses.parenthesizedIf(writer, columns);
    if (overriding != Overriding.NONE) {
      writer.keyword("OVERRIDING " + overriding + " VALUE");
    }
    if (source == null) {
      writer.keyword("DEFAULT VALUES");
    } else {
      Clauses.query(writer, source);
    }
    if (onConflict != null) {
      onConflict.unparse(writer);
    }
    Clauses.returning(writer, returning);
  }
}
