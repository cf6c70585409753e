package io.karst.calcite.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Tells JSON and JSONB from other text: both are VARCHAR of a length that marks them. */
public final class JsonTypes {
  private JsonTypes() {}

  /** Whether a type is JSON or JSONB. */
  public static boolean isJson(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
        && (type.getPrecision() == KarstTypeSystem.JSON_LENGTH || isJsonb(type));
  }

  public static boolean isJsonb(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
        && type.getPrecision() == KarstTypeSystem.JSONB_LENGTH;
  }
}
