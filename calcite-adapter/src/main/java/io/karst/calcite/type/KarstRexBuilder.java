package io.karst.calcite.type;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes expressions. Numbers of type NUMERIC without modifiers keep their own scale. */
public final class KarstRexBuilder extends RexBuilder {
  public KarstRexBuilder(RelDataTypeFactory typeFactory) {
    super(typeFactory);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the inherited method
  protected RexLiteral makeLiteral(@Nullable Comparable o, RelDataType type, SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL
            && o instanceof BigDecimal number
            && KarstTypeSystem.isUnconstrained(type)
        ? RexLiteral.fromJdbcString(
            typeFactory.createTypeWithNullability(type, false), typeName, number.toPlainString())
        : super.makeLiteral(o, type, typeName);
  }

  /**
   * A timestamp is another moment in each time zone: no literal of one kind is one of the other.
   * Nor does a literal lose digits, which the inherited method cuts off instead of rounding.
   */
  @Override
  public RexNode makeCast(
      SqlParserPos pos,
      RelDataType type,
      RexNode exp,
      boolean matchNullability,
      boolean safe,
      RexLiteral format) {
    return exp instanceof RexLiteral literal
            && !literal.isNull()
            && (isInstant(type) != isInstant(exp.getType()) || isShortened(exp.getType(), type))
        ? makeAbstractCast(pos, type, exp, safe, format)
        : super.makeCast(pos, type, exp, matchNullability, safe, format);
  }

  /** Values of a CASE or COALESCE that have no time zone among some that have one. */
  @Override
  public RexNode makeCall(
      SqlParserPos pos, RelDataType type, SqlOperator operator, List<RexNode> operands) {
    if ((operator.getKind() != SqlKind.CASE && operator.getKind() != SqlKind.COALESCE)
        || !isInstant(type)) {
      return super.makeCall(pos, type, operator, operands);
    }
    List<RexNode> typed = new ArrayList<>(operands);
    for (int i = 0; i < typed.size(); i++) {
      RexNode value = typed.get(i);
      SqlTypeName name = value.getType().getSqlTypeName();
      // Conditions of a CASE are neither.
      if (name == SqlTypeName.TIMESTAMP || name == SqlTypeName.DATE) {
        typed.set(i, makeAbstractCast(pos, type, value, false));
      }
    }
    return super.makeCall(pos, type, operator, typed);
  }

  private static boolean isShortened(RelDataType from, RelDataType to) {
    return from.getSqlTypeName() == SqlTypeName.TIMESTAMP
        && to.getSqlTypeName() == SqlTypeName.TIMESTAMP
        && to.getPrecision() < from.getPrecision();
  }

  private static boolean isInstant(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
