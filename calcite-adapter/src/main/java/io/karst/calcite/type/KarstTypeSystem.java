package io.karst.calcite.type;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's numeric rules where Calcite's differ: 38 digits, sums that do not wrap, averages
 * that keep their fraction, text of any length.
 */
public final class KarstTypeSystem extends RelDataTypeSystemImpl {
  /** Most digits of a DECIMAL. */
  public static final int MAX_DIGITS = 38;

  /** Digits behind the point of {@code NUMERIC} without modifiers in expressions. */
  public static final int DEFAULT_SCALE = 16;

  /**
   * What a time of day is for Calcite. Its own TIME is an int of milliseconds in generated code;
   * for this one it takes the class that the type factory says. There is no time with time zone.
   */
  public static final SqlTypeName TIME = SqlTypeName.TIME_WITH_LOCAL_TIME_ZONE;

  /** Fractional second digits of times and timestamps. */
  public static final int TIME_DIGITS = 6;

  /** The length that marks a VARCHAR as JSON among the types of expressions. */
  public static final int JSON_LENGTH = 1 << 30;

  /** As {@link #JSON_LENGTH}, for JSONB. */
  public static final int JSONB_LENGTH = JSON_LENGTH - 1;

  public static final KarstTypeSystem INSTANCE = new KarstTypeSystem();

  private KarstTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> MAX_DIGITS;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
      case TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIME_DIGITS;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MAX_DIGITS : super.getMaxScale(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> MAX_DIGITS;
      case TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIME_DIGITS;
      case CHAR, VARCHAR, BINARY, VARBINARY -> RelDataType.PRECISION_NOT_SPECIFIED;
      default -> super.getDefaultPrecision(typeName);
    };
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
    return likeNullable(typeFactory, sumType(typeFactory, argumentType), argumentType);
  }

  private static RelDataType sumType(RelDataTypeFactory typeFactory, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> typeFactory.createSqlType(SqlTypeName.BIGINT);
      case BIGINT, DECIMAL -> unconstrained(typeFactory);
      default -> argument;
    };
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory typeFactory, RelDataType argumentType) {

    RelDataType type =
        switch (argumentType.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> unconstrained(typeFactory);
          case REAL, FLOAT -> typeFactory.createSqlType(SqlTypeName.DOUBLE);
          default -> argumentType;
        };
    return likeNullable(typeFactory, type, argumentType);
  }

  @Override
  public RelDataType deriveCovarType(
      RelDataTypeFactory typeFactory, RelDataType arg0Type, RelDataType arg1Type) {
    return deriveAvgAggType(typeFactory, arg0Type);
  }

  @Override
  public @Nullable RelDataType deriveDecimalPlusType(
      RelDataTypeFactory typeFactory, RelDataType type1, RelDataType type2) {
    return arithmetic(typeFactory, type1, type2);
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory typeFactory, RelDataType type1, RelDataType type2) {
    return arithmetic(typeFactory, type1, type2);
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory typeFactory, RelDataType type1, RelDataType type2) {
    return arithmetic(typeFactory, type1, type2);
  }

  @Override
  public @Nullable RelDataType deriveDecimalModType(
      RelDataTypeFactory typeFactory, RelDataType type1, RelDataType type2) {
    return arithmetic(typeFactory, type1, type2);
  }

  /** Results of decimals have the digits they need. */
  private static @Nullable RelDataType arithmetic(
      RelDataTypeFactory typeFactory, RelDataType type1, RelDataType type2) {
    return SqlTypeUtil.isExactNumeric(type1)
            && SqlTypeUtil.isExactNumeric(type2)
            && (SqlTypeUtil.isDecimal(type1) || SqlTypeUtil.isDecimal(type2))
        ? unconstrained(typeFactory)
        : null;
  }

  /** NUMERIC without modifiers. */
  private static RelDataType unconstrained(RelDataTypeFactory typeFactory) {
    return typeFactory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, DEFAULT_SCALE);
  }

  /**
   * Whether a type is NUMERIC without modifiers, whose values have any scale. Its own scale is what
   * Calcite wants to know of it.
   */
  public static boolean isUnconstrained(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
        && type.getPrecision() == MAX_DIGITS
        && type.getScale() == DEFAULT_SCALE;
  }

  private static RelDataType likeNullable(
      RelDataTypeFactory typeFactory, RelDataType type, RelDataType model) {
    return typeFactory.createTypeWithNullability(type, model.isNullable());
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }
}
