package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** Text in memory: a copy, connected to no row. */
final class KarstClob implements NClob {
  private String text;

  KarstClob(String text) {
    this.text = text;
  }

  @Override
  public long length() {
    return text.length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    int from = index(position);
    return text.substring(from, Math.min(text.length(), from + length));
  }

  @Override
  public Reader getCharacterStream() {
    return new StringReader(text);
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    return new StringReader(getSubString(position, (int) length));
  }

  @Override
  public InputStream getAsciiStream() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    int found = text.indexOf(pattern, index(start));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    return position(pattern.getSubString(1, (int) pattern.length()), start);
  }

  @Override
  public int setString(long position, String source) throws SQLException {
    int from = index(position);
    int behind = Math.min(text.length(), from + source.length());
    text = text.substring(0, from) + source + text.substring(behind);
    return source.length();
  }

  @Override
  public int setString(long position, String source, int offset, int length) throws SQLException {
    return setString(position, source.substring(offset, offset + length));
  }

  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    int from = index(position);
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        replace(from, toString(StandardCharsets.US_ASCII));
      }
    };
  }

  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    int from = index(position);
    return new StringWriter() {
      @Override
      public void close() throws IOException {
        replace(from, toString());
      }
    };
  }

  @Override
  public void truncate(long length) {
    text = text.substring(0, (int) Math.min(length, text.length()));
  }

  @Override
  public void free() {
    text = "";
  }

  private void replace(int from, String source) throws IOException {
    try {
      setString(from + 1L, source);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private int index(long position) throws SQLException {
    if (position < 1 || position > text.length() + 1L) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER,
          "position "
              + position
              + " in a clob of "
              + text.length()
              + " characters; the first is 1");
    }
    return (int) position - 1;
  }
}
