package io.karst.calcite.plan;

import io.karst.calcite.function.SetFunction;
import io.karst.calcite.rel.KarstProjectSet;
import io.karst.calcite.rel.KarstSample;
import io.karst.calcite.subquery.QueryShuttle;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * Takes set-returning functions out of select lists. What they need, and everything that stands
 * beside them, is computed below a {@link KarstProjectSet}; what stands around them above it.
 * Samples become operators that run, too.
 */
final class SetProjections extends QueryShuttle {
  @Override
  protected RelNode rewritten(RelNode node) {
    if (node instanceof Sample sample) {
      return KarstSample.of(sample.getInput(), sample.getSamplingParameters());
    }
    if (node instanceof LogicalProject project) {
      return anySet(project.getProjects()) ? split(project) : project;
    }
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (call.getOperator() instanceof SetFunction) {
              throw refused(node instanceof Join ? "JOIN conditions" : "WHERE");
            }
            return super.visitCall(call);
          }
        });
    return node;
  }

  private static KarstException refused(String place) {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "set-returning functions are not allowed in " + place);
  }

  private static boolean anySet(List<RexNode> nodes) {
    for (RexNode node : nodes) {
      if (hasSet(node)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasSet(RexNode node) {
    if (!(node instanceof RexCall call) || node instanceof RexSubQuery) {
      return false;
    }
    if (call.getOperator() instanceof SetFunction) {
      return true;
    }
    if (!anySet(call.getOperands())) {
      return false;
    }
    if (call.getKind() == SqlKind.CASE || call.getKind() == SqlKind.COALESCE) {
      throw refused(call.getKind().name());
    }
    if (node instanceof RexOver) {
      throw refused("window functions");
    }
    return true;
  }

  private static RelNode split(LogicalProject project) {
    Split split = new Split(project.getCluster().getRexBuilder());
    for (RexNode expression : project.getProjects()) {
      split.collect(expression);
    }
    List<RexNode> below = split.below();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < below.size(); i++) {
      names.add("$" + i);
    }
    LogicalProject arguments =
        LogicalProject.create(
            project.getInput(), List.of(), below, names, project.getVariablesSet());
    RelNode input = anySet(below) ? split(arguments) : arguments;
    RelNode rows = KarstProjectSet.of(input, split.plain.size(), split.numbered);
    List<RexNode> above = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      above.add(split.above(expression, rows));
    }
    return LogicalProject.create(
        rows, List.of(), above, project.getRowType().getFieldNames(), Set.of());
  }

  /** The parts of a select list. */
  private static final class Split {
    private final RexBuilder rex;
    private final List<RexNode> plain = new ArrayList<>();
    private final Map<RexNode, Integer> places = new HashMap<>();
    private final List<RexCall> sets = new ArrayList<>();
    private boolean numbered;

    Split(RexBuilder rex) {
      this.rex = rex;
    }

    /** Finds what has to be computed below. */
    void collect(RexNode node) {
      if (node instanceof RexCall call && hasSet(node)) {
        if (call.getOperator().equals(SetFunction.ORDINALITY)) {
          numbered = true;
        } else if (call.getOperator() instanceof SetFunction) {
          sets.add(call);
        } else {
          call.getOperands().forEach(this::collect);
        }
      } else if (!places.containsKey(node) && !isConstant(node)) {
        places.put(node, plain.size());
        plain.add(node);
      }
    }

    private static boolean isConstant(RexNode node) {
      return node.getKind() == SqlKind.LITERAL;
    }

    List<RexNode> below() {
      List<RexNode> columns = new ArrayList<>(plain);
      for (RexCall set : sets) {
        SetFunction function = (SetFunction) set.getOperator();
        columns.add(function.list(rex, set.getType(), set.getOperands()));
      }
      return columns;
    }

    private int nextSet;

    /** An expression over the columns of the rows; visited in the order of {@link #collect}. */
    RexNode above(RexNode node, RelNode rows) {
      RelDataType type = rows.getRowType();
      if (isConstant(node)) {
        return node;
      }
      Integer place = places.get(node);
      if (place != null && !hasSet(node)) {
        return RexInputRef.of(place, type);
      }
      RexCall call = (RexCall) node;
      if (call.getOperator() instanceof SetFunction function) {
        int column =
            function.equals(SetFunction.ORDINALITY)
                ? type.getFieldCount() - 1
                : plain.size() + nextSet++;
        return RexInputRef.of(column, type);
      }
      List<RexNode> operands = new ArrayList<>();
      for (RexNode operand : call.getOperands()) {
        operands.add(above(operand, rows));
      }
      return call.clone(call.getType(), operands);
    }
  }
}
