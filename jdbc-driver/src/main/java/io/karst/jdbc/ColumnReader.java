package io.karst.jdbc;

import static java.util.Objects.requireNonNull;

import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.ZonedValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Turns the canonical values of one column into what JDBC's getters return. Stateless, shared by
 * all results. Values given are never null.
 *
 * <p>Conversions not overridden by a type's reader are refused with SQLSTATE 22018.
 */
abstract class ColumnReader {
  final ColumnType type;

  ColumnReader(ColumnType type) {
    this.type = type;
  }

  static ColumnReader of(ColumnType type) {
    return of(type, ZonedValues.UTC);
  }

  /**
   * A reader of a column.
   *
   * @param values of the session, whose time zone shows in texts
   */
  static ColumnReader of(ColumnType type, ZonedValues values) {
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanReader(type);
      case SMALLINT, INTEGER, BIGINT -> new IntegerReader(type);
      case REAL, DOUBLE -> new FloatReader(type);
      case DECIMAL -> new DecimalReader(type);
      case VARCHAR, CHAR, JSON -> new TextReader(type);
      case BYTEA -> new BinaryReader(type);
      case DATE -> new DateReader(type);
      case TIME -> new TimeReader(type);
      case TIMESTAMP -> new TimestampReader(type);
      case TIMESTAMPTZ -> new InstantReader(type, values);
      case INTERVAL -> new IntervalReader(type);
      case UUID -> new UuidReader(type);
      case VECTOR -> new VectorReader(type);
      case ARRAY -> new ArrayReader(type, values);
    };
  }

  /** Reads a whole number straight from a row, without an object where the type allows. */
  long readLong(RowCursor rows, int position) throws SQLException {
    return toLong(value(rows, position));
  }

  /** Reads a floating point number straight from a row. */
  double readDouble(RowCursor rows, int position) throws SQLException {
    return toDouble(value(rows, position));
  }

  /** The object of {@code getObject(i)}. */
  abstract Object toObject(Object value) throws SQLException;

  /** The text of {@code getString}. */
  abstract String toText(Object value) throws SQLException;

  long toLong(Object value) throws SQLException {
    throw refuse("a whole number");
  }

  double toDouble(Object value) throws SQLException {
    throw refuse("a number");
  }

  BigDecimal toDecimal(Object value) throws SQLException {
    throw refuse("a number");
  }

  boolean toBoolean(Object value) throws SQLException {
    throw refuse("a boolean");
  }

  byte[] toBytes(Object value) throws SQLException {
    return toText(value).getBytes(StandardCharsets.UTF_8);
  }

  LocalDate toDate(Object value) throws SQLException {
    throw refuse("a date");
  }

  LocalTime toTime(Object value) throws SQLException {
    throw refuse("a time");
  }

  LocalDateTime toDateTime(Object value) throws SQLException {
    throw refuse("a timestamp");
  }

  /**
   * The point in time.
   *
   * @param zone where a value without zone is meant
   */
  OffsetDateTime toOffsetDateTime(Object value, ZoneId zone) throws SQLException {
    return toDateTime(value).atZone(zone).toOffsetDateTime();
  }

  Period toPeriod(Object value) throws SQLException {
    throw refuse("a Period");
  }

  Duration toDuration(Object value) throws SQLException {
    throw refuse("a Duration");
  }

  UUID toUuid(Object value) throws SQLException {
    throw refuse("a UUID");
  }

  float[] toVector(Object value) throws SQLException {
    throw refuse("a vector");
  }

  /** The elements, canonical, of an array value. */
  Object[] toElements(Object value) throws SQLException {
    throw refuse("an array");
  }

  /** Type of the elements of an array value. */
  ColumnType elementType() throws SQLException {
    throw refuse("an array");
  }

  final SQLException refuse(String wanted) {
    return SqlErrors.cannotConvert("type " + type, wanted);
  }

  private static Object value(RowCursor rows, int position) {
    return requireNonNull(rows.get(position), "value");
  }
}
