package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import org.jspecify.annotations.Nullable;

/** Types as {@code information_schema} describes them: names and numbers are PostgreSQL's. */
final class TypeInformation {
  private static final int OCTETS_PER_CHARACTER = 4;
  private static final int UNBOUNDED_OCTETS = 1 << 30;

  private TypeInformation() {}

  static String dataType(ColumnType type) {
    return switch (type.kind()) {
      case ARRAY -> "ARRAY";
      case VECTOR -> "vector";
      case TIME -> "time without time zone";
      case TIMESTAMP -> "timestamp without time zone";
      case TIMESTAMPTZ -> "timestamp with time zone";
      case CHAR -> "character";
      case VARCHAR -> type.precision() > 0 ? "character varying" : "text";
      default -> {
        String name = type.toString();
        int open = name.indexOf('(');
        yield open < 0 ? name : name.substring(0, open);
      }
    };
  }

  /** The name of the type in PostgreSQL's catalog. */
  static String udtName(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "bool";
      case SMALLINT -> "int2";
      case INTEGER -> "int4";
      case BIGINT -> "int8";
      case REAL -> "float4";
      case DOUBLE -> "float8";
      case CHAR -> "bpchar";
      case VARCHAR -> type.precision() > 0 ? "varchar" : "text";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMPTZ -> "timestamptz";
      case ARRAY -> "_" + udtName(requireNonNull(type.element()));
      default -> dataType(type);
    };
  }

  static @Nullable Integer length(ColumnType type) {
    boolean bounded = type.kind() == TypeKind.CHAR || type.kind() == TypeKind.VARCHAR;
    return bounded && type.precision() > 0 ? (Integer) type.precision() : null;
  }

  static @Nullable Integer octets(ColumnType type) {
    Integer length = length(type);
    if (length != null) {
      return Math.min(UNBOUNDED_OCTETS, length * OCTETS_PER_CHARACTER);
    }
    return type.kind() == TypeKind.VARCHAR ? UNBOUNDED_OCTETS : null;
  }

  static @Nullable Integer numericPrecision(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT -> 16;
      case INTEGER -> 32;
      case BIGINT -> 64;
      case REAL -> 24;
      case DOUBLE -> 53;
      case DECIMAL -> type.precision() == 0 ? null : (Integer) type.precision();
      default -> null;
    };
  }

  static @Nullable Integer radix(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> 2;
      case DECIMAL -> 10;
      default -> null;
    };
  }

  static @Nullable Integer numericScale(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> 0;
      case DECIMAL -> type.precision() == 0 ? null : (Integer) type.scale();
      default -> null;
    };
  }

  static @Nullable Integer datetimePrecision(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> 0;
      case TIME, TIMESTAMP, TIMESTAMPTZ -> type.precision();
      case INTERVAL -> 6;
      default -> null;
    };
  }
}
