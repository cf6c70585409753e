package io.karst.calcite.plan;

import io.karst.calcite.subquery.QueryShuttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes dates and timestamps moments of the session's time zone where a set operation has them
 * beside timestamps with time zone. Calcite takes both for the same numbers.
 */
final class SetInstants extends QueryShuttle {
  @Override
  protected RelNode rewritten(RelNode node) {
    if (!(node instanceof SetOp operation)) {
      return node;
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : operation.getInputs()) {
      RelNode typed = typed(input, operation.getRowType());
      changed |= !typed.equals(input);
      inputs.add(typed);
    }
    return changed ? operation.copy(operation.getTraitSet(), inputs) : operation;
  }

  private static RelNode typed(RelNode input, RelDataType wanted) {
    RexBuilder rex = input.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    boolean changed = false;
    for (RelDataTypeField field : wanted.getFieldList()) {
      RexNode column = RexInputRef.of(field.getIndex(), input.getRowType());
      boolean cast = isInstant(field.getType()) && !isInstant(column.getType());
      changed |= cast;
      columns.add(cast ? rex.makeCast(like(rex, field.getType(), column), column) : column);
    }
    return changed
        ? LogicalProject.create(
            input, List.of(), columns, input.getRowType().getFieldNames(), Set.of())
        : input;
  }

  private static RelDataType like(RexBuilder rex, RelDataType type, RexNode nullability) {
    return rex.getTypeFactory().createTypeWithNullability(type, nullability.getType().isNullable());
  }

  private static boolean isInstant(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
