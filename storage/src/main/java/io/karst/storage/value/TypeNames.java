package io.karst.storage.value;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** How PostgreSQL spells a type. */
final class TypeNames {
  private TypeNames() {}

  static String format(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL ->
          type.precision() == 0
              ? "numeric"
              : "numeric(" + type.precision() + "," + type.scale() + ")";
      case VARCHAR ->
          type.precision() == 0 ? "text" : "character varying(" + type.precision() + ")";
      case CHAR -> "character(" + type.precision() + ")";
      case VECTOR -> "vector(" + type.precision() + ")";
      case ARRAY -> requireNonNull(type.element(), "element") + "[]";
      case DOUBLE -> "double precision";
      case TIME -> "time without time zone";
      case TIMESTAMP -> "timestamp without time zone";
      case TIMESTAMPTZ -> "timestamp with time zone";
      case INTERVAL_YEAR_MONTH -> "interval year to month";
      case INTERVAL_DAY_SECOND -> "interval day to second";
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
