package io.karst.calcite.type;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Column types to expression types and back.
 *
 * <p>Towards Calcite: text of any declared length is unbounded VARCHAR (lengths are enforced when
 * rows are written), JSON and JSONB are VARCHAR of lengths that mark them, NUMERIC without
 * modifiers is DECIMAL(38, 16), a vector is an ARRAY of REAL NOT NULL (its dimension is a matter of
 * the table). Reading changes no value: a type only matters where a cast is made.
 */
public final class TypeMapping {
  private TypeMapping() {}

  /** The expression type of a column. */
  public static RelDataType toRel(RelDataTypeFactory factory, ColumnType type, boolean nullable) {
    return factory.createTypeWithNullability(toRel(factory, type), nullable);
  }

  private static RelDataType toRel(RelDataTypeFactory factory, ColumnType type) {
    switch (type.kind()) {
      case BOOLEAN -> {
        return factory.createSqlType(SqlTypeName.BOOLEAN);
      }
      case SMALLINT -> {
        return factory.createSqlType(SqlTypeName.SMALLINT);
      }
      case INTEGER -> {
        return factory.createSqlType(SqlTypeName.INTEGER);
      }
      case BIGINT -> {
        return factory.createSqlType(SqlTypeName.BIGINT);
      }
      case REAL -> {
        return factory.createSqlType(SqlTypeName.REAL);
      }
      case DOUBLE -> {
        return factory.createSqlType(SqlTypeName.DOUBLE);
      }
      case DECIMAL -> {
        return type.precision() == 0
            ? factory.createSqlType(
                SqlTypeName.DECIMAL, KarstTypeSystem.MAX_DIGITS, KarstTypeSystem.DEFAULT_SCALE)
            : factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
      }
      case VARCHAR, CHAR -> {
        return factory.createSqlType(SqlTypeName.VARCHAR);
      }
      case JSON -> {
        return factory.createSqlType(
            SqlTypeName.VARCHAR,
            type.precision() == 1 ? KarstTypeSystem.JSONB_LENGTH : KarstTypeSystem.JSON_LENGTH);
      }
      case BYTEA -> {
        return factory.createSqlType(SqlTypeName.VARBINARY);
      }
      case DATE -> {
        return factory.createSqlType(SqlTypeName.DATE);
      }
      case TIME -> {
        return factory.createSqlType(KarstTypeSystem.TIME, KarstTypeSystem.TIME_DIGITS);
      }
      case TIMESTAMP -> {
        return factory.createSqlType(SqlTypeName.TIMESTAMP, KarstTypeSystem.TIME_DIGITS);
      }
      case TIMESTAMPTZ -> {
        return factory.createSqlType(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, KarstTypeSystem.TIME_DIGITS);
      }
      case INTERVAL -> {
        return factory.createSqlType(SqlTypeName.INTERVAL_DAY_SECOND);
      }
      case UUID -> {
        return factory.createSqlType(SqlTypeName.UUID);
      }
      case VECTOR -> {
        return factory.createArrayType(factory.createSqlType(SqlTypeName.REAL), -1);
      }
      case ARRAY -> {
        ColumnType element = requireNonNull(type.element(), "element");
        return factory.createArrayType(toRel(factory, element, true), -1);
      }
    }
    throw new AssertionError(type);
  }

  /** The column type that holds values of an expression type. */
  public static ColumnType fromRel(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TINYINT, SMALLINT -> ColumnType.SMALLINT;
      case INTEGER -> ColumnType.INTEGER;
      case BIGINT -> ColumnType.BIGINT;
      case REAL -> ColumnType.REAL;
      case FLOAT, DOUBLE -> ColumnType.DOUBLE;
      case DECIMAL ->
          KarstTypeSystem.isUnconstrained(type)
              ? ColumnType.decimal(0, 0)
              : ColumnType.decimal(type.getPrecision(), type.getScale());
      case CHAR, VARCHAR ->
          switch (type.getPrecision()) {
            case KarstTypeSystem.JSON_LENGTH -> ColumnType.JSON;
            case KarstTypeSystem.JSONB_LENGTH -> ColumnType.JSONB;
            default -> ColumnType.varchar(Math.max(0, type.getPrecision()));
          };
      case BINARY, VARBINARY -> ColumnType.BYTEA;
      case DATE -> ColumnType.DATE;
      case TIME, TIME_WITH_LOCAL_TIME_ZONE -> ColumnType.TIME;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> ColumnType.TIMESTAMPTZ;
      case UUID -> ColumnType.UUID;
      case ARRAY, MULTISET -> fromCollection(type);
      default ->
          SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())
              ? ColumnType.INTERVAL
              : ColumnType.TEXT;
    };
  }

  private static ColumnType fromCollection(RelDataType type) {
    RelDataType element = requireNonNull(type.getComponentType(), "component type");
    if (element.getSqlTypeName() == SqlTypeName.REAL && !element.isNullable()) {
      return ColumnType.vector(0);
    }
    return ColumnType.array(fromRel(element));
  }
}
