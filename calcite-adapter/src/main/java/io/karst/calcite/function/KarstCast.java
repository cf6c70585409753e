package io.karst.calcite.function;

import io.karst.calcite.type.TypeMapping;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** CAST, also from arrays to types that have no elements, and from rows to text. */
public final class KarstCast extends SqlCastFunction {
  public static final KarstCast INSTANCE = new KarstCast();

  private KarstCast() {
    super("CAST", SqlKind.CAST);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataType from = binding.getOperandType(0);
    RelDataType to = binding.getOperandType(1);
    return (from.getComponentType() != null && to.getComponentType() == null) || isText(from, to)
        ? binding.getTypeFactory().createTypeWithNullability(to, from.isNullable())
        : super.inferReturnType(binding);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    RelDataType from = binding.getOperandType(0);
    RelDataType to = binding.getOperandType(1);
    if (!CastPairs.exist(from, to)) {
      SqlParserPos position = binding.getCall().getParserPosition();
      throw new KarstException(
              ErrorCode.CANNOT_COERCE,
              "cannot cast type " + TypeMapping.fromRel(from) + " to " + TypeMapping.fromRel(to))
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
    return isText(binding.getOperandType(0), binding.getOperandType(1))
        || super.checkOperandTypes(binding, throwOnFailure);
  }

  /** Whether a row becomes text. */
  private static boolean isText(RelDataType from, RelDataType to) {
    return from.isStruct() && SqlTypeUtil.inCharFamily(to);
  }
}
