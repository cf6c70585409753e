package io.karst.sqltests.slt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text of one result cell, the same for every engine.
 *
 * <p>NULL is {@code NULL}, the empty text {@code (empty)}; bytes are {@code \x00ff}; times are ISO
 * with a space and without trailing zeros, those with a zone in UTC; arrays and vectors are {@code
 * {1,2,NULL}}. Doubles are shortest decimal text; type {@code R} rounds every number to 12
 * significant digits, so engines that differ in scale or in the last bits agree.
 */
final class CellFormat {
  private static final MathContext TWELVE_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private CellFormat() {}

  /** Formats column {@code index} (from 1) of the current row. */
  static String format(ResultSet row, int index, char type) throws SQLException {
    Object value = value(row, index);
    if (value == null || row.wasNull()) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> integer(value);
      case 'R' -> real(value);
      case 'B' -> Boolean.toString((Boolean) value);
      default -> escape(text(value));
    };
  }

  private static @Nullable Object value(ResultSet row, int index) throws SQLException {
    String typeName = row.getMetaData().getColumnTypeName(index).toLowerCase(Locale.ROOT);
    int sqlType = row.getMetaData().getColumnType(index);
    if (typeName.equals("timestamptz") || sqlType == Types.TIMESTAMP_WITH_TIMEZONE) {
      return row.getObject(index, OffsetDateTime.class);
    }
    if (typeName.equals("vector")) {
      return row.getObject(index, float[].class);
    }
    return switch (sqlType) {
      case Types.TIMESTAMP -> row.getObject(index, LocalDateTime.class);
      case Types.DATE -> row.getObject(index, LocalDate.class);
      case Types.TIME -> row.getObject(index, LocalTime.class);
      case Types.BIT, Types.BOOLEAN -> row.getObject(index) == null ? null : row.getBoolean(index);
      case Types.OTHER, Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> row.getString(index);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> row.getBytes(index);
      default -> row.getObject(index);
    };
  }

  private static String integer(Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return value.toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toBigIntegerExact().toString();
    }
    throw new IllegalStateException("not an integer: " + value.getClass().getName() + " " + value);
  }

  private static String real(Object value) {
    if (!(value instanceof Number)) {
      throw new IllegalStateException("not a number: " + value.getClass().getName() + " " + value);
    }
    String text = value.toString();
    return text.contains("N") || text.contains("I") ? text : rounded(new BigDecimal(text));
  }

  private static String rounded(BigDecimal number) {
    BigDecimal rounded = number.round(TWELVE_DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String text(Object value) throws SQLException {
    if (value instanceof Double || value instanceof Float) {
      String text = value.toString();
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Array array) {
      return elements((Object[]) array.getArray());
    }
    if (value instanceof float[] vector) {
      return vector(vector);
    }
    return value instanceof String string ? (string.isEmpty() ? "(empty)" : string) : time(value);
  }

  private static String time(Object value) {
    if (value instanceof OffsetDateTime time) {
      return dateTime(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "+00";
    }
    if (value instanceof Instant instant) {
      return dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "+00";
    }
    if (value instanceof LocalDateTime time) {
      return dateTime(time);
    }
    if (value instanceof Timestamp timestamp) {
      return dateTime(timestamp.toLocalDateTime());
    }
    return value instanceof LocalTime time ? TIME.format(time) : value.toString();
  }

  private static String dateTime(LocalDateTime time) {
    return time.toLocalDate() + " " + TIME.format(time.toLocalTime());
  }

  private static String elements(@Nullable Object[] elements) throws SQLException {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < elements.length; i++) {
      Object element = elements[i];
      text.append(i == 0 ? "" : ",").append(element == null ? "NULL" : text(element));
    }
    return text.append('}').toString();
  }

  private static String vector(float[] vector) throws SQLException {
    Object[] elements = new Object[vector.length];
    for (int i = 0; i < vector.length; i++) {
      elements[i] = vector[i];
    }
    return elements(elements);
  }

  private static String escape(String text) {
    return text.replace("|", "\\|").replace("\n", "\\n").replace("\r", "\\r");
  }
}
