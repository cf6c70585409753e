package io.karst.calcite.function;

import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SameOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** GREATEST and LEAST, among whose values a literal of text is read as the type of the others. */
final class ExtremeFunction extends SqlFunction {
  static final ExtremeFunction GREATEST = new ExtremeFunction(SqlKind.GREATEST_PG, "GREATEST");
  static final ExtremeFunction LEAST = new ExtremeFunction(SqlKind.LEAST_PG, "LEAST");

  private ExtremeFunction(SqlKind kind, String name) {
    super(
        name,
        kind,
        ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE),
        null,
        new Operands(),
        SqlFunctionCategory.SYSTEM);
  }

  /** Operands of one type. */
  private static final class Operands extends SameOperandTypeChecker {
    Operands() {
      super(-1);
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.from(1);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      RelDataType wanted = wanted(binding);
      for (int i = 0; wanted != null && i < binding.getOperandCount(); i++) {
        SqlNode operand = binding.operand(i);
        RelDataType type = binding.getOperandType(i);
        if (operand instanceof SqlCharStringLiteral text) {
          binding.getCall().setOperand(i, read(text, TypeMapping.fromRel(wanted)));
        } else if (SqlTypeUtil.isDatetime(type)
            && type.getSqlTypeName() != wanted.getSqlTypeName()) {
          binding.getCall().setOperand(i, cast(operand, wanted));
        }
      }
      return super.checkOperandTypes(binding, throwOnFailure);
    }

    private static SqlNode read(SqlCharStringLiteral text, ColumnType type) {
      return Casts.typed(type, text.getValueAs(String.class), text.getParserPosition());
    }

    private static SqlNode cast(SqlNode operand, RelDataType type) {
      return KarstCast.INSTANCE.createCall(
          operand.getParserPosition(), operand, SqlTypeUtil.convertTypeToSpec(type));
    }

    /** The type of the operands that are no texts; null if texts that are no literals are there. */
    private static @Nullable RelDataType wanted(SqlCallBinding binding) {
      List<RelDataType> others = new ArrayList<>();
      for (int i = 0; i < binding.getOperandCount(); i++) {
        RelDataType type = binding.getOperandType(i);
        if (!SqlTypeUtil.inCharFamily(type) && !SqlTypeUtil.isNull(type)) {
          others.add(type);
        } else if (!(binding.operand(i) instanceof SqlCharStringLiteral)
            && SqlTypeUtil.inCharFamily(type)) {
          return null;
        }
      }
      RelDataType common =
          others.isEmpty() ? null : binding.getTypeFactory().leastRestrictive(others);
      return common != null && common.getSqlTypeName() == SqlTypeName.DECIMAL
          ? binding.getTypeFactory().createSqlType(SqlTypeName.DECIMAL) // texts keep their digits
          : common;
    }
  }
}
