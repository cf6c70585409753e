package io.karst.calcite.function;

import io.karst.calcite.type.JsonTypes;
import io.karst.calcite.type.KarstTypeSystem;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Which types an explicit cast leads from and to: PostgreSQL's table pg_cast, and by their texts
 * from and to text.
 */
final class CastPairs {
  private enum Group {
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    DATE,
    TIME,
    TIMESTAMP,
    INSTANT,
    INTERVAL,
    JSON,
    JSONB,
    ARRAY,
    BYTEA,
    UUID,
    /** NULL, parameters, rows. */
    OTHER
  }

  private CastPairs() {}

  static boolean exist(RelDataType from, RelDataType to) {
    Group source = group(from);
    Group target = group(to);
    if (source == Group.ARRAY && target == Group.ARRAY) {
      return from.getComponentType() == null
          || to.getComponentType() == null
          || exist(from.getComponentType(), to.getComponentType());
    }
    boolean any =
        source == target
            || source == Group.TEXT
            || target == Group.TEXT
            || source == Group.OTHER
            || target == Group.OTHER;
    return any || exist(source, target);
  }

  private static boolean exist(Group source, Group target) {
    return switch (source) {
      case BOOLEAN -> target == Group.INTEGER;
      case INTEGER -> target == Group.NUMBER || target == Group.BOOLEAN;
      case NUMBER -> target == Group.INTEGER;
      case DATE -> target == Group.TIMESTAMP || target == Group.INSTANT;
      case TIME -> target == Group.INTERVAL;
      case INTERVAL -> target == Group.TIME;
      case TIMESTAMP -> target == Group.DATE || target == Group.TIME || target == Group.INSTANT;
      case INSTANT -> target == Group.DATE || target == Group.TIME || target == Group.TIMESTAMP;
      case JSON -> target == Group.JSONB;
      case JSONB ->
          target == Group.JSON
              || target == Group.BOOLEAN
              || target == Group.INTEGER
              || target == Group.NUMBER;
      default -> false;
    };
  }

  private static Group group(RelDataType type) {
    if (JsonTypes.isJson(type)) {
      return JsonTypes.isJsonb(type) ? Group.JSONB : Group.JSON;
    }
    if (type.getComponentType() != null) {
      return Group.ARRAY;
    }
    if (SqlTypeUtil.isInterval(type)) {
      return Group.INTERVAL;
    }
    if (type.getSqlTypeName() == KarstTypeSystem.TIME) {
      return Group.TIME;
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> Group.BOOLEAN;
      case INTEGER -> Group.INTEGER;
      case SMALLINT, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE -> Group.NUMBER;
      case CHAR, VARCHAR -> Group.TEXT;
      case DATE -> Group.DATE;
      case TIMESTAMP -> Group.TIMESTAMP;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Group.INSTANT;
      case BINARY, VARBINARY -> Group.BYTEA;
      case UUID -> Group.UUID;
      default -> Group.OTHER;
    };
  }
}
