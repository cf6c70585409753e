package io.karst.calcite.parser.action;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.NamedTypeSpec;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Resolves the names of types, PostgreSQL's and their usual aliases. */
public final class TypeNames {
  private static final int MAX_DECIMAL_PRECISION = 38;
  private static final int MAX_LENGTH = 10_485_760;
  private static final int MAX_DIMENSIONS = 16_000;
  private static final int MAX_FRACTION_DIGITS = 6;
  private static final int MAX_REAL_BITS = 24;
  private static final int MAX_DOUBLE_BITS = 53;

  private TypeNames() {}

  /**
   * Resolves a type name.
   *
   * @param name as written, folded; a leading {@code pg_catalog} is ignored
   * @param first the first number in parentheses, or -1
   * @param second the second number in parentheses, or -1
   * @return a {@link NamedTypeSpec} if it is none of ours
   * @throws KarstException INVALID_PARAMETER if a number is out of range
   */
  public static SqlTypeNameSpec resolve(
      SqlIdentifier name, int first, int second, SqlParserPos pos) {
    List<String> parts = name.names;
    boolean system = parts.size() == 2 && parts.get(0).equals("pg_catalog");
    String last = parts.get(parts.size() - 1);
    ColumnType type = parts.size() == 1 || system ? known(last, first, second, pos) : null;
    return type == null
        ? new NamedTypeSpec(name, first != -1, false, pos)
        : spec(last, type, first, second, pos);
  }

  /** As the other, for a name the grammar knows. */
  public static SqlTypeNameSpec resolve(String name, int first, int second, SqlParserPos pos) {
    return spec(name, requireNonNull(known(name, first, second, pos), name), first, second, pos);
  }

  private static SqlTypeNameSpec spec(
      String name, ColumnType type, int first, int second, SqlParserPos pos) {
    checkModifiers(name, type, first, second, pos);
    return new ColumnTypeSpec(type, name.contains("serial"), pos);
  }

  private static @Nullable ColumnType known(String name, int first, int second, SqlParserPos pos) {
    return switch (name) {
      case "bool", "boolean" -> ColumnType.BOOLEAN;
      case "int2", "smallint", "smallserial", "serial2", "tinyint" -> ColumnType.SMALLINT;
      case "int4", "int", "integer", "serial", "serial4" -> ColumnType.INTEGER;
      case "int8", "bigint", "bigserial", "serial8" -> ColumnType.BIGINT;
      case "float4", "real" -> ColumnType.REAL;
      case "float8", "double" -> ColumnType.DOUBLE;
      case "float" -> floating(first, pos);
      case "numeric", "decimal", "dec" -> decimal(first, second, pos);
      case "text", "string", "clob", "name", "longvarchar", "nclob" -> ColumnType.TEXT;
      case "varchar", "nvarchar" -> varchar(first, pos);
      case "char", "nchar" -> character(Math.max(first, first == -1 ? 1 : first), pos);
      case "bpchar" -> first < 0 ? ColumnType.TEXT : character(first, pos);
      case "bytea", "blob", "binary", "varbinary", "longvarbinary" -> ColumnType.BYTEA;
      case "date" -> ColumnType.DATE;
      case "time" -> temporal(TypeKind.TIME, first, pos);
      case "timestamp", "datetime" -> temporal(TypeKind.TIMESTAMP, first, pos);
      case "timestamptz" -> temporal(TypeKind.TIMESTAMPTZ, first, pos);
      case "timetz" -> throw timeWithZone(pos);
      case "uuid" -> ColumnType.UUID;
      case "json" -> ColumnType.JSON;
      case "jsonb" -> ColumnType.JSONB;
      case "vector" -> vector(first, pos);
      default -> null;
    };
  }

  /** INTERVAL with or without fields and a number of digits. */
  public static SqlTypeNameSpec interval(
      @Nullable SqlIntervalQualifier qualifier, int digits, SqlParserPos pos) {
    return new ColumnTypeSpec(IntervalLiterals.type(qualifier, digits, pos), false, pos);
  }

  /** The type of arrays of a type. */
  public static SqlTypeNameSpec array(SqlTypeNameSpec element, SqlParserPos pos) {
    if (element instanceof ColumnTypeSpec spec) {
      return new ColumnTypeSpec(ColumnType.array(spec.columnType()), false, pos);
    }
    return ((NamedTypeSpec) element).arrayOf(pos);
  }

  /** Returns whether a column of the type is an identity column. */
  public static boolean isSerial(SqlDataTypeSpec spec) {
    return ColumnTypeSpec.isSerial(spec);
  }

  /** TIME WITH TIME ZONE does not exist here. */
  public static KarstException timeWithZone(SqlParserPos pos) {
    return at(
        new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "type time with time zone is not supported"),
        pos);
  }

  private static ColumnType floating(int bits, SqlParserPos pos) {
    if (bits == -1) {
      return ColumnType.DOUBLE;
    }
    check("float", "precision", bits, 1, MAX_DOUBLE_BITS, pos);
    return bits <= MAX_REAL_BITS ? ColumnType.REAL : ColumnType.DOUBLE;
  }

  private static ColumnType decimal(int precision, int scale, SqlParserPos pos) {
    if (precision == -1) {
      return ColumnType.of(TypeKind.DECIMAL);
    }
    check("numeric", "precision", precision, 1, MAX_DECIMAL_PRECISION, pos);
    int digits = scale == -1 ? 0 : scale;
    check("numeric", "scale", digits, 0, precision, pos);
    return ColumnType.decimal(precision, digits);
  }

  private static ColumnType varchar(int length, SqlParserPos pos) {
    if (length == -1) {
      return ColumnType.TEXT;
    }
    check("varchar", "length", length, 1, MAX_LENGTH, pos);
    return ColumnType.varchar(length);
  }

  private static ColumnType character(int length, SqlParserPos pos) {
    check("char", "length", length, 1, MAX_LENGTH, pos);
    return new ColumnType(TypeKind.CHAR, length, 0, null);
  }

  private static ColumnType temporal(TypeKind kind, int digits, SqlParserPos pos) {
    if (digits == -1) {
      return new ColumnType(kind, MAX_FRACTION_DIGITS, 0, null);
    }
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    check(name, "precision", digits, 0, MAX_FRACTION_DIGITS, pos);
    return new ColumnType(kind, digits, 0, null);
  }

  private static ColumnType vector(int dimensions, SqlParserPos pos) {
    if (dimensions == -1) {
      return ColumnType.vector(0);
    }
    check("vector", "dimensions", dimensions, 1, MAX_DIMENSIONS, pos);
    return ColumnType.vector(dimensions);
  }

  /**
   * Numbers in parentheses belong to few types; for the binary ones they are a length we ignore.
   */
  private static void checkModifiers(
      String name, ColumnType type, int first, int second, SqlParserPos pos) {
    boolean one =
        switch (type.kind()) {
          case DECIMAL, VARCHAR, CHAR, BYTEA, TIME, TIMESTAMP, TIMESTAMPTZ, VECTOR -> true;
          default -> name.equals("float");
        };
    if ((first != -1 && !one) || (second != -1 && type.kind() != TypeKind.DECIMAL)) {
      throw at(
          new KarstException(
              ErrorCode.SYNTAX_ERROR, "type modifier is not allowed for type \"" + name + "\""),
          pos);
    }
  }

  static void check(
      String type, String what, int value, int minimum, int maximum, SqlParserPos pos) {
    if (value < minimum || value > maximum) {
      throw at(
          new KarstException(
              ErrorCode.INVALID_PARAMETER,
              what + " of type " + type + " must be between " + minimum + " and " + maximum),
          pos);
    }
  }

  private static KarstException at(KarstException error, SqlParserPos pos) {
    return error.withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
