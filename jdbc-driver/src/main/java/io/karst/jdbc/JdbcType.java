package io.karst.jdbc;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.sql.Types;

/** What JDBC says about a Karst type. */
final class JdbcType {
  /** Reported as the length of unbounded strings and binaries. */
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int MAX_DECIMAL_DIGITS = 38;

  private JdbcType() {}

  /** The constant of {@link Types}. */
  static int code(ColumnType type) {
    return code(type.kind());
  }

  static int code(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> Types.BOOLEAN;
      case SMALLINT -> Types.SMALLINT;
      case INTEGER -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case REAL -> Types.REAL;
      case DOUBLE -> Types.DOUBLE;
      case DECIMAL -> Types.NUMERIC;
      case VARCHAR, JSON -> Types.VARCHAR;
      case CHAR -> Types.CHAR;
      case BYTEA -> Types.VARBINARY;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMP -> Types.TIMESTAMP;
      case TIMESTAMPTZ -> Types.TIMESTAMP_WITH_TIMEZONE;
      case ARRAY -> Types.ARRAY;
      case INTERVAL, UUID, VECTOR -> Types.OTHER;
    };
  }

  /** The type's name as metadata shows it, without modifiers; fits into DDL. */
  static String name(ColumnType type) {
    return switch (type.kind()) {
      case ARRAY -> name(requireNonNull(type.element(), "element")) + "[]";
      case BOOLEAN -> "boolean";
      case SMALLINT -> "smallint";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case REAL -> "real";
      case DOUBLE -> "double precision";
      case DECIMAL -> "numeric";
      case VARCHAR -> type.precision() == 0 ? "text" : "varchar";
      case CHAR -> "char";
      case BYTEA -> "bytea";
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMPTZ -> "timestamp with time zone";
      case INTERVAL -> "interval";
      case UUID -> "uuid";
      case JSON -> type.toString();
      case VECTOR -> "vector";
    };
  }

  /** Class of the objects that {@code getObject} returns. */
  static String className(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "java.lang.Boolean";
      case SMALLINT, INTEGER -> "java.lang.Integer";
      case BIGINT -> "java.lang.Long";
      case REAL -> "java.lang.Float";
      case DOUBLE -> "java.lang.Double";
      case DECIMAL -> "java.math.BigDecimal";
      case VARCHAR, CHAR, JSON -> "java.lang.String";
      case BYTEA -> "[B";
      case DATE -> "java.sql.Date";
      case TIME -> "java.sql.Time";
      case TIMESTAMP -> "java.sql.Timestamp";
      case TIMESTAMPTZ -> "java.time.OffsetDateTime";
      case INTERVAL -> "io.karst.storage.value.Interval";
      case UUID -> "java.util.UUID";
      case VECTOR -> "[F";
      case ARRAY -> "java.sql.Array";
    };
  }

  /** Digits of numbers, characters of strings and dates, bytes of binaries. */
  static int precision(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 1;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case REAL -> 7;
      case DOUBLE -> 15;
      case DECIMAL -> type.precision() == 0 ? MAX_DECIMAL_DIGITS : type.precision();
      case VARCHAR, CHAR -> type.precision() == 0 ? UNBOUNDED : type.precision();
      case JSON, BYTEA, ARRAY -> UNBOUNDED;
      case VECTOR -> type.precision();
      case DATE -> 10;
      case TIME -> 8 + fraction(type);
      case TIMESTAMP -> 19 + fraction(type);
      case TIMESTAMPTZ -> 25 + fraction(type);
      case INTERVAL -> 49;
      case UUID -> 36;
    };
  }

  /** Digits behind the point: of numbers and of seconds. */
  static int scale(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL -> type.scale();
      case REAL -> 7;
      case DOUBLE -> 15;
      case TIME, TIMESTAMP, TIMESTAMPTZ -> type.precision();
      default -> 0;
    };
  }

  /** Most characters of the value as text. */
  static int displaySize(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 5;
      case SMALLINT -> 6;
      case INTEGER -> 11;
      case BIGINT -> 20;
      case REAL -> 15;
      case DOUBLE -> 25;
      case DECIMAL -> precision(type) + 2;
      case VECTOR -> type.precision() * 15 + 2;
      default -> precision(type);
    };
  }

  static boolean isSigned(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  static boolean isCaseSensitive(ColumnType type) {
    return switch (type.kind()) {
      case VARCHAR, CHAR, JSON -> true;
      default -> false;
    };
  }

  private static int fraction(ColumnType type) {
    return type.precision() == 0 ? 0 : type.precision() + 1;
  }
}
