package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/** VARCHAR, CHAR and JSON; text is parsed when a getter asks for another type. */
final class TextReader extends ColumnReader {

  TextReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return toText(value);
  }

  @Override
  String toText(Object value) {
    return Values.padded(type, (String) value);
  }

  @Override
  long toLong(Object value) throws SQLException {
    return DecimalReader.longOf(toDecimal(value));
  }

  @Override
  double toDouble(Object value) throws SQLException {
    try {
      return Double.parseDouble(((String) value).strip());
    } catch (NumberFormatException e) {
      throw bad(value, "a number", e);
    }
  }

  @Override
  BigDecimal toDecimal(Object value) throws SQLException {
    try {
      return new BigDecimal(((String) value).strip());
    } catch (NumberFormatException e) {
      throw bad(value, "a number", e);
    }
  }

  @Override
  boolean toBoolean(Object value) throws SQLException {
    return switch (((String) value).strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> toDecimal(value).signum() != 0;
    };
  }

  @Override
  LocalDate toDate(Object value) throws SQLException {
    String text = ((String) value).strip();
    try {
      return text.length() > 10 ? TemporalText.dateTime(text).toLocalDate() : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw bad(value, "a date", e);
    }
  }

  @Override
  LocalTime toTime(Object value) throws SQLException {
    String text = ((String) value).strip();
    try {
      return text.indexOf('-') > 0
          ? TemporalText.dateTime(text).toLocalTime()
          : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw bad(value, "a time", e);
    }
  }

  @Override
  LocalDateTime toDateTime(Object value) throws SQLException {
    try {
      return TemporalText.dateTime(((String) value).strip());
    } catch (DateTimeException e) {
      throw bad(value, "a timestamp", e);
    }
  }

  @Override
  OffsetDateTime toOffsetDateTime(Object value, ZoneId zone) throws SQLException {
    try {
      return TemporalText.offsetDateTime(((String) value).strip(), zone);
    } catch (DateTimeException e) {
      throw bad(value, "a timestamp with time zone", e);
    }
  }

  @Override
  UUID toUuid(Object value) throws SQLException {
    try {
      return UUID.fromString(((String) value).strip());
    } catch (IllegalArgumentException e) {
      throw bad(value, "a UUID", e);
    }
  }

  @Override
  float[] toVector(Object value) throws SQLException {
    String text = ((String) value).strip();
    if (!text.startsWith("[") || !text.endsWith("]")) {
      throw bad(value, "a vector", null);
    }
    String[] parts = text.substring(1, text.length() - 1).split(",", -1);
    float[] vector = new float[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        vector[i] = Float.parseFloat(parts[i].strip());
      }
    } catch (NumberFormatException e) {
      throw bad(value, "a vector", e);
    }
    return vector;
  }

  private static SQLException bad(
      Object value, String wanted, @org.jspecify.annotations.Nullable Exception cause) {
    return new SQLDataException("'" + value + "' is not " + wanted, "22018", cause);
  }
}
