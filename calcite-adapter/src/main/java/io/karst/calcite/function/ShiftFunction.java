package io.karst.calcite.function;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * LAG and LEAD whose result may be NULL even where the default is not; the planner puts Calcite's
 * functions in their place.
 */
public final class ShiftFunction extends SqlLeadLagAggFunction {
  static final ShiftFunction LAG = new ShiftFunction(SqlKind.LAG);
  static final ShiftFunction LEAD = new ShiftFunction(SqlKind.LEAD);

  private ShiftFunction(SqlKind kind) {
    super(kind);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    return ReturnTypes.ARG0_FORCE_NULLABLE.inferReturnType(binding);
  }
}
