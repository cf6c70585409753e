package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableProject;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Gives hash joins {@link EqualityKeys} where columns need them. Runs on the physical tree, when
 * joins that look rows up by key are made.
 */
final class JoinKeys {
  private JoinKeys() {}

  /** The rewritten tree. */
  static RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode node = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    return node instanceof EnumerableHashJoin join ? new Rewrite(join).apply() : node;
  }

  /** One join. */
  private static final class Rewrite {
    private final EnumerableHashJoin join;
    private final RelNode left;
    private final RelNode right;
    private final RexBuilder rex;
    private final int leftWidth;
    private final List<RexNode> leftKeys = new ArrayList<>();
    private final List<RexNode> rightKeys = new ArrayList<>();

    Rewrite(EnumerableHashJoin join) {
      this.join = join;
      this.left = join.getLeft();
      this.right = join.getRight();
      this.rex = join.getCluster().getRexBuilder();
      this.leftWidth = left.getRowType().getFieldCount();
    }

    RelNode apply() {
      List<Integer> leftColumns = new ArrayList<>();
      List<Integer> rightColumns = new ArrayList<>();
      List<Boolean> nullsDiffer = new ArrayList<>();
      List<RexNode> others = new ArrayList<>();
      RelOptUtil.splitJoinCondition(
          left, right, join.getCondition(), leftColumns, rightColumns, nullsDiffer, others);
      int[] keys = new int[leftColumns.size()];
      for (int i = 0; i < keys.length; i++) {
        int leftColumn = leftColumns.get(i);
        int rightColumn = rightColumns.get(i);
        keys[i] = -1;
        if (EqualityKeys.needed(left, leftColumn, right, rightColumn)) {
          keys[i] = leftKeys.size();
          leftKeys.add(EqualityKeys.of(left, leftColumn));
          rightKeys.add(EqualityKeys.of(right, rightColumn));
        }
      }
      if (leftKeys.isEmpty()) {
        return join;
      }
      RelNode leftInput = widened(left, leftKeys);
      RelNode rightInput = widened(right, rightKeys);
      int shift = leftKeys.size();
      List<RexNode> conditions = new ArrayList<>();
      for (int i = 0; i < keys.length; i++) {
        boolean plain = keys[i] < 0;
        int leftColumn = plain ? leftColumns.get(i) : leftWidth + keys[i];
        int rightColumn =
            plain ? rightColumns.get(i) : right.getRowType().getFieldCount() + keys[i];
        SqlOperator equal =
            nullsDiffer.get(i)
                ? SqlStdOperatorTable.EQUALS
                : SqlStdOperatorTable.IS_NOT_DISTINCT_FROM;
        conditions.add(
            rex.makeCall(
                equal,
                RexInputRef.of(leftColumn, leftInput.getRowType()),
                RexUtil.shift(
                    RexInputRef.of(rightColumn, rightInput.getRowType()), leftWidth + shift)));
      }
      RexShuttle move =
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
              int index = ref.getIndex();
              return index < leftWidth ? ref : new RexInputRef(index + shift, ref.getType());
            }
          };
      others.forEach(other -> conditions.add(other.accept(move)));
      RelNode joined =
          EnumerableHashJoin.create(
              leftInput,
              rightInput,
              RexUtil.composeConjunction(rex, conditions),
              join.getVariablesSet(),
              join.getJoinType());
      return narrowed(joined, shift);
    }

    private RelNode widened(RelNode input, List<RexNode> keys) {
      RelDataTypeFactory.Builder type = rex.getTypeFactory().builder();
      type.addAll(input.getRowType().getFieldList());
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
        columns.add(RexInputRef.of(i, input.getRowType()));
      }
      for (RexNode key : keys) {
        type.add("key " + columns.size(), key.getType());
        columns.add(key);
      }
      return EnumerableProject.create(input, columns, type.build());
    }

    /** The columns of the join as it was. */
    private RelNode narrowed(RelNode joined, int keys) {
      RelDataType type = join.getRowType();
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < type.getFieldCount(); i++) {
        columns.add(RexInputRef.of(i < leftWidth ? i : i + keys, joined.getRowType()));
      }
      return EnumerableProject.create(joined, columns, type);
    }
  }
}
