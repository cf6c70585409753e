package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * Hides constants that are grouped by from decorrelation: Calcite takes them out of the keys, then
 * confuses them with the columns that remain, and an aggregate without keys finds a group where
 * there are no rows.
 */
final class GroupedConstants {
  private static final SqlFunction CONSTANT =
      new SqlFunction(
          "$CONSTANT",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.SYSTEM);

  private GroupedConstants() {}

  /** The tree with such constants hidden, if it has anything to decorrelate. */
  static RelNode hidden(RelNode rel) {
    return hasCorrelate(rel) ? rel.accept(new Hiding()) : rel;
  }

  /** The tree with its constants back. */
  static RelNode shown(RelNode rel) {
    RexShuttle constants =
        new RexShuttle() {
          @Override
          @SuppressWarnings("ReferenceEquality") // operators are singletons
          public RexNode visitCall(RexCall call) {
            return call.getOperator() == CONSTANT
                ? call.getOperands().get(0)
                : super.visitCall(call);
          }
        };
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visitChildren(other).accept(constants);
          }
        });
  }

  private static boolean hasCorrelate(RelNode rel) {
    return rel instanceof Correlate
        || rel.getInputs().stream().anyMatch(GroupedConstants::hasCorrelate);
  }

  private static final class Hiding extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
      RelNode node = super.visitChildren(other);
      if (!(node instanceof Aggregate aggregate)
          || !(aggregate.getInput() instanceof Project project)) {
        return node;
      }
      RexBuilder rex = project.getCluster().getRexBuilder();
      List<RexNode> columns = new ArrayList<>(project.getProjects());
      for (int key : aggregate.getGroupSet()) {
        if (columns.get(key) instanceof RexLiteral literal) {
          columns.set(key, rex.makeCall(literal.getType(), CONSTANT, List.of(literal)));
        }
      }
      if (columns.equals(project.getProjects())) {
        return node;
      }
      RelNode input =
          project.copy(project.getTraitSet(), project.getInput(), columns, project.getRowType());
      return aggregate.copy(aggregate.getTraitSet(), List.of(input));
    }
  }
}
