package io.karst.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** Refuses every change of a row by column index: results are read-only. */
abstract class NoUpdatesByIndex implements ResultSet {

  static SQLException readOnly() {
    return SqlErrors.notSupported("changing rows through a result set");
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw readOnly();
  }

  @Override
  public void deleteRow() throws SQLException {
    throw readOnly();
  }

  @Override
  public void insertRow() throws SQLException {
    throw readOnly();
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw readOnly();
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw readOnly();
  }

  @Override
  public void refreshRow() throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateArray(int column, @Nullable Array value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateAsciiStream(int column, @Nullable InputStream value, int length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateAsciiStream(int column, @Nullable InputStream value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateAsciiStream(int column, @Nullable InputStream value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBigDecimal(int column, @Nullable BigDecimal value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBinaryStream(int column, @Nullable InputStream value, int length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBinaryStream(int column, @Nullable InputStream value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBinaryStream(int column, @Nullable InputStream value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBlob(int column, @Nullable InputStream value, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBlob(int column, @Nullable InputStream value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBlob(int column, @Nullable Blob value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBoolean(int column, boolean value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateBytes(int column, byte @Nullable [] value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateByte(int column, byte value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateCharacterStream(int column, @Nullable Reader value, int length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateCharacterStream(int column, @Nullable Reader value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateCharacterStream(int column, @Nullable Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateClob(int column, @Nullable Reader value, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateClob(int column, @Nullable Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateClob(int column, @Nullable Clob value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateDate(int column, @Nullable Date value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateDouble(int column, double value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateFloat(int column, float value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateInt(int column, int length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateLong(int column, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNCharacterStream(int column, @Nullable Reader value, long length)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNCharacterStream(int column, @Nullable Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNClob(int column, @Nullable Reader value, long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNClob(int column, @Nullable Reader value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNClob(int column, @Nullable NClob value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNString(int column, @Nullable String value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateNull(int column) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int column, @Nullable Object value, int length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int column, @Nullable Object value, @Nullable SQLType type, int scale)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int column, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateObject(int column, @Nullable Object value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateRef(int column, @Nullable Ref value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateRowId(int column, @Nullable RowId value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateRow() throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateSQLXML(int column, @Nullable SQLXML value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateShort(int column, short value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateString(int column, @Nullable String value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateTimestamp(int column, @Nullable Timestamp value) throws SQLException {
    throw readOnly();
  }

  @Override
  public void updateTime(int column, @Nullable Time value) throws SQLException {
    throw readOnly();
  }
}
