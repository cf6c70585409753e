package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.function.TimeExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes times and timestamps microseconds. Generated code carries them in a {@code long} whatever
 * its unit; what depends on the unit is literals, casts and arithmetic, and those are replaced here
 * by our own functions and by numbers. The last rewrite before the physical plan: nothing after it
 * may look at the value of a time literal.
 */
final class MicroTimes extends RelHomogeneousShuttle {
  private final RexBuilder rex;
  private final TimeExpressions expressions;
  private final RexShuttle shuttle;

  private MicroTimes(RexBuilder rex, boolean windowsOnly) {
    this.rex = rex;
    this.expressions = new TimeExpressions(rex);
    this.shuttle = windowsOnly ? new WindowArguments() : expressions;
  }

  /** Rewrites arguments of window functions only: literals among them become window constants. */
  static RelNode inWindows(RelNode rel) {
    return rel.accept(new MicroTimes(rel.getCluster().getRexBuilder(), true));
  }

  /** Rewrites a whole tree, whose windows were rewritten before. */
  static RelNode everywhere(RelNode rel) {
    return rel.accept(new MicroTimes(rel.getCluster().getRexBuilder(), false));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    if (shuttle != expressions) {
      return node.accept(shuttle);
    }
    if (node instanceof LogicalValues values) {
      return values(values);
    }
    return node.accept(shuttle);
  }

  /** Rows of literals: time columns are numbers below a projection that gives them their type. */
  private RelNode values(LogicalValues values) {
    List<RelDataType> types = new ArrayList<>();
    boolean changed = false;
    RelDataTypeFactory factory = values.getCluster().getTypeFactory();
    for (RelDataType type : rowTypes(values)) {
      boolean time = TimeExpressions.isTime(type.getSqlTypeName());
      changed |= time;
      types.add(
          time
              ? factory.createTypeWithNullability(
                  factory.createSqlType(SqlTypeName.BIGINT), type.isNullable())
              : type);
    }
    if (!changed) {
      return values;
    }
    List<List<RexLiteral>> rows = new ArrayList<>();
    for (List<RexLiteral> row : values.getTuples()) {
      List<RexLiteral> numbers = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        numbers.add(expressions.number(row.get(i), types.get(i)));
      }
      rows.add(numbers);
    }
    RelDataType rowType = factory.createStructType(types, values.getRowType().getFieldNames());
    RelNode input = LogicalValues.create(values.getCluster(), rowType, immutable(rows));
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(expressions.typed(RexInputRef.of(i, rowType), rowTypes(values).get(i)));
    }
    return LogicalProject.create(
        input, List.of(), columns, values.getRowType().getFieldNames(), Set.of());
  }

  private static List<RelDataType> rowTypes(Values values) {
    return values.getRowType().getFieldList().stream().map(field -> field.getType()).toList();
  }

  private static ImmutableList<ImmutableList<RexLiteral>> immutable(List<List<RexLiteral>> rows) {
    return rows.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
  }

  /** Rewrites what stands inside window functions. */
  private final class WindowArguments extends RexShuttle {
    @Override
    public RexNode visitOver(RexOver over) {
      boolean[] update = {false};
      List<RexNode> operands = new ArrayList<>();
      for (RexNode operand : over.getOperands()) {
        RexNode visited =
            operand instanceof RexLiteral literal && TimeExpressions.isTime(literal)
                ? literal.accept(expressions)
                : operand.accept(this);
        update[0] |= !visited.equals(operand);
        operands.add(visited);
      }
      return update[0] ? WindowCalls.withOperands(rex, over, operands) : over;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(MicroTimes.this);
      return rel == visited.rel ? visited : visited.clone(rel);
    }
  }
}
