package io.karst.calcite.validate;

import io.karst.calcite.parser.action.Casts;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's implicit casts: a UUID is compared with text read as a UUID; only literals of text
 * become numbers, truth values and times.
 */
final class KarstTypeCoercion extends TypeCoercionImpl {
  KarstTypeCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    if (binding.getOperandCount() == 2) {
      RelDataType left = binding.getOperandType(0);
      RelDataType right = binding.getOperandType(1);
      if (readsText(left, right, binding.operand(1))) {
        return coerceOperandType(binding.getScope(), binding.getCall(), 1, like(left, right));
      }
      if (readsText(right, left, binding.operand(0))) {
        return coerceOperandType(binding.getScope(), binding.getCall(), 0, like(right, left));
      }
      if (readsNumber(binding, 1, left) || readsNumber(binding, 0, right)) {
        return true;
      }
      StrictOperands.require(binding, left, right);
    }
    boolean bounds = false;
    for (int i = 1; binding.getOperandCount() == 3 && i < 3; i++) { // BETWEEN
      bounds |= readsNumber(binding, i, binding.getOperandType(0));
    }
    return super.binaryComparisonCoercion(binding) || bounds;
  }

  /** A text beside a number with digits behind its point keeps all of its own. */
  private boolean readsNumber(SqlCallBinding binding, int index, RelDataType other) {
    return other.getSqlTypeName() == SqlTypeName.DECIMAL
        && binding.operand(index) instanceof SqlCharStringLiteral
        && coerceOperandType(
            binding.getScope(), binding.getCall(), index, UnknownLiterals.read(factory, other));
  }

  private static boolean isInstant(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  private static boolean isTimestamp(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP || isInstant(type);
  }

  /** Text that has to be an interval is read as PostgreSQL reads it. */
  @Override
  protected boolean coerceOperandType(
      @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
    SqlNode operand = call.getOperandList().get(index);
    SqlNode interval = interval(operand, targetType);
    if (interval != null) {
      call.setOperand(index, interval);
      return true;
    }
    if (isTyped(operand, targetType)) {
      return true;
    }
    if (call instanceof SqlCase) {
      requireInterval(scope, operand, targetType);
    }
    if (operand instanceof SqlCall row
        && operand.getKind() == SqlKind.ROW
        && targetType.isStruct()
        && targetType.getFieldCount() == row.operandCount()) {
      return coerceFields(scope, row, targetType);
    }
    return super.coerceOperandType(scope, call, index, targetType);
  }

  @Override
  protected boolean coerceColumnType(
      @Nullable SqlValidatorScope scope, SqlNodeList list, int index, RelDataType targetType) {
    SqlNode element = list.get(index);
    boolean wrapped = element.getKind() == SqlKind.AS || element.getKind() == SqlKind.CAST_NOT_NULL;
    SqlNode value = wrapped ? ((SqlCall) element).operand(0) : element;
    SqlNode interval = interval(value, targetType);
    if (interval == null && isTyped(value, targetType)) {
      updateInferredType(element, factory.createTypeWithNullability(targetType, true));
      return true;
    }
    if (interval == null) {
      requireInterval(scope, value, targetType);
      return super.coerceColumnType(scope, list, index, targetType);
    }
    if (wrapped) {
      ((SqlCall) element).setOperand(0, interval);
      updateInferredType(element, targetType);
    } else {
      list.set(index, interval);
    }
    return true;
  }

  /**
   * Gives NULL its type without a cast around it, as its place may have done before: GROUP BY finds
   * an expression again whichever came first.
   */
  private boolean isTyped(SqlNode operand, RelDataType type) {
    if (!SqlUtil.isNullLiteral(operand, false)) {
      return false;
    }
    updateInferredType(operand, factory.createTypeWithNullability(type, true));
    return true;
  }

  /** A text that is no literal does not become an interval by itself. */
  private void requireInterval(
      @Nullable SqlValidatorScope scope, SqlNode value, RelDataType targetType) {
    if (scope != null
        && SqlTypeUtil.isInterval(targetType)
        && !StrictOperands.isOpen(value)
        && SqlTypeUtil.inCharFamily(validator.deriveType(scope, value))) {
      SqlParserPos position = value.getParserPosition();
      throw new KarstException(
              ErrorCode.DATATYPE_MISMATCH, "types interval and text cannot be matched")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
  }

  /** NULL and a text as intervals; Calcite knows no cast to them. Null for other operands. */
  private @Nullable SqlNode interval(SqlNode operand, RelDataType type) {
    if (!SqlTypeUtil.isInterval(type)) {
      return null;
    }
    SqlNode interval;
    if (operand instanceof SqlCharStringLiteral text) {
      interval =
          Casts.typed(ColumnType.INTERVAL, text.getValueAs(String.class), text.getParserPosition());
    } else if (SqlUtil.isNullLiteral(operand, false)) {
      interval = Casts.interval(operand);
    } else {
      return null;
    }
    updateInferredType(interval, type);
    return interval;
  }

  /** The fields of a row one by one: casts of rows know no intervals. */
  private boolean coerceFields(
      @Nullable SqlValidatorScope scope, SqlCall row, RelDataType targetType) {
    boolean coerced = false;
    for (int i = 0; i < row.operandCount(); i++) {
      coerced |= coerceOperandType(scope, row, i, targetType.getFieldList().get(i).getType());
    }
    if (coerced) {
      updateInferredType(row, targetType);
    }
    return coerced;
  }

  /** Whatever is appended to a text with {@code ||} becomes text; other operators are strict. */
  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    if (binding.getOperator() instanceof SqlAggFunction) {
      return false; // lag(text, 2) adds nothing up
    }
    boolean appends = binding.getOperator().getName().equals("||");
    if (binding.getOperandCount() == 2 && !appends) {
      if (readsLiteral(binding)) {
        return true;
      }
      StrictOperands.require(binding, binding.getOperandType(0), binding.getOperandType(1));
    }
    return super.binaryArithmeticCoercion(binding);
  }

  /** A literal of text is an interval beside times and intervals, a time when it is subtracted. */
  private boolean readsLiteral(SqlCallBinding binding) {
    int index = binding.operand(1) instanceof SqlCharStringLiteral ? 1 : 0;
    RelDataType other = binding.getOperandType(1 - index);
    SqlKind kind = binding.getOperator().getKind();
    boolean interval = SqlTypeUtil.isInterval(other);
    RelDataType wanted = null;
    if (interval && (kind == SqlKind.TIMES || (kind == SqlKind.DIVIDE && index == 1))) {
      wanted = factory.createSqlType(SqlTypeName.DOUBLE);
    } else if ((kind == SqlKind.PLUS && (interval || isClock(other)))
        || (kind == SqlKind.MINUS && interval)) {
      wanted = factory.createSqlType(SqlTypeName.INTERVAL_DAY_SECOND);
    } else if (kind == SqlKind.MINUS && SqlTypeUtil.isDatetime(other)) {
      wanted = factory.createTypeWithNullability(other, false);
    } else if (other.getSqlTypeName() == SqlTypeName.DECIMAL) {
      wanted = factory.createSqlType(SqlTypeName.DECIMAL);
    }
    return wanted != null
        && binding.operand(index) instanceof SqlCharStringLiteral
        && coerceOperandType(binding.getScope(), binding.getCall(), index, wanted);
  }

  private static boolean isClock(RelDataType type) {
    return SqlTypeUtil.isDatetime(type) && type.getSqlTypeName() != SqlTypeName.DATE;
  }

  /** Bytes do not become their hexadecimal text where a function takes text. */
  @Override
  public @Nullable RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
    return in.getSqlTypeName() == SqlTypeName.VARBINARY
            && (expected == SqlTypeFamily.CHARACTER || expected == SqlTypeFamily.STRING)
        ? null
        : super.implicitCast(in, expected);
  }

  /** Values of different kinds do not become text to meet. */
  @Override
  public @Nullable RelDataType getWiderTypeFor(
      List<RelDataType> typeList, boolean stringPromotion) {
    RelDataType interval = intervalAmong(typeList);
    if (interval != null) {
      return interval;
    }
    boolean text = typeList.stream().anyMatch(SqlTypeUtil::inCharFamily);
    return super.getWiderTypeFor(typeList, stringPromotion && text);
  }

  /** The interval that texts and NULL are read as; null if there are other types. */
  private @Nullable RelDataType intervalAmong(List<RelDataType> types) {
    RelDataType interval = null;
    boolean nullable = false;
    for (RelDataType type : types) {
      nullable |= type.isNullable();
      if (SqlTypeUtil.isInterval(type)) {
        interval = type;
      } else if (!SqlTypeUtil.inCharFamily(type) && type.getSqlTypeName() != SqlTypeName.NULL) {
        return null;
      }
    }
    return interval == null ? null : factory.createTypeWithNullability(interval, nullable);
  }

  @Override
  public boolean rowTypeCoercion(
      @Nullable SqlValidatorScope scope, SqlNode query, int columnIndex, RelDataType targetType) {
    RelDataType row = validator.getValidatedNodeTypeIfKnown(query);
    RelDataType from =
        row == null || !row.isStruct() || columnIndex >= row.getFieldCount()
            ? null
            : row.getFieldList().get(columnIndex).getType();
    if (from != null && StrictOperands.isStrict(from) && SqlTypeUtil.inCharFamily(targetType)) {
      SqlParserPos position = query.getParserPosition();
      throw new KarstException(
              ErrorCode.DATATYPE_MISMATCH,
              "types text and " + KarstValidator.nameOf(from) + " cannot be matched")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
    return super.rowTypeCoercion(scope, query, columnIndex, targetType);
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (binding.operand(1).isA(SqlKind.QUERY)
        && (left.isStruct() ? left.getFieldCount() : 1)
            != (right.isStruct() ? right.getFieldCount() : 1)) {
      SqlParserPos position = binding.operand(1).getParserPosition();
      throw new KarstException(ErrorCode.SYNTAX_ERROR, "subquery has too many or too few columns")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
    return (binding.operand(1) instanceof SqlNodeList list
            && !left.isStruct()
            && !SqlTypeUtil.inCharFamily(left)
            && coerceList(binding, list))
        || super.inOperationCoercion(binding);
  }

  /** Each element counts: a list of numbers and text is not a list of text. */
  private boolean coerceList(SqlCallBinding binding, SqlNodeList list) {
    SqlValidatorScope scope = binding.getScope();
    List<RelDataType> types = new ArrayList<>();
    types.add(binding.getOperandType(0));
    for (SqlNode element : list) {
      types.add(validator.deriveType(scope, element));
    }
    boolean single = types.size() < 3 && types.get(0).getSqlTypeName() != SqlTypeName.DECIMAL;
    if (single || types.stream().noneMatch(SqlTypeUtil::inCharFamily)) {
      return false;
    }
    RelDataType found = commonTypeForComparison(types);
    if (found == null) {
      return false;
    }
    RelDataType common = UnknownLiterals.read(factory, found);
    boolean coerced = coerceOperandType(scope, binding.getCall(), 0, common);
    for (int i = 0; i < list.size(); i++) {
      coerced |= coerceColumnType(scope, list, i, common);
    }
    if (coerced) {
      updateInferredType(list, common);
    }
    return coerced;
  }

  /**
   * The type in which all are compared: that of the operands which are not text, wide enough for
   * every value among them; text is read as that type.
   */
  @Override
  protected @Nullable RelDataType commonTypeForComparison(List<RelDataType> types) {
    List<RelDataType> others = new ArrayList<>();
    boolean nullable = false;
    for (RelDataType type : types) {
      nullable |= type.isNullable();
      if (!SqlTypeUtil.inCharFamily(type) && type.getSqlTypeName() != SqlTypeName.NULL) {
        others.add(type);
      }
    }
    if (others.isEmpty() || others.size() == types.size()) {
      return super.commonTypeForComparison(types);
    }
    RelDataType common = wider(others);
    return common == null ? null : factory.createTypeWithNullability(common, nullable);
  }

  private @Nullable RelDataType wider(List<RelDataType> types) {
    RelDataType common = types.get(0);
    for (RelDataType type : types) {
      RelDataType wide =
          SqlTypeUtil.isDatetime(common) && SqlTypeUtil.isDatetime(type)
              ? commonTypeForBinaryComparison(common, type)
              : factory.leastRestrictive(List.of(common, type));
      if (wide == null) {
        return null;
      }
      common = wide;
    }
    return common;
  }

  private static boolean ownsText(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.UUID || SqlTypeUtil.isInterval(type);
  }

  /** Whether a text that is compared with a value is read as one of its type. */
  private static boolean readsText(RelDataType type, RelDataType other, SqlNode text) {
    return SqlTypeUtil.inCharFamily(other)
        && (type.getSqlTypeName() == SqlTypeName.UUID
            || ((SqlTypeUtil.isInterval(type) || type.getSqlTypeName() == SqlTypeName.VARBINARY)
                && text instanceof SqlLiteral));
  }

  private RelDataType like(RelDataType type, RelDataType nullability) {
    return factory.createTypeWithNullability(type, nullability.isNullable());
  }

  @Override
  public RelDataType commonTypeForBinaryComparison(RelDataType type1, RelDataType type2) {
    if (type1 != null && type2 != null) {
      if (ownsText(type1) && SqlTypeUtil.inCharFamily(type2)) {
        return like(type1, type2);
      }
      if (ownsText(type2) && SqlTypeUtil.inCharFamily(type1)) {
        return like(type2, type1);
      }
      // Timestamps are compared with moments as moments of the session's time zone.
      if (isInstant(type1) != isInstant(type2) && isTimestamp(type1) && isTimestamp(type2)) {
        return isInstant(type1) ? like(type1, type2) : like(type2, type1);
      }
    }
    return super.commonTypeForBinaryComparison(type1, type2);
  }
}
