package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/** Columns of operators, as expressions. */
final class Columns {
  private Columns() {}

  static int count(RelNode rel) {
    return rel.getRowType().getFieldCount();
  }

  /** The columns from one number up to before another. */
  static List<RexNode> range(RelNode rel, int from, int to) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = from; i < to; i++) {
      columns.add(RexInputRef.of(i, rel.getRowType()));
    }
    return columns;
  }

  static List<RexNode> all(RelNode rel) {
    return range(rel, 0, count(rel));
  }

  static RelNode project(RelNode rel, List<RexNode> expressions) {
    String[] names = new String[expressions.size()];
    Arrays.setAll(
        names,
        i ->
            expressions.get(i) instanceof RexInputRef column
                ? rel.getRowType().getFieldNames().get(column.getIndex())
                : null);
    return LogicalProject.create(rel, List.of(), expressions, Arrays.asList(names), Set.of());
  }

  /** The rows for which all conditions hold. */
  static RelNode filter(RelNode rel, List<RexNode> conditions) {
    if (conditions.isEmpty()) {
      return rel;
    }
    RexBuilder rex = rel.getCluster().getRexBuilder();
    RexNode all = RexUtil.composeConjunction(rex, conditions);
    // NULL and false are the same to a filter, and a cast to NOT NULL is no condition to it.
    return LogicalFilter.create(rel, RexUtil.removeNullabilityCast(rex.getTypeFactory(), all));
  }

  /** The rows with more columns at their ends. */
  static RelNode projectPlus(RelNode rel, List<RexNode> more) {
    if (more.isEmpty()) {
      return rel;
    }
    List<RexNode> columns = all(rel);
    columns.addAll(more);
    return project(rel, columns);
  }

  /** An expression over columns that have other numbers now; their types stay. */
  static RexNode moved(RexNode expression, IntUnaryOperator numbers) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return new RexInputRef(numbers.applyAsInt(column.getIndex()), column.getType());
          }
        });
  }

  static List<RexNode> moved(List<RexNode> expressions, IntUnaryOperator numbers) {
    List<RexNode> result = new ArrayList<>();
    for (RexNode expression : expressions) {
      result.add(moved(expression, numbers));
    }
    return result;
  }

  /** An expression over the results of others. */
  static RexNode composed(RexNode expression, List<RexNode> inputs) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return inputs.get(column.getIndex());
          }
        });
  }
}
