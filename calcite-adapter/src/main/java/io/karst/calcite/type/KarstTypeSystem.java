package io.karst.calcite.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * PostgreSQL's numeric rules where Calcite's differ: 38 digits, sums that do not wrap, averages
 * that keep their fraction, text of any length.
 */
public final class KarstTypeSystem extends RelDataTypeSystemImpl {
  /** Most digits of a DECIMAL. */
  public static final int MAX_DIGITS = 38;

  /** Digits behind the point of {@code NUMERIC} without modifiers in expressions. */
  public static final int DEFAULT_SCALE = 16;

  /** Fractional second digits of times in this version. */
  public static final int TIME_DIGITS = 3;

  public static final KarstTypeSystem INSTANCE = new KarstTypeSystem();

  private KarstTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    switch (typeName) {
      case DECIMAL:
        return MAX_DIGITS;
      case CHAR:
      case VARCHAR:
      case BINARY:
      case VARBINARY:
        return Integer.MAX_VALUE;
      case TIME:
      case TIMESTAMP:
      case TIME_WITH_LOCAL_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return TIME_DIGITS;
      default:
        return super.getMaxPrecision(typeName);
    }
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MAX_DIGITS : super.getMaxScale(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    switch (typeName) {
      case DECIMAL:
        return MAX_DIGITS;
      case TIME:
      case TIMESTAMP:
      case TIME_WITH_LOCAL_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return TIME_DIGITS;
      case CHAR:
      case VARCHAR:
      case BINARY:
      case VARBINARY:
        return RelDataType.PRECISION_NOT_SPECIFIED;
      default:
        return super.getDefaultPrecision(typeName);
    }
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
    return likeNullable(typeFactory, sumType(typeFactory, argumentType), argumentType);
  }

  private static RelDataType sumType(RelDataTypeFactory typeFactory, RelDataType argument) {
    switch (argument.getSqlTypeName()) {
      case TINYINT:
      case SMALLINT:
      case INTEGER:
        return typeFactory.createSqlType(SqlTypeName.BIGINT);
      case BIGINT:
        return typeFactory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, 0);
      case DECIMAL:
        return typeFactory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, argument.getScale());
      default:
        return argument;
    }
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
    RelDataType type;
    switch (argumentType.getSqlTypeName()) {
      case TINYINT:
      case SMALLINT:
      case INTEGER:
      case BIGINT:
        type = typeFactory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, DEFAULT_SCALE);
        break;
      case DECIMAL:
        type =
            typeFactory.createSqlType(
                SqlTypeName.DECIMAL, MAX_DIGITS, Math.max(DEFAULT_SCALE, argumentType.getScale()));
        break;
      case REAL:
      case FLOAT:
        type = typeFactory.createSqlType(SqlTypeName.DOUBLE);
        break;
      default:
        type = argumentType;
    }
    return likeNullable(typeFactory, type, argumentType);
  }

  @Override
  public RelDataType deriveCovarType(
      RelDataTypeFactory typeFactory, RelDataType arg0Type, RelDataType arg1Type) {
    return deriveAvgAggType(typeFactory, arg0Type);
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
