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
      case CHAR -> type.precision() == 0 ? "bpchar" : "character(" + type.precision() + ")";
      case VECTOR -> "vector(" + type.precision() + ")";
      case ARRAY -> requireNonNull(type.element(), "element") + "[]";
      case JSON -> type.precision() == 0 ? "json" : "jsonb";
      case DOUBLE -> "double precision";
      case TIME -> "time without time zone";
      case TIMESTAMP -> "timestamp without time zone";
      case TIMESTAMPTZ -> "timestamp with time zone";
      case INTERVAL -> interval(type);
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String interval(ColumnType type) {
    String words = IntervalFields.of(type).words();
    return "interval"
        + (words.isEmpty() ? "" : " " + words)
        + (type.precision() == 6 ? "" : "(" + type.precision() + ")");
  }
}
