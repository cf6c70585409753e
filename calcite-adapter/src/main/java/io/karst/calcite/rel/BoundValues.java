package io.karst.calcite.rel;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.function.TimeExpressions;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes run-time values of expressions without columns. */
final class BoundValues {
  private final RelOptCluster cluster;

  BoundValues(RelOptCluster cluster) {
    this.cluster = cluster;
  }

  BoundValue compile(RexNode node) {
    if (node instanceof RexDynamicParam parameter) {
      return new BoundValue.Parameter(parameter.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      BoundValue constant = constant(literal);
      if (constant != null) {
        return constant;
      }
    }
    RelDataType noRow = cluster.getTypeFactory().builder().build();
    RexExecutable executable =
        RexExecutorImpl.getExecutable(
            cluster.getRexBuilder(),
            List.of(node.accept(new TimeExpressions(cluster.getRexBuilder()))),
            noRow);
    Function1<DataContext, @Nullable Object[]> function = executable.getFunction();
    return new BoundValue.Computed(function);
  }

  /** Values of literals whose internal form needs no code. */
  private static @Nullable BoundValue constant(RexLiteral literal) {
    if (literal.isNull()) {
      return new BoundValue.Constant(null);
    }
    SqlTypeName type = literal.getType().getSqlTypeName();
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL ->
          new BoundValue.Constant(literal.getValueAs(java.math.BigDecimal.class));
      case DOUBLE -> new BoundValue.Constant(literal.getValueAs(Double.class));
      case CHAR, VARCHAR -> new BoundValue.Constant(literal.getValueAs(String.class));
      case BOOLEAN -> new BoundValue.Constant(literal.getValueAs(Boolean.class));
      case DATE -> new BoundValue.Constant(literal.getValueAs(Integer.class));
      case TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new BoundValue.Constant(TimeExpressions.micros(literal));
      default -> null;
    };
  }
}
