package io.karst.calcite.function;

import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types signatures of functions are written in, with the Java class of a non-null argument. */
enum TypeWord {
  BOOL(SqlTypeName.BOOLEAN, boolean.class),
  INT2(SqlTypeName.SMALLINT, short.class),
  INT4(SqlTypeName.INTEGER, int.class),
  INT8(SqlTypeName.BIGINT, long.class),
  FLOAT4(SqlTypeName.REAL, float.class),
  FLOAT8(SqlTypeName.DOUBLE, double.class),
  NUMERIC(SqlTypeName.DECIMAL, BigDecimal.class),
  TEXT(SqlTypeName.VARCHAR, String.class),
  BYTEA(SqlTypeName.VARBINARY, ByteString.class),
  DATE(SqlTypeName.DATE, int.class),
  TIME(KarstTypeSystem.TIME, long.class),
  TIMESTAMP(SqlTypeName.TIMESTAMP, long.class),
  TIMESTAMPTZ(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, long.class),
  INTERVAL(SqlTypeName.INTERVAL_DAY_SECOND, Interval.class),
  UUID_(SqlTypeName.UUID, UUID.class),
  /** As a result: JSONB if the first argument is. */
  JSON(SqlTypeName.VARCHAR, String.class),
  JSONB(SqlTypeName.VARCHAR, String.class),
  VECTOR(SqlTypeName.ARRAY, List.class),
  INT4ARRAY(SqlTypeName.ARRAY, List.class),
  TEXTARRAY(SqlTypeName.ARRAY, List.class),
  /** Any array; as a result the type of the first array among the arguments. */
  ARRAY(SqlTypeName.ARRAY, List.class),
  ANY(SqlTypeName.ANY, Object.class);

  private final SqlTypeName typeName;
  private final Class<?> javaClass;

  TypeWord(SqlTypeName typeName, Class<?> javaClass) {
    this.typeName = typeName;
    this.javaClass = javaClass;
  }

  static TypeWord of(String word) {
    return word.equals("uuid") ? UUID_ : valueOf(word.toUpperCase(Locale.ROOT));
  }

  Class<?> javaClass() {
    return javaClass;
  }

  SqlTypeFamily family() {
    if (typeName == SqlTypeName.ARRAY) {
      return SqlTypeFamily.ARRAY;
    }
    SqlTypeFamily family = typeName.getFamily();
    return family == null ? SqlTypeFamily.ANY : family;
  }

  RelDataType toRel(RelDataTypeFactory factory) {
    return switch (this) {
      case VECTOR -> factory.createArrayType(factory.createSqlType(SqlTypeName.REAL), -1);
      case INT4ARRAY -> array(factory, SqlTypeName.INTEGER);
      case TEXTARRAY -> array(factory, SqlTypeName.VARCHAR);
      case ARRAY -> array(factory, SqlTypeName.ANY);
      case JSON -> factory.createSqlType(typeName, KarstTypeSystem.JSON_LENGTH);
      case JSONB -> factory.createSqlType(typeName, KarstTypeSystem.JSONB_LENGTH);
      case NUMERIC -> factory.createSqlType(SqlTypeName.DECIMAL, 38, 16);
      case TIME, TIMESTAMP, TIMESTAMPTZ ->
          factory.createSqlType(typeName, KarstTypeSystem.TIME_DIGITS);
      default -> factory.createSqlType(typeName);
    };
  }

  private static RelDataType array(RelDataTypeFactory factory, SqlTypeName element) {
    return factory.createArrayType(
        factory.createTypeWithNullability(factory.createSqlType(element), true), -1);
  }
}
