package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code WHEN [NOT] MATCHED [AND condition] THEN action} of MERGE.
 *
 * @param matched whether it is for rows of the source that have a row in the table
 * @param condition or null
 * @param action what to do with such a row
 */
public record MergeClause(boolean matched, @Nullable SqlNode condition, Action action) {

  /** What a clause does. */
  public sealed interface Action {}

  /** {@code DO NOTHING}. */
  public record Nothing() implements Action {}

  /** {@code DELETE}. */
  public record Remove() implements Action {}

  /** {@code UPDATE SET ...}. */
  public record Change(List<Assignment> assignments) implements Action {
    public Change {
      assignments = List.copyOf(assignments);
    }
  }

  /**
   * {@code INSERT [(columns)] [OVERRIDING ...] {VALUES (...) | DEFAULT VALUES}}.
   *
   * @param columns empty: all columns in order
   * @param overriding how explicit values of identity columns are treated
   * @param values null for DEFAULT VALUES
   */
  public record Add(
      List<SqlIdentifier> columns, Insert.Overriding overriding, @Nullable SqlNodeList values)
      implements Action {
    public Add {
      columns = List.copyOf(columns);
    }
  }

  List<SqlNode> operands() {
    List<SqlNode> nodes = new ArrayList<>();
    if (condition != null) {
      nodes.add(condition);
    }
    if (action instanceof Change change) {
      for (Assignment assignment : change.assignments) {
        nodes.add(assignment.value());
      }
    } else if (action instanceof Add add && add.values != null) {
      nodes.add(add.values);
    }
    return nodes;
  }

  void unparse(SqlWriter writer) {
    writer.keyword(matched ? "WHEN MATCHED" : "WHEN NOT MATCHED");
    Clauses.optional(writer, "AND", condition);
    writer.keyword("THEN");
    if (action instanceof Nothing) {
      writer.keyword("DO NOTHING");
    } else if (action instanceof Remove) {
      writer.keyword("DELETE");
    } else if (action instanceof Change change) {
      writer.keyword("UPDATE");
      Assignment.unparse(writer, change.assignments);
    } else if (action instanceof Add add) {
      unparse(writer, add);
    }
  }

  private static void unparse(SqlWriter writer, Add add) {
    writer.keyword("INSERT");
    Clauses.parenthesizedIf(writer, add.columns);
    if (add.overriding != Insert.Overriding.NONE) {
      writer.keyword("OVERRIDING " + add.overriding + " VALUE");
    }
    if (add.values == null) {
      writer.keyword("DEFAULT VALUES");
    } else {
      writer.keyword("VALUES");
      Clauses.parenthesized(writer, add.values.getList());
    }
  }
}
