package io.karst.calcite.function;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlCastFunction;

/** CAST, also from arrays to types that have no elements. */
public final class KarstCast extends SqlCastFunction {
  public static final KarstCast INSTANCE = new KarstCast();

  private KarstCast() {
    super("CAST", SqlKind.CAST);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataType from = binding.getOperandType(0);
    RelDataType to = binding.getOperandType(1);
    return from.getComponentType() != null && to.getComponentType() == null
        ? binding.getTypeFactory().createTypeWithNullability(to, from.isNullable())
        : super.inferReturnType(binding);
  }
}
