package io.karst.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Getters by column index that are made of {@link #value} and a reader. */
abstract class DerivedGetters extends LabelledGetters {

  /** The canonical value of a column (from 1), or null; remembers which for {@code wasNull}. */
  abstract @Nullable Object value(int column) throws SQLException;

  /** The reader of a column (from 1) that {@link #value} accepted. */
  abstract ColumnReader reader(int column);

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : reader(column).toText(value);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : reader(column).toObject(value);
  }

  @Override
  public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getObject(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object value = value(column);
    return value == null ? null : ObjectConversion.convert(reader(column), value, type);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : reader(column).toDecimal(value);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal decimal = getBigDecimal(column);
    return decimal == null ? null : decimal.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object value = value(column);
    return value != null && reader(column).toBoolean(value);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : reader(column).toBytes(value);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null ? null : TemporalValues.date(reader(column).toDate(value), calendar);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(column);
    return value == null ? null : TemporalValues.time(reader(column).toTime(value), calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object value = value(column);
    if (value == null) {
      return null;
    }
    ColumnReader reader = reader(column);
    if (reader instanceof InstantReader) {
      OffsetDateTime moment = reader.toOffsetDateTime(value, TemporalValues.zone(calendar));
      return Timestamp.from(moment.toInstant());
    }
    return TemporalValues.timestamp(reader.toDateTime(value), calendar);
  }

  @Override
  public @Nullable Array getArray(int column) throws SQLException {
    return getObject(column, Array.class);
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    return getObject(column, Blob.class);
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    return getObject(column, Clob.class);
  }

  @Override
  public @Nullable NClob getNClob(int column) throws SQLException {
    return getObject(column, NClob.class);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return getObject(column, InputStream.class);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : stream(text, StandardCharsets.US_ASCII);
  }

  @Deprecated
  @Override
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : stream(text, StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    String text = getString(column);
    try {
      return text == null ? null : URI.create(text).toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw SqlErrors.cannotConvert("'" + text + "'", "a URL");
    }
  }

  @Override
  public @Nullable Ref getRef(int column) throws SQLException {
    throw SqlErrors.notSupported("type REF");
  }

  @Override
  public @Nullable RowId getRowId(int column) throws SQLException {
    throw SqlErrors.notSupported("type ROWID");
  }

  @Override
  public @Nullable SQLXML getSQLXML(int column) throws SQLException {
    throw SqlErrors.notSupported("type XML");
  }

  private static InputStream stream(String text, java.nio.charset.Charset charset) {
    return new ByteArrayInputStream(text.getBytes(charset));
  }
}
