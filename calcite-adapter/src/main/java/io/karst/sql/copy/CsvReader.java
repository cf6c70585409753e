package io.karst.sql.copy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * A streaming CSV reader: RFC 4180 with PostgreSQL's reading of quotes (they may begin inside a
 * field). Fields lie in one reused array, so that numbers are read without making strings.
 *
 * <p>Record: {@code text[start(i) .. end(i))} is field i without its quotes and escapes.
 */
final class CsvReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Reader input;
  private final char delimiter;
  private final char quote;
  private final char escape;
  private final char[] buffer = new char[BUFFER];
  private int position;
  private int limit;
  private char[] text = new char[4096];
  private int length;
  private int[] ends = new int[64];
  private boolean[] quoted = new boolean[64];
  private int size;
  private long line = 1;
  private long recordLine;

  CsvReader(Reader input, CsvFormat format) {
    this.input = input;
    this.delimiter = format.delimiter();
    this.quote = format.quote();
    this.escape = format.escape();
  }

  /** Moves to the next record; false at the end of the file. */
  boolean next() {
    if (position == limit && !fill()) {
      return false;
    }
    recordLine = line;
    length = 0;
    size = 0;
    boolean anyQuote = false;
    while (true) {
      if (position == limit && !fill()) {
        endField(anyQuote);
        return true;
      }
      char c = buffer[position++];
      if (c == quote) {
        anyQuote = true;
        readQuoted();
      } else if (c == delimiter) {
        endField(anyQuote);
        anyQuote = false;
      } else if (c == '\n') {
        line++;
        endField(anyQuote);
        return true;
      } else if (c == '\r') {
        if ((position < limit || fill()) && buffer[position] == '\n') {
          position++;
        }
        line++;
        endField(anyQuote);
        return true;
      } else {
        position--;
        appendPlain();
      }
    }
  }

  /** Takes everything up to the next character that means something. */
  private void appendPlain() {
    int start = position;
    int at = start;
    while (at < limit) {
      char c = buffer[at];
      if (c == delimiter || c == '\n' || c == '\r' || c == quote) {
        break;
      }
      at++;
    }
    int count = at - start;
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(length + count, 2 * text.length));
    }
    System.arraycopy(buffer, start, text, length, count);
    length += count;
    position = at;
  }

  private void readQuoted() {
    while (true) {
      if (position == limit && !fill()) {
        throw error("unterminated CSV quoted field");
      }
      char c = buffer[position++];
      if (c == escape && (position < limit || fill()) && isEscapable(buffer[position])) {
        append(buffer[position++]);
      } else if (c == quote) {
        return;
      } else {
        if (c == '\n') {
          line++;
        }
        append(c);
      }
    }
  }

  private boolean isEscapable(char c) {
    return c == quote || (c == escape && escape != quote);
  }

  private void append(char c) {
    if (length == text.length) {
      text = Arrays.copyOf(text, length * 2);
    }
    text[length++] = c;
  }

  private void endField(boolean anyQuote) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      quoted = Arrays.copyOf(quoted, size * 2);
    }
    ends[size] = length;
    quoted[size++] = anyQuote;
  }

  private boolean fill() {
    try {
      position = 0;
      int read = input.read(buffer, 0, BUFFER);
      limit = Math.max(0, read);
      return read > 0;
    } catch (CharacterCodingException e) {
      throw new KarstException(
          ErrorCode.INVALID_ENCODING, "line " + line + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new KarstException(
          ErrorCode.IO_ERROR, "cannot read line " + line + " of the file: " + e.getMessage(), e);
    }
  }

  /** Number of fields of the record. */
  int size() {
    return size;
  }

  /** Line of the file on which the record begins, counted from 1. */
  long line() {
    return recordLine;
  }

  char[] chars() {
    return text;
  }

  int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  int end(int field) {
    return ends[field];
  }

  boolean isQuoted(int field) {
    return quoted[field];
  }

  String text(int field) {
    int start = start(field);
    return new String(text, start, ends[field] - start);
  }

  /** An error in the form of the file at the current record. */
  KarstException error(String reason) {
    return new KarstException(ErrorCode.BAD_COPY_FORMAT, "line " + recordLine + ": " + reason);
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot close the file: " + e.getMessage(), e);
    }
  }
}
