package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Every setter of {@link PreparedStatement}, in terms of {@link #set}. Streams are read at once.
 */
abstract class ParameterSetters extends KarstStatement implements PreparedStatement {

  ParameterSetters(KarstConnection connection, int resultSetType) {
    super(connection, resultSetType);
  }

  /** Stores a value the session takes; index from 1. */
  abstract void set(int index, @Nullable Object value) throws SQLException;

  /** The type the statement wants there, or null if it leaves it open. */
  abstract @Nullable ColumnType target(int index) throws SQLException;

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    set(index, null);
  }

  @Override
  public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
    set(index, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, (short) value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value == null ? null : TemporalValues.wallClock(value, calendar).toLocalDate());
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    setObject(
        index, value == null ? null : TemporalValues.wallClock(value, calendar).toLocalTime());
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    setTimestamp(index, value, null);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    setObject(
        index, value == null ? null : ParameterValues.timestamp(value, calendar, target(index)));
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    set(index, ParameterValues.normalize(value, target(index)));
  }

  @Override
  public void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
    setObject(index, value, sqlType, -1);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int sqlType, int scaleOrLength)
      throws SQLException {
    ColumnType target = target(index);
    Object typed =
        TypedParameter.convert(ParameterValues.normalize(value, null), sqlType, scaleOrLength);
    set(index, ParameterValues.normalize(typed, target));
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType sqlType) throws SQLException {
    setObject(index, value, sqlType, -1);
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType sqlType, int scaleOrLength)
      throws SQLException {
    Integer code = sqlType.getVendorTypeNumber();
    setObject(index, value, code == null ? Types.OTHER : code, scaleOrLength);
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setURL(int index, @Nullable URL value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setBlob(int index, @Nullable Blob value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
    setBinaryStream(index, value, length);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value) throws SQLException {
    setBinaryStream(index, value, -1L);
  }

  @Override
  public void setClob(int index, @Nullable Clob value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
    setCharacterStream(index, value, length);
  }

  @Override
  public void setClob(int index, @Nullable Reader value) throws SQLException {
    setCharacterStream(index, value, -1L);
  }

  @Override
  public void setNClob(int index, @Nullable NClob value) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
    setCharacterStream(index, value, length);
  }

  @Override
  public void setNClob(int index, @Nullable Reader value) throws SQLException {
    setCharacterStream(index, value, -1L);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setBinaryStream(index, value, (long) length);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    setBinaryStream(index, value, -1L);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    set(index, value == null ? null : ParameterValues.read(value, length));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setAsciiStream(index, value, (long) length);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    setAsciiStream(index, value, -1L);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    set(
        index,
        value == null
            ? null
            : new String(ParameterValues.read(value, length), StandardCharsets.US_ASCII));
  }

  @Deprecated
  @Override
  public void setUnicodeStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    set(
        index,
        value == null
            ? null
            : new String(ParameterValues.read(value, length), StandardCharsets.UTF_8));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    setCharacterStream(index, value, (long) length);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setCharacterStream(index, value, -1L);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    set(index, value == null ? null : ParameterValues.read(value, length));
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    setCharacterStream(index, value, length);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setCharacterStream(index, value, -1L);
  }

  @Override
  public void setRef(int index, @Nullable Ref value) throws SQLException {
    throw SqlErrors.notSupported("type REF");
  }

  @Override
  public void setRowId(int index, @Nullable RowId value) throws SQLException {
    throw SqlErrors.notSupported("type ROWID");
  }

  @Override
  public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    throw SqlErrors.notSupported("type XML");
  }
}
