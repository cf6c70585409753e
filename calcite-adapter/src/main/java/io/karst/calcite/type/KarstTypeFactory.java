package io.karst.calcite.type;

import io.karst.storage.value.Interval;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.jdbc.JavaRecordType;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.IntervalSqlType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Types of expressions. There is no CHAR here: a string literal is text, so nothing is ever padded
 * or compared with blanks ignored. FLOAT is DOUBLE, TINYINT is SMALLINT. There is one type of
 * intervals, {@link Interval} in generated code, which Calcite sees as INTERVAL DAY TO SECOND.
 */
public final class KarstTypeFactory extends JavaTypeFactoryImpl {
  private static final SqlIntervalQualifier INTERVAL =
      new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

  /** A factory with {@link KarstTypeSystem}. */
  public KarstTypeFactory() {
    super(KarstTypeSystem.INSTANCE);
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName) {
    if (typeName == SqlTypeName.DECIMAL) {
      return super.createSqlType(
          typeName, KarstTypeSystem.MAX_DIGITS, KarstTypeSystem.DEFAULT_SCALE);
    }
    if (SqlTypeName.INTERVAL_TYPES.contains(typeName)) {
      return super.createSqlIntervalType(INTERVAL);
    }
    return super.createSqlType(plain(typeName));
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName, int precision) {
    if (typeName == SqlTypeName.CHAR) {
      return super.createSqlType(SqlTypeName.VARCHAR);
    }
    if (typeName == SqlTypeName.BINARY) {
      return super.createSqlType(SqlTypeName.VARBINARY);
    }
    return super.createSqlType(plain(typeName), precision);
  }

  @Override
  public RelDataType createSqlIntervalType(SqlIntervalQualifier intervalQualifier) {
    return super.createSqlIntervalType(INTERVAL);
  }

  /** Generated code that reads a parameter asks for the type of its class. */
  @Override
  @SuppressWarnings("rawtypes") // as the method it overrides
  public RelDataType createJavaType(Class clazz) {
    return clazz == Interval.class ? createSqlIntervalType(INTERVAL) : super.createJavaType(clazz);
  }

  /** Rows inside of values are arrays of objects, whatever their fields; times microseconds. */
  @Override
  public Type getJavaClass(RelDataType type) {
    if (type.isStruct() && !(type instanceof JavaRecordType)) {
      return Object[].class;
    }
    if (type.getSqlTypeName() == KarstTypeSystem.TIME) {
      return type.isNullable() ? Long.class : long.class;
    }
    return type instanceof IntervalSqlType ? Interval.class : super.getJavaClass(type);
  }

  private static SqlTypeName plain(SqlTypeName typeName) {
    return switch (typeName) {
      case CHAR -> SqlTypeName.VARCHAR;
      case BINARY -> SqlTypeName.VARBINARY;
      case FLOAT -> SqlTypeName.DOUBLE;
      case TINYINT -> SqlTypeName.SMALLINT;
      case TIME -> KarstTypeSystem.TIME;
      default -> typeName;
    };
  }

  /** Numbers and times have no common type. */
  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    List<RelDataType> known = new ArrayList<>();
    for (RelDataType type : types) {
      if (type.getSqlTypeName() != SqlTypeName.NULL) {
        known.add(type);
      }
    }
    if (known.size() < types.size() && !known.isEmpty()) { // Calcite takes NULL for no interval
      RelDataType common = leastRestrictive(known, mappingRule);
      return common == null ? null : createTypeWithNullability(common, true);
    }
    RelDataType moment = momentAmong(types);
    if (moment != null) {
      return moment;
    }
    boolean number = false;
    boolean time = false;
    for (RelDataType type : types) {
      number |= SqlTypeUtil.isNumeric(type) || SqlTypeUtil.isBoolean(type);
      time |= SqlTypeUtil.isDatetime(type);
    }
    return number && time
        ? null
        : withoutModifiers(super.leastRestrictive(types, mappingRule), types);
  }

  /**
   * Dates become timestamps among some, both timestamps with time zone; null for other types and
   * for one type alone.
   */
  private @Nullable RelDataType momentAmong(List<RelDataType> types) {
    boolean instant = false;
    boolean mixed = false;
    boolean nullable = false;
    for (RelDataType type : types) {
      SqlTypeName name = type.getSqlTypeName();
      if (name != SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
          && name != SqlTypeName.TIMESTAMP
          && name != SqlTypeName.DATE) {
        return null;
      }
      instant |= name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
      mixed |= name != types.get(0).getSqlTypeName();
      nullable |= type.isNullable();
    }
    SqlTypeName wide = instant ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
    return mixed
        ? createTypeWithNullability(createSqlType(wide, KarstTypeSystem.TIME_DIGITS), nullable)
        : null;
  }

  /** Decimals of several scales, and integers, have NUMERIC without modifiers in common. */
  private @Nullable RelDataType withoutModifiers(
      @Nullable RelDataType common, List<RelDataType> types) {
    if (common == null || common.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return common;
    }
    for (RelDataType type : types) {
      if (type.getSqlTypeName() != SqlTypeName.NULL
          && (type.getSqlTypeName() != SqlTypeName.DECIMAL
              || type.getPrecision() != common.getPrecision()
              || type.getScale() != common.getScale())) {
        return createTypeWithNullability(createSqlType(SqlTypeName.DECIMAL), common.isNullable());
      }
    }
    return common;
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
