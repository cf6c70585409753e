package io.karst.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What {@code getObject(i, Class)} can return. */
final class ObjectConversion {

  private interface Conversion {
    Object convert(ColumnReader reader, Object value) throws SQLException;
  }

  private static final Map<Class<?>, Conversion> BY_CLASS = conversions();

  private ObjectConversion() {}

  /** Converts a canonical value that is not null. */
  static <T> T convert(ColumnReader reader, Object value, Class<T> wanted) throws SQLException {
    Conversion conversion = BY_CLASS.get(wanted);
    Object converted =
        conversion != null ? conversion.convert(reader, value) : reader.toObject(value);
    if (!wanted.isInstance(converted)) {
      throw reader.refuse("class " + wanted.getName());
    }
    return wanted.cast(converted);
  }

  private static Map<Class<?>, Conversion> conversions() {
    Map<Class<?>, Conversion> map = new HashMap<>();
    map.put(String.class, ColumnReader::toText);
    map.put(Boolean.class, ColumnReader::toBoolean);
    map.put(Byte.class, (r, v) -> (byte) within(r.toLong(v), Byte.MIN_VALUE, Byte.MAX_VALUE));
    map.put(Short.class, (r, v) -> (short) within(r.toLong(v), Short.MIN_VALUE, Short.MAX_VALUE));
    map.put(
        Integer.class, (r, v) -> (int) within(r.toLong(v), Integer.MIN_VALUE, Integer.MAX_VALUE));
    map.put(Long.class, ColumnReader::toLong);
    map.put(Float.class, (r, v) -> (float) r.toDouble(v));
    map.put(Double.class, ColumnReader::toDouble);
    map.put(BigDecimal.class, ColumnReader::toDecimal);
    map.put(BigInteger.class, (r, v) -> integer(r.toDecimal(v)));
    map.put(byte[].class, ColumnReader::toBytes);
    map.put(UUID.class, ColumnReader::toUuid);
    map.put(float[].class, ColumnReader::toVector);
    map.put(double[].class, (r, v) -> doubles(r.toVector(v)));
    map.put(List.class, (r, v) -> Arrays.asList(array(r, v).toArray()));
    map.put(Object[].class, (r, v) -> array(r, v).toArray());
    map.put(Array.class, ObjectConversion::array);
    map.put(InputStream.class, (r, v) -> new ByteArrayInputStream(r.toBytes(v)));
    map.put(Reader.class, (r, v) -> new StringReader(r.toText(v)));
    map.put(Blob.class, (r, v) -> new KarstBlob(r.toBytes(v)));
    map.put(Clob.class, (r, v) -> new KarstClob(r.toText(v)));
    map.put(NClob.class, (r, v) -> new KarstClob(r.toText(v)));
    addTemporal(map);
    return map;
  }

  @SuppressWarnings("JavaUtilDate") // JDBC is made of it
  private static void addTemporal(Map<Class<?>, Conversion> map) {
    map.put(java.sql.Date.class, (r, v) -> java.sql.Date.valueOf(r.toDate(v)));
    map.put(Time.class, (r, v) -> TemporalValues.time(r.toTime(v)));
    map.put(Timestamp.class, (r, v) -> Timestamp.valueOf(r.toDateTime(v)));
    map.put(
        java.util.Date.class,
        (r, v) -> new java.util.Date(Timestamp.valueOf(r.toDateTime(v)).getTime()));
    map.put(Calendar.class, (r, v) -> calendar(Timestamp.valueOf(r.toDateTime(v))));
    map.put(LocalDate.class, ColumnReader::toDate);
    map.put(LocalTime.class, ColumnReader::toTime);
    map.put(LocalDateTime.class, ColumnReader::toDateTime);
    map.put(OffsetDateTime.class, (r, v) -> r.toOffsetDateTime(v, ZoneId.systemDefault()));
    map.put(
        ZonedDateTime.class,
        (r, v) -> r.toOffsetDateTime(v, ZoneId.systemDefault()).toZonedDateTime());
    map.put(Instant.class, (r, v) -> r.toOffsetDateTime(v, ZoneId.systemDefault()).toInstant());
    map.put(OffsetTime.class, (r, v) -> offsetTime(r.toTime(v)));
    map.put(Period.class, ColumnReader::toPeriod);
    map.put(Duration.class, ColumnReader::toDuration);
  }

  private static KarstArray array(ColumnReader reader, Object value) throws SQLException {
    return new KarstArray(reader.elementType(), reader.toElements(value));
  }

  /** With the JVM zone's offset on the first day of the epoch. */
  private static OffsetTime offsetTime(LocalTime time) {
    return time.atOffset(ZoneId.systemDefault().getRules().getOffset(time.atDate(LocalDate.EPOCH)));
  }

  private static Calendar calendar(Timestamp moment) {
    Calendar calendar = Calendar.getInstance();
    calendar.setTimeInMillis(moment.getTime());
    return calendar;
  }

  private static BigInteger integer(BigDecimal value) {
    return value.toBigInteger();
  }

  private static double[] doubles(float[] vector) {
    double[] doubles = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      doubles[i] = vector[i];
    }
    return doubles;
  }

  private static long within(long value, long low, long high) throws SQLException {
    if (value < low || value > high) {
      throw SqlErrors.outOfRange(value, low + ".." + high);
    }
    return value;
  }
}
