package io.karst.calcite.join;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/**
 * Joins, the filters and the plain projections between them as inputs side by side and conditions
 * over the columns of all. The right side of a LEFT, SEMI or ANTI join is an input that is joined
 * alone, at any time after the inputs its condition reads: such joins neither add nor take away
 * what a join of other inputs looks at.
 */
final class JoinBlock {
  /** Larger blocks are ordered in parts. */
  static final int MOST_INPUTS = 60;

  private final UnaryOperator<RelNode> inside;
  private final IdentityHashMap<RelNode, RelNode> ordered = new IdentityHashMap<>();
  private final List<JoinInput> inputs = new ArrayList<>();
  private final List<RexNode> conditions = new ArrayList<>();
  private final List<Integer> inputOfColumn = new ArrayList<>();
  private final List<Integer> output;
  private final JoinShape written;

  /** A part of the tree that was read: its columns in the block and how it is joined. */
  private record Part(List<Integer> columns, JoinShape shape) {}

  /**
   * Reads a block.
   *
   * @param top a join for which {@link #inputs(RelNode)} is at most {@link #MOST_INPUTS}
   * @param inside orders joins inside of inputs
   */
  JoinBlock(RelNode top, UnaryOperator<RelNode> inside) {
    this.inside = inside;
    Part whole = read(top);
    this.output = whole.columns();
    this.written = whole.shape();
  }

  /** The number of inputs of a block with this operator at its top; 1 if that is no join. */
  static int inputs(RelNode node) {
    if (node instanceof LogicalJoin join && isPart(join)) {
      JoinRelType type = join.getJoinType();
      return (type == JoinRelType.RIGHT ? 1 : inputs(join.getLeft()))
          + (type == JoinRelType.INNER || type == JoinRelType.RIGHT ? inputs(join.getRight()) : 1);
    }
    return isTransparent(node) ? inputs(node.getInput(0)) : 1;
  }

  /** Whether joins are ordered across this one. */
  static boolean isPart(LogicalJoin join) {
    JoinRelType type = join.getJoinType();
    return (type == JoinRelType.INNER
            || type == JoinRelType.LEFT
            || type == JoinRelType.RIGHT
            || type == JoinRelType.SEMI
            || type == JoinRelType.ANTI)
        && join.getVariablesSet().isEmpty()
        && RexUtil.isDeterministic(join.getCondition());
  }

  /** Filters and projections of plain columns: the joins below them are of the same block. */
  private static boolean isTransparent(RelNode node) {
    if (node instanceof LogicalFilter filter) {
      return filter.getVariablesSet().isEmpty() && RexUtil.isDeterministic(filter.getCondition());
    }
    return node instanceof LogicalProject project
        && project.getVariablesSet().isEmpty()
        && project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
  }

  private Part read(RelNode node) {
    if (node instanceof LogicalJoin join && isPart(join)) {
      return readJoin(join);
    }
    if (!isTransparent(node) || inputs(node) == 1) {
      return input(node, JoinRelType.INNER);
    }
    Part below = read(node.getInput(0));
    if (node instanceof LogicalFilter filter) {
      addAll(conditions, filter.getCondition(), below.columns());
      return below;
    }
    List<Integer> columns = new ArrayList<>();
    for (RexNode column : ((LogicalProject) node).getProjects()) {
      columns.add(below.columns().get(((RexInputRef) column).getIndex()));
    }
    return new Part(columns, below.shape());
  }

  private Part readJoin(LogicalJoin join) {
    boolean mirrored = join.getJoinType() == JoinRelType.RIGHT;
    JoinRelType type = mirrored ? JoinRelType.LEFT : join.getJoinType();
    Part kept = read(mirrored ? join.getRight() : join.getLeft());
    RelNode other = mirrored ? join.getLeft() : join.getRight();
    boolean inner = type == JoinRelType.INNER;
    Part joined = inner ? read(other) : input(other, type);
    List<Integer> columns = new ArrayList<>(mirrored ? joined.columns() : kept.columns());
    columns.addAll(mirrored ? kept.columns() : joined.columns());
    List<RexNode> on = inner ? conditions : inputs.get(inputs.size() - 1).on();
    addAll(on, join.getCondition(), columns);
    return new Part(
        type.projectsRight() ? columns : kept.columns(),
        new JoinShape(kept.shape(), joined.shape(), -1, mirrored));
  }

  private Part input(RelNode node, JoinRelType type) {
    RelNode rel = inside.apply(node);
    ordered.put(node, rel);
    int first = inputOfColumn.size();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
      columns.add(first + i);
      inputOfColumn.add(inputs.size());
    }
    inputs.add(new JoinInput(rel, first, type, new ArrayList<>()));
    return new Part(columns, new JoinShape(null, null, inputs.size() - 1, false));
  }

  /** A part of the tree as it was written, with what was ordered inside of the inputs. */
  RelNode rebuilt(RelNode node) {
    RelNode input = ordered.get(node);
    if (input != null) {
      return input;
    }
    List<RelNode> below = new ArrayList<>();
    boolean changed = false;
    for (RelNode child : node.getInputs()) {
      RelNode rebuilt = rebuilt(child);
      changed |= rebuilt != child;
      below.add(rebuilt);
    }
    return changed ? node.copy(node.getTraitSet(), below) : node;
  }

  /** Adds the conjuncts of a condition over some columns of the block. */
  private static void addAll(List<RexNode> to, RexNode condition, List<Integer> columns) {
    RexShuttle move =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(columns.get(ref.getIndex()), ref.getType());
          }
        };
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      to.add(conjunct.accept(move));
    }
  }

  List<JoinInput> inputs() {
    return inputs;
  }

  /** The conjuncts that rows of the block meet, in the order they were written. */
  List<RexNode> conditions() {
    return conditions;
  }

  /** The columns of the block that the operator at its top has. */
  List<Integer> output() {
    return output;
  }

  /** The joins as they were written. */
  JoinShape written() {
    return written;
  }

  /** Columns of all inputs. */
  int width() {
    return inputOfColumn.size();
  }

  /** The input that a column belongs to. */
  int inputOf(int column) {
    return inputOfColumn.get(column);
  }

  /** The inputs that an expression reads, as bits. */
  long inputsOf(RexNode node) {
    long[] set = new long[1];
    node.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef ref) {
            set[0] |= 1L << inputOf(ref.getIndex());
            return null;
          }
        });
    return set[0];
  }
}
