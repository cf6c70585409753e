package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Mends what Calcite makes of a set of grouping keys that is there twice: a union of aggregates, in
 * which columns that are NOT NULL in one part are read as if they were nullable.
 */
final class RepeatedGroups {
  private RepeatedGroups() {}

  static RelNode typed(RelNode groups) {
    if (!(groups instanceof Union)) {
      return groups;
    }
    List<RelNode> parts = new ArrayList<>();
    for (RelNode part : groups.getInputs()) {
      parts.add(part instanceof LogicalProject project ? typed(project) : part);
    }
    return groups.copy(groups.getTraitSet(), parts);
  }

  private static RelNode typed(LogicalProject project) {
    RexBuilder rex = project.getCluster().getRexBuilder();
    RelDataType row = project.getInput().getRowType();
    return project.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            RexNode there = RexInputRef.of(column.getIndex(), row);
            return there.getType().equals(column.getType())
                ? column
                : rex.makeAbstractCast(column.getType(), there, false);
          }
        });
  }
}
