package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** Bytes in memory: a copy, connected to no row. */
final class KarstBlob implements Blob {
  private byte[] bytes;

  KarstBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    int from = index(position);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
  }

  @Override
  public InputStream getBinaryStream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    return new ByteArrayInputStream(getBytes(position, (int) length));
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    for (int i = index(start); i + pattern.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    return position(pattern.getBytes(1, (int) pattern.length()), start);
  }

  @Override
  public int setBytes(long position, byte[] source) throws SQLException {
    return setBytes(position, source, 0, source.length);
  }

  @Override
  public int setBytes(long position, byte[] source, int offset, int length) throws SQLException {
    int from = index(position);
    byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, from + length));
    System.arraycopy(source, offset, changed, from, length);
    bytes = changed;
    return length;
  }

  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    int from = index(position);
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        try {
          setBytes(from + 1L, toByteArray());
        } catch (SQLException e) {
          throw new IOException(e);
        }
      }
    };
  }

  @Override
  public void truncate(long length) {
    bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length));
  }

  @Override
  public void free() {
    bytes = new byte[0];
  }

  private int index(long position) throws SQLException {
    if (position < 1 || position > bytes.length + 1L) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER,
          "position " + position + " in a blob of " + bytes.length + " bytes; the first is 1");
    }
    return (int) position - 1;
  }
}
