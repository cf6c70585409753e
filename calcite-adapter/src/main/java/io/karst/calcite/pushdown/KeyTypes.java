package io.karst.calcite.pushdown;

import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.value.ColumnType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Which values can be placed exactly among the keys of a column, whatever their type. */
public final class KeyTypes {
  private KeyTypes() {}

  /** Whether comparing the column with a value of that type is comparing keys. */
  public static boolean fits(ColumnType column, RelDataType value) {
    SqlTypeName name = value.getSqlTypeName();
    return switch (column.kind()) {
      case SMALLINT, INTEGER -> SqlTypeUtil.isNumeric(value);
      case BIGINT, DECIMAL -> SqlTypeUtil.isExactNumeric(value);
      case DOUBLE -> SqlTypeUtil.isNumeric(value);
      case REAL -> name == SqlTypeName.REAL;
      case VARCHAR, CHAR -> SqlTypeUtil.inCharFamily(value);
      case DATE -> name == SqlTypeName.DATE || name == SqlTypeName.TIMESTAMP;
      case TIME -> name == KarstTypeSystem.TIME;
      case TIMESTAMP -> name == SqlTypeName.TIMESTAMP;
      case TIMESTAMPTZ -> name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
      case UUID -> name == SqlTypeName.UUID;
      case BOOLEAN -> name == SqlTypeName.BOOLEAN;
      case BYTEA -> name == SqlTypeName.VARBINARY;
      default -> false;
    };
  }

  /** Whether a cast keeps order and tells all values apart. */
  static boolean keepsOrder(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (source == target) {
      return source != SqlTypeName.DECIMAL
          || (to.getScale() >= from.getScale()
              && to.getPrecision() - to.getScale() >= from.getPrecision() - from.getScale());
    }
    boolean small = source == SqlTypeName.SMALLINT || source == SqlTypeName.INTEGER;
    if (small) {
      return target == SqlTypeName.INTEGER
          || target == SqlTypeName.BIGINT
          || target == SqlTypeName.DOUBLE
          || wide(to, source == SqlTypeName.INTEGER ? 10 : 5);
    }
    if (source == SqlTypeName.BIGINT) {
      return wide(to, 19);
    }
    return source == SqlTypeName.DATE && target == SqlTypeName.TIMESTAMP;
  }

  private static boolean wide(RelDataType type, int digits) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
        && type.getPrecision() - type.getScale() >= digits;
  }
}
