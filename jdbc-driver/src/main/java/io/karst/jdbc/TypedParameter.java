package io.karst.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of {@code setObject(i, x, type)}: converted to the type named before they are bound. */
final class TypedParameter {
  private static final ColumnReader TEXT = ColumnReader.of(io.karst.storage.value.ColumnType.TEXT);

  private TypedParameter() {}

  /**
   * Converts a normalized value.
   *
   * @param value as {@link ParameterValues#normalize} returns it
   * @param sqlType constant of {@link Types}
   * @param scale digits behind the point for NUMERIC and DECIMAL; -1 = as they are
   */
  static @Nullable Object convert(@Nullable Object value, int sqlType, int scale)
      throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (sqlType) {
      case Types.BIT, Types.BOOLEAN -> toBoolean(value);
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> toLong(value, sqlType);
      case Types.REAL -> (float) toDecimalOrDouble(value);
      case Types.FLOAT, Types.DOUBLE -> toDecimalOrDouble(value);
      case Types.NUMERIC, Types.DECIMAL -> {
        BigDecimal decimal = toDecimal(value);
        yield scale < 0 ? decimal : decimal.setScale(scale, RoundingMode.HALF_UP);
      }
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          toText(value);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> toBytes(value);
      default -> convertOther(value, sqlType);
    };
  }

  private static Object convertOther(Object value, int sqlType) throws SQLException {
    return switch (sqlType) {
      case Types.DATE -> toDate(value);
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> toTime(value);
      case Types.TIMESTAMP -> toDateTime(value);
      case Types.TIMESTAMP_WITH_TIMEZONE -> toMoment(value);
      case Types.ARRAY, Types.OTHER, Types.JAVA_OBJECT, Types.NULL -> value;
      default -> throw SqlErrors.notSupported("binding a parameter as java.sql.Types " + sqlType);
    };
  }

  private static Object toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number) {
      return toDecimal(value).signum() != 0;
    }
    return TEXT.toBoolean(toText(value));
  }

  private static Object toLong(Object value, int sqlType) throws SQLException {
    long number = DecimalReader.longOf(toDecimal(value));
    return switch (sqlType) {
      case Types.INTEGER -> {
        if ((int) number != number) {
          throw SqlErrors.outOfRange(number, "integer");
        }
        yield (int) number;
      }
      case Types.TINYINT -> {
        if ((byte) number != number) {
          throw SqlErrors.outOfRange(number, "tinyint");
        }
        yield (short) number;
      }
      case Types.SMALLINT -> {
        if ((short) number != number) {
          throw SqlErrors.outOfRange(number, "smallint");
        }
        yield (short) number;
      }
      default -> number;
    };
  }

  private static double toDecimalOrDouble(Object value) throws SQLException {
    return value instanceof Number number
        ? number.doubleValue()
        : value instanceof String text ? TEXT.toDouble(text) : toDecimal(value).doubleValue();
  }

  private static BigDecimal toDecimal(Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Number || value instanceof String) {
      return TEXT.toDecimal(value.toString());
    }
    throw refuse(value, "a number");
  }

  private static String toText(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Temporal) {
      return TemporalText.format(value);
    }
    if (value instanceof float[] || value instanceof Iterable<?>) {
      throw refuse(value, "text");
    }
    return value.toString();
  }

  private static byte[] toBytes(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof UUID uuid) {
      return ColumnReader.of(io.karst.storage.value.ColumnType.UUID).toBytes(uuid);
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw refuse(value, "bytes");
  }

  private static LocalDate toDate(Object value) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalTime) {
      throw refuse(value, "a date");
    }
    return value instanceof String text ? TEXT.toDate(text) : toDateTime(value).toLocalDate();
  }

  private static LocalTime toTime(Object value) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof LocalDate) {
      throw refuse(value, "a time");
    }
    return value instanceof String text ? TEXT.toTime(text) : toDateTime(value).toLocalTime();
  }

  private static LocalDateTime toDateTime(Object value) throws SQLException {
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
    }
    if (value instanceof String text) {
      return TEXT.toDateTime(text);
    }
    throw refuse(value, "a timestamp");
  }

  private static Object toMoment(Object value) throws SQLException {
    if (value instanceof Instant || value instanceof OffsetDateTime) {
      return value;
    }
    if (value instanceof String text) {
      return TEXT.toOffsetDateTime(text, ZoneId.systemDefault());
    }
    return toDateTime(value).atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }

  private static SQLException refuse(Object value, String wanted) {
    return new SQLDataException(
        "cannot convert a " + value.getClass().getName() + " to " + wanted, "22018");
  }
}
