package io.karst.sql.copy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Writes records of text fields as CSV. */
final class CsvWriter implements AutoCloseable {
  private final Writer output;
  private final CsvFormat format;
  private boolean first = true;

  CsvWriter(Writer output, CsvFormat format) {
    this.output = output;
    this.format = format;
  }

  /** Adds a field; null = NULL. */
  void field(@Nullable String value, boolean forceQuote) {
    try {
      if (!first) {
        output.write(format.delimiter());
      }
      first = false;
      if (value == null) {
        output.write(format.nullText());
      } else if (forceQuote || needsQuotes(value)) {
        quoted(value);
      } else {
        output.write(value);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Ends the record. */
  void endRecord() {
    try {
      output.write('\n');
      first = true;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private boolean needsQuotes(String value) {
    if (value.equals(format.nullText()) || value.equals("\\.")) {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == format.delimiter() || c == format.quote() || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  private void quoted(String value) throws IOException {
    output.write(format.quote());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == format.quote() || c == format.escape()) {
        output.write(format.escape());
      }
      output.write(c);
    }
    output.write(format.quote());
  }

  void flush() {
    try {
      output.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      output.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static KarstException failed(IOException e) {
    return new KarstException(ErrorCode.IO_ERROR, "cannot write: " + e.getMessage(), e);
  }
}
