package io.karst.calcite.subquery;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * Sub-queries of grouped queries that read group columns of the row around. Calcite's conversion
 * finds the first one among the groups, and takes the others where they are in rows before
 * grouping.
 */
public final class GroupedRows extends QueryShuttle {
  @Override
  protected RelNode rewritten(RelNode node) {
    Aggregate groups = node.getVariablesSet().isEmpty() ? null : groupsBelow(node.getInput(0));
    if (groups == null) {
      return node;
    }
    References references = new References(node, groups);
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
            return visited.clone(visited.rel.accept(references));
          }
        });
  }

  /** The groups whose rows an operator reads, below HAVING. */
  private static @Nullable Aggregate groupsBelow(RelNode input) {
    RelNode below = input;
    while (below instanceof Filter) {
      below = below.getInput(0);
    }
    return below instanceof Aggregate aggregate ? aggregate : null;
  }

  /** Columns of rows before grouping, as columns of their groups. */
  private static final class References extends RowReferences {
    private final RelNode node;
    private final Aggregate groups;
    private final RexBuilder rex;

    References(RelNode node, Aggregate groups) {
      this.node = node;
      this.groups = groups;
      this.rex = node.getCluster().getRexBuilder();
    }

    @Override
    RexNode replaced(RexFieldAccess column, RexCorrelVariable row) {
      RelNode input = node.getInput(0);
      if (!node.getVariablesSet().contains(row.id)
          || row.getType().equals(input.getRowType())
          || row.getType().getFieldCount() != Columns.count(beforeGrouping())) {
        return column;
      }
      RexNode group = rex.makeCorrel(input.getRowType(), row.id);
      int place = groups.getGroupSet().indexOf(key(column.getField().getIndex()));
      if (place < 0) {
        throw new KarstException(
            ErrorCode.GROUPING_ERROR,
            "subquery uses ungrouped column \""
                + column.getField().getName()
                + "\" from outer query");
      }
      return rex.ensureType(column.getType(), rex.makeFieldAccess(group, place), false);
    }

    private RelNode beforeGrouping() {
      RelNode input = groups.getInput();
      return input instanceof Project project ? project.getInput() : input;
    }

    /** The column of the groups' input that is a column of the rows before grouping, or -1. */
    private int key(int column) {
      if (!(groups.getInput() instanceof Project project)) {
        return column;
      }
      for (int key : groups.getGroupSet()) {
        if (project.getProjects().get(key) instanceof RexInputRef ref && ref.getIndex() == column) {
          return key;
        }
      }
      return -1;
    }
  }
}
