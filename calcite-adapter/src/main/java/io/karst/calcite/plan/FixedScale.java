package io.karst.calcite.plan;

import io.karst.calcite.function.NativeCast;
import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.schema.KarstTable;
import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.scan.TableShape;
import io.karst.storage.value.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Digits behind the point that all decimals of a column have, where that can be known. */
final class FixedScale {
  /** Values may differ in their digits. */
  static final int UNKNOWN = -1;

  private FixedScale() {}

  /** The digits of all values of a DECIMAL column, or {@link #UNKNOWN}. */
  static int of(RelNode rel, int column) {
    if (rel instanceof KarstScan scan) {
      return declared(scan.shape(), scan.position(column));
    }
    if (rel instanceof TableScan scan) {
      KarstTable table = scan.getTable().unwrap(KarstTable.class);
      return table == null ? UNKNOWN : declared(table.source().shape(), table.position(column));
    }
    if (rel instanceof Project project) {
      return ofExpression(project.getProjects().get(column), project.getInput());
    }
    if (rel instanceof Filter || rel instanceof Sort) {
      return of(rel.getInput(0), column);
    }
    if (rel instanceof Join || rel instanceof Correlate) {
      int left = rel.getInput(0).getRowType().getFieldCount();
      return column < left ? of(rel.getInput(0), column) : of(rel.getInput(1), column - left);
    }
    if (rel instanceof Aggregate aggregate) {
      return ofAggregate(aggregate, column);
    }
    if (rel instanceof Window window) {
      boolean passed = column < window.getInput().getRowType().getFieldCount();
      return passed ? of(window.getInput(), column) : UNKNOWN;
    }
    if (rel instanceof SetOp) {
      return ofInputs(rel.getInputs(), column);
    }
    return rel instanceof Values values ? ofValues(values, column) : UNKNOWN;
  }

  /** The digits of all values of an expression over the rows of {@code input}. */
  static int ofExpression(RexNode node, RelNode input) {
    if (node instanceof RexInputRef ref) {
      return of(input, ref.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      BigDecimal value = literal.getValueAs(BigDecimal.class);
      return value == null ? UNKNOWN : value.scale();
    }
    RelDataType type = node.getType();
    return node instanceof RexCall call
            && call.getOperator() instanceof NativeCast
            && type.getSqlTypeName() == SqlTypeName.DECIMAL
            && type.getPrecision() < KarstTypeSystem.MAX_DIGITS
        ? type.getScale()
        : UNKNOWN;
  }

  private static int declared(TableShape shape, int position) {
    ColumnType type = shape.columns().get(position).type();
    return type.precision() == 0 ? UNKNOWN : type.scale();
  }

  private static int ofAggregate(Aggregate aggregate, int column) {
    int keys = aggregate.getGroupCount();
    if (column < keys) {
      return of(aggregate.getInput(), aggregate.getGroupSet().nth(column));
    }
    AggregateCall call = aggregate.getAggCallList().get(column - keys);
    return switch (call.getAggregation().getKind()) {
      case MIN, MAX, SUM -> of(aggregate.getInput(), call.getArgList().get(0));
      default -> UNKNOWN;
    };
  }

  private static int ofInputs(List<RelNode> inputs, int column) {
    int scale = of(inputs.get(0), column);
    for (RelNode input : inputs) {
      if (of(input, column) != scale) {
        return UNKNOWN;
      }
    }
    return scale;
  }

  private static int ofValues(Values values, int column) {
    int scale = UNKNOWN;
    for (List<RexLiteral> row : values.getTuples()) {
      BigDecimal value = row.get(column).getValueAs(BigDecimal.class);
      if (value != null && scale != UNKNOWN && value.scale() != scale) {
        return UNKNOWN;
      }
      scale = value == null ? scale : value.scale();
    }
    return scale;
  }
}
