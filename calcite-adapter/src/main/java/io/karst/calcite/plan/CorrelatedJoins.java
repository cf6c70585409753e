package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Inner joins of two inputs that both depend on a column of the same outer row: each input says
 * which value it had, and the join compares them. Calcite's decorrelation takes both inputs for all
 * outer rows at once and would join what belongs to different ones.
 */
final class CorrelatedJoins extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  CorrelatedJoins(RelBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode rel = super.visitChildren(other);
    boolean inner =
        (rel instanceof Join join && join.getJoinType() == JoinRelType.INNER)
            || (rel instanceof Correlate correlate && correlate.getJoinType() == JoinRelType.INNER);
    if (!inner) {
      return rel;
    }
    Map<String, RexFieldAccess> shared = outerColumns(rel.getInput(0));
    shared.keySet().retainAll(outerColumns(rel.getInput(1)).keySet());
    return shared.isEmpty() ? rel : compared(rel, List.copyOf(shared.values()));
  }

  private RelNode compared(RelNode join, List<RexFieldAccess> columns) {
    RelNode left = builder.push(join.getInput(0)).projectPlus(columns).build();
    RelNode right = builder.push(join.getInput(1)).projectPlus(columns).build();
    int leftFields = join.getInput(0).getRowType().getFieldCount();
    int rightFields = join.getInput(1).getRowType().getFieldCount();
    int shift = columns.size();
    if (join instanceof Correlate correlate) {
      builder.push(
          correlate.copy(
              correlate.getTraitSet(),
              left,
              right,
              correlate.getCorrelationId(),
              correlate.getRequiredColumns(),
              correlate.getJoinType()));
    } else {
      builder
          .push(left)
          .push(right)
          .join(JoinRelType.INNER, RexUtil.shift(((Join) join).getCondition(), leftFields, shift));
    }
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < shift; i++) {
      same.add(
          builder.call(
              SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              builder.field(leftFields + i),
              builder.field(leftFields + shift + rightFields + i)));
    }
    List<RexNode> fields = new ArrayList<>(builder.filter(same).fields());
    fields.subList(leftFields + shift + rightFields, fields.size()).clear();
    fields.subList(leftFields, leftFields + shift).clear();
    return builder.project(fields, join.getRowType().getFieldNames(), true).build();
  }

  /** The columns of outer rows that a tree uses, by their texts. */
  private static Map<String, RexFieldAccess> outerColumns(RelNode rel) {
    Map<String, RexFieldAccess> columns = new TreeMap<>();
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable) {
              columns.put(access.toString(), access);
            }
            return super.visitFieldAccess(access);
          }
        };
    rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            other.accept(expressions);
            return super.visitChildren(other);
          }
        });
    return columns;
  }
}
