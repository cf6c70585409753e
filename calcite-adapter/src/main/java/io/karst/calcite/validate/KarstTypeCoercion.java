package io.karst.calcite.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/** Text compared with a UUID is read as a UUID, not the other way round. */
final class KarstTypeCoercion extends TypeCoercionImpl {
  KarstTypeCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    if (binding.getOperandCount() == 2) {
      RelDataType left = binding.getOperandType(0);
      RelDataType right = binding.getOperandType(1);
      if (isUuid(left) && SqlTypeUtil.inCharFamily(right)) {
        return coerceOperandType(binding.getScope(), binding.getCall(), 1, like(left, right));
      }
      if (isUuid(right) && SqlTypeUtil.inCharFamily(left)) {
        return coerceOperandType(binding.getScope(), binding.getCall(), 0, like(right, left));
      }
    }
    return super.binaryComparisonCoercion(binding);
  }

  private static boolean isUuid(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.UUID;
  }

  private RelDataType like(RelDataType type, RelDataType nullability) {
    return factory.createTypeWithNullability(type, nullability.isNullable());
  }

  @Override
  public RelDataType commonTypeForBinaryComparison(RelDataType type1, RelDataType type2) {
    if (type1 != null && type2 != null) {
      if (isUuid(type1) && SqlTypeUtil.inCharFamily(type2)) {
        return like(type1, type2);
      }
      if (isUuid(type2) && SqlTypeUtil.inCharFamily(type1)) {
        return like(type2, type1);
      }
    }
    return super.commonTypeForBinaryComparison(type1, type2);
  }
}
