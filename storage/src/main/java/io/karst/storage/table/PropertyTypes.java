package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names of types that {@link ColumnType#toString} writes, and their usual short forms.
 */
final class PropertyTypes {
  private static final Map<String, TypeKind> KINDS =
      Map.ofEntries(
          Map.entry("boolean", TypeKind.BOOLEAN),
          Map.entry("bool", TypeKind.BOOLEAN),
          Map.entry("smallint", TypeKind.SMALLINT),
          Map.entry("int2", TypeKind.SMALLINT),
          Map.entry("integer", TypeKind.INTEGER),
          Map.entry("int", TypeKind.INTEGER),
          Map.entry("int4", TypeKind.INTEGER),
          Map.entry("bigint", TypeKind.BIGINT),
          Map.entry("int8", TypeKind.BIGINT),
          Map.entry("real", TypeKind.REAL),
          Map.entry("float4", TypeKind.REAL),
          Map.entry("double precision", TypeKind.DOUBLE),
          Map.entry("double", TypeKind.DOUBLE),
          Map.entry("float", TypeKind.DOUBLE),
          Map.entry("float8", TypeKind.DOUBLE),
          Map.entry("numeric", TypeKind.DECIMAL),
          Map.entry("decimal", TypeKind.DECIMAL),
          Map.entry("text", TypeKind.VARCHAR),
          Map.entry("varchar", TypeKind.VARCHAR),
          Map.entry("character varying", TypeKind.VARCHAR),
          Map.entry("character", TypeKind.CHAR),
          Map.entry("char", TypeKind.CHAR),
          Map.entry("bytea", TypeKind.BYTEA),
          Map.entry("date", TypeKind.DATE),
          Map.entry("time", TypeKind.TIME),
          Map.entry("time without time zone", TypeKind.TIME),
          Map.entry("timestamp", TypeKind.TIMESTAMP),
          Map.entry("timestamp without time zone", TypeKind.TIMESTAMP),
          Map.entry("timestamptz", TypeKind.TIMESTAMPTZ),
          Map.entry("timestamp with time zone", TypeKind.TIMESTAMPTZ),
          Map.entry("interval", TypeKind.INTERVAL),
          Map.entry("uuid", TypeKind.UUID),
          Map.entry("json", TypeKind.JSON),
          Map.entry("jsonb", TypeKind.JSON),
          Map.entry("vector", TypeKind.VECTOR));

  private PropertyTypes() {}

  /**
   * The type of that name.
   *
   * @throws KarstException UNDEFINED_OBJECT
   */
  static ColumnType parse(String name) {
    String text = name.trim().toLowerCase(Locale.ROOT);
    if (text.endsWith("[]")) {
      return ColumnType.array(parse(text.substring(0, text.length() - 2)));
    }
    String[] modifiers = new String[0];
    int open = text.indexOf('(');
    if (open > 0 && text.endsWith(")")) {
      modifiers = text.substring(open + 1, text.length() - 1).split(",", 3);
      text = text.substring(0, open).trim();
    }
    TypeKind kind = KINDS.get(text);
    ColumnType type = kind == null ? null : modified(kind, modifiers);
    if (type == null) {
      throw new KarstException(ErrorCode.UNDEFINED_OBJECT, "type \"" + name + "\" does not exist");
    }
    return type;
  }

  private static @Nullable ColumnType modified(TypeKind kind, String[] modifiers) {
    int precision = modifiers.length > 0 ? number(modifiers[0]) : 0;
    int scale = modifiers.length > 1 ? number(modifiers[1]) : 0;
    if (precision < 0 || scale < 0) {
      return null;
    }
    return switch (kind) {
      case INTERVAL -> ColumnType.INTERVAL;
      case TIME -> ColumnType.TIME;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
      case TIMESTAMPTZ -> ColumnType.TIMESTAMPTZ;
      case DECIMAL -> ColumnType.decimal(precision, scale);
      case CHAR -> new ColumnType(kind, Math.max(1, precision), 0, null);
      case VARCHAR -> modifiers.length > 1 ? null : ColumnType.varchar(precision);
      case VECTOR -> precision == 0 ? null : ColumnType.vector(precision);
      default -> modifiers.length > 0 ? null : ColumnType.of(kind);
    };
  }

  /** A number of at most eight digits, or -1. */
  private static int number(String text) {
    String digits = text.trim();
    if (digits.isEmpty() || digits.length() > 8) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = 10 * value + c - '0';
    }
    return value;
  }
}
