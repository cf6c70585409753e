package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns what JDBC setters accept into the fewer classes that the session takes. */
final class ParameterValues {
  private ParameterValues() {}

  /**
   * The session's object for a parameter.
   *
   * @param value as given to a setter
   * @param target the parameter's type, or null if the statement leaves it open
   */
  static @Nullable Object normalize(@Nullable Object value, @Nullable ColumnType target)
      throws SQLException {
    if (value == null
        || value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof byte[]
        || value instanceof float[]) {
      return value;
    }
    if (value instanceof Number || value instanceof Character || value instanceof Enum<?>) {
      return scalar(value);
    }
    if (value instanceof java.util.Date || value instanceof Calendar) {
      Object temporal = date(value, target);
      return isText(target) ? TemporalText.format(temporal) : temporal;
    }
    if (value instanceof TemporalAccessor || value instanceof TemporalAmount) {
      Object temporal = temporal(value, target);
      return isText(target) ? TemporalText.format(temporal) : temporal;
    }
    return large(value, target);
  }

  private static Object scalar(Object value) {
    if (value instanceof Byte small) {
      return (short) small;
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Character || value instanceof Enum<?>) {
      return value.toString();
    }
    return value;
  }

  @SuppressWarnings("JavaUtilDate") // JDBC is made of it
  private static Object date(Object value, @Nullable ColumnType target) {
    if (value instanceof java.sql.Date date) {
      return isMoment(target)
          ? Instant.ofEpochMilli(date.getTime())
          : TemporalValues.wallClock(date, null).toLocalDate();
    }
    if (value instanceof Time time) {
      return TemporalValues.localTime(time);
    }
    if (value instanceof Calendar calendar) {
      Timestamp moment = new Timestamp(calendar.getTimeInMillis());
      return timestamp(moment, calendar, target);
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp(timestamp, null, target);
    }
    return timestamp(new Timestamp(((java.util.Date) value).getTime()), null, target);
  }

  /** A moment for columns with time zone; else what the clock shows in the calendar's zone. */
  static Object timestamp(
      Timestamp value, @Nullable Calendar calendar, @Nullable ColumnType target) {
    return isMoment(target) ? value.toInstant() : TemporalValues.wallClock(value, calendar);
  }

  private static Object temporal(Object value, @Nullable ColumnType target) throws SQLException {
    if (value instanceof ZonedDateTime zoned) {
      return moment(zoned.toOffsetDateTime(), target);
    }
    if (value instanceof OffsetDateTime moment) {
      return moment(moment, target);
    }
    if (value instanceof Instant instant) {
      return needsWallClock(target)
          ? LocalDateTime.ofInstant(instant, ZoneId.systemDefault())
          : instant;
    }
    if (value instanceof LocalDateTime local && isMoment(target)) {
      return local.atZone(ZoneId.systemDefault()).toInstant();
    }
    if (value instanceof OffsetTime time) {
      return time.toLocalTime();
    }
    if (value instanceof TemporalAmount) {
      return value;
    }
    if (value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime) {
      return value;
    }
    throw unknownClass(value);
  }

  private static Object moment(OffsetDateTime value, @Nullable ColumnType target) {
    return needsWallClock(target)
        ? value.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime()
        : value;
  }

  private static Object large(Object value, @Nullable ColumnType target) throws SQLException {
    if (value instanceof Blob blob) {
      return blob.getBytes(1, (int) blob.length());
    }
    if (value instanceof Clob clob) {
      return clob.getSubString(1, (int) clob.length());
    }
    if (value instanceof InputStream stream) {
      return read(stream, -1);
    }
    if (value instanceof Reader reader) {
      return read(reader, -1);
    }
    if (value instanceof URL url) {
      return url.toExternalForm();
    }
    if (value instanceof Array array) {
      return array.getArray() instanceof Object[] elements
          ? list(elements, target)
          : primitives(array.getArray());
    }
    if (value instanceof List<?> list) {
      return list(list.toArray(), target);
    }
    if (value instanceof Object[] elements) {
      return list(elements, target);
    }
    if (value.getClass().isArray()) {
      return primitives(value);
    }
    if (value instanceof Boolean || value instanceof UUID || value instanceof Collection<?>) {
      return value;
    }
    throw unknownClass(value);
  }

  private static SQLException unknownClass(Object value) {
    return SqlErrors.error(
        ErrorCode.DATATYPE_MISMATCH,
        "a parameter cannot be of class " + value.getClass().getName());
  }

  private static List<@Nullable Object> list(
      @Nullable Object[] elements, @Nullable ColumnType target) throws SQLException {
    ColumnType element = target == null ? null : target.element();
    List<@Nullable Object> list = new ArrayList<>(elements.length);
    for (Object value : elements) {
      list.add(normalize(value, element));
    }
    return list;
  }

  private static List<@Nullable Object> primitives(Object array) {
    int length = java.lang.reflect.Array.getLength(array);
    List<@Nullable Object> list = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      list.add(java.lang.reflect.Array.get(array, i));
    }
    return list;
  }

  /**
   * Reads a stream to its end.
   *
   * @param length bytes expected; -1 = any number
   */
  static byte[] read(InputStream stream, long length) throws SQLException {
    try {
      byte[] bytes = length < 0 ? stream.readAllBytes() : stream.readNBytes(intLength(length));
      checkLength(bytes.length, length, "bytes");
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads characters to their end.
   *
   * @param length characters expected; -1 = any number
   */
  static String read(Reader reader, long length) throws SQLException {
    StringWriter text = new StringWriter();
    char[] buffer = new char[4096];
    try {
      long missing = length < 0 ? Long.MAX_VALUE : length;
      while (missing > 0) {
        int count = reader.read(buffer, 0, (int) Math.min(buffer.length, missing));
        if (count < 0) {
          break;
        }
        text.write(buffer, 0, count);
        missing -= count;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    checkLength(text.getBuffer().length(), length, "characters");
    return text.toString();
  }

  private static int intLength(long length) throws SQLException {
    if (length > Integer.MAX_VALUE) {
      throw SqlErrors.error(
          ErrorCode.LIMIT_EXCEEDED, "a value of " + length + " bytes; at most 2147483647");
    }
    return (int) length;
  }

  private static void checkLength(long found, long expected, String unit) throws SQLException {
    if (expected >= 0 && found != expected) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER,
          "the stream ended after " + found + " of " + expected + " " + unit);
    }
  }

  private static SQLException unreadable(IOException cause) {
    return new SQLException("the stream cannot be read: " + cause, "58030", cause);
  }

  private static boolean isMoment(@Nullable ColumnType target) {
    return target != null && target.kind() == TypeKind.TIMESTAMPTZ;
  }

  /** Dates, times and intervals, whose canonical values are numbers that no program may bind. */
  static boolean isTemporal(@Nullable ColumnType target) {
    return target != null
        && switch (target.kind()) {
          case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
          default -> false;
        };
  }

  private static boolean isText(@Nullable ColumnType target) {
    return target != null && (target.kind() == TypeKind.VARCHAR || target.kind() == TypeKind.CHAR);
  }

  private static boolean needsWallClock(@Nullable ColumnType target) {
    return target != null
        && (target.kind() == TypeKind.TIMESTAMP
            || target.kind() == TypeKind.DATE
            || target.kind() == TypeKind.TIME);
  }
}
