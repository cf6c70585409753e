package io.karst.calcite.join;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Makes operators of an order of joins. */
final class JoinBuilder {
  private final JoinBlock block;
  private final List<ColumnClass> classes;
  private final RexBuilder rex;

  /** Joined rows and where they have the columns of the block. */
  private record Built(RelNode rel, List<Integer> columns) {}

  JoinBuilder(JoinGraph graph, RexBuilder rex) {
    this.block = graph.block();
    this.classes = graph.classes();
    this.rex = rex;
  }

  /** The joins with the columns that the block had. */
  RelNode build(JoinPlan plan, RelDataType rowType) {
    Built built = built(plan);
    List<Integer> columns = built.columns();
    int[] places = new int[block.width()];
    for (int i = 0; i < columns.size(); i++) {
      places[columns.get(i)] = i;
    }
    List<RexNode> output = new ArrayList<>();
    for (int column : block.output()) {
      output.add(RexInputRef.of(places[column], built.rel().getRowType()));
    }
    return LogicalProject.create(built.rel(), List.of(), output, rowType.getFieldNames(), Set.of());
  }

  private Built built(JoinPlan plan) {
    return plan.isInput()
        ? input(plan.input())
        : join(requireNonNull(plan.left()), requireNonNull(plan.right()), plan.mirrored());
  }

  private Built input(int number) {
    JoinInput input = block.inputs().get(number);
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < input.width(); i++) {
      columns.add(input.first() + i);
    }
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode condition : block.conditions()) {
      long reads = block.inputsOf(condition);
      if (input.isInner() && (reads == 1L << number || (reads == 0 && number == 0))) {
        conditions.add(condition);
      }
    }
    return filtered(new Built(input.rel(), columns), conditions);
  }

  private Built filtered(Built built, List<RexNode> conditions) {
    if (conditions.isEmpty()) {
      return built;
    }
    RexNode condition = moved(conditions, built.columns(), built.rel().getRowType().getFieldList());
    return new Built(LogicalFilter.create(built.rel(), condition), built.columns());
  }

  private Built join(JoinPlan leftPlan, JoinPlan rightPlan, boolean mirrored) {
    Built left = built(leftPlan);
    Built right = built(rightPlan);
    List<RexNode> conditions = equalities(leftPlan.inputs(), rightPlan.inputs());
    for (RexNode condition : block.conditions()) {
      if (isDue(condition, leftPlan, rightPlan)) {
        conditions.add(condition);
      }
    }
    JoinInput alone = rightPlan.isInput() ? block.inputs().get(rightPlan.input()) : null;
    if (alone == null || alone.isInner()) {
      return joined(left, right, conditions, JoinRelType.INNER);
    }
    Built joined =
        mirrored
            ? joined(right, left, alone.on(), JoinRelType.RIGHT)
            : joined(left, right, alone.on(), alone.type());
    return filtered(
        alone.type().projectsRight() ? joined : new Built(joined.rel(), left.columns()),
        conditions);
  }

  private Built joined(Built left, Built right, List<RexNode> on, JoinRelType type) {
    List<Integer> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    List<RelDataTypeField> fields = new ArrayList<>(left.rel().getRowType().getFieldList());
    fields.addAll(right.rel().getRowType().getFieldList());
    RexNode condition = moved(on, columns, fields);
    RelNode rel = LogicalJoin.create(left.rel(), right.rel(), List.of(), condition, Set.of(), type);
    return new Built(rel, columns);
  }

  /** One equality for each class with columns on both sides; one that was written if there is. */
  private List<RexNode> equalities(long left, long right) {
    List<RexNode> result = new ArrayList<>();
    for (ColumnClass columns : classes) {
      if ((columns.inputs() & left) != 0 && (columns.inputs() & right) != 0) {
        result.add(equality(columns, left, right));
      }
    }
    return result;
  }

  private RexNode equality(ColumnClass columns, long left, long right) {
    for (RexNode condition : block.conditions()) {
      long reads = block.inputsOf(condition);
      if ((reads & left) != 0
          && (reads & right) != 0
          && (reads & ~(left | right)) == 0
          && columns == ColumnClass.of(classes, condition)) {
        return condition;
      }
    }
    return rex.makeCall(
        SqlStdOperatorTable.EQUALS,
        column(columns.columnOf(block, left)),
        column(columns.columnOf(block, right)));
  }

  private RexNode column(int column) {
    JoinInput input = block.inputs().get(block.inputOf(column));
    List<RelDataTypeField> fields = input.rel().getRowType().getFieldList();
    return new RexInputRef(column, fields.get(column - input.first()).getType());
  }

  /** Whether a condition that makes no class can be asked here and not before. */
  private boolean isDue(RexNode condition, JoinPlan left, JoinPlan right) {
    long reads = block.inputsOf(condition);
    boolean alone = right.isInput() && !block.inputs().get(right.input()).isInner();
    return (reads & ~(left.inputs() | right.inputs())) == 0
        && (reads & ~left.inputs()) != 0
        && (alone || (reads & ~right.inputs()) != 0)
        && ColumnClass.of(classes, condition) == null;
  }

  /** Conditions over the block's columns as one over these fields. */
  private RexNode moved(
      List<RexNode> conditions, List<Integer> columns, List<RelDataTypeField> fields) {
    RexShuttle move =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            int at = columns.indexOf(ref.getIndex());
            return new RexInputRef(at, fields.get(at).getType());
          }
        };
    return RexUtil.composeConjunction(rex, move.visitList(conditions));
  }
}
