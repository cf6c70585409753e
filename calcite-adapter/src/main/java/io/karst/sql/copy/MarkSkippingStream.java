package io.karst.sql.copy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Skips a UTF-8 byte-order mark at the beginning. */
final class MarkSkippingStream extends FilterInputStream {
  MarkSkippingStream(InputStream input) throws IOException {
    super(skip(new PushbackInputStream(input, 3)));
  }

  private static InputStream skip(PushbackInputStream input) throws IOException {
    byte[] start = new byte[3];
    int read = input.readNBytes(start, 0, 3);
    boolean mark =
        read == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
    if (!mark && read > 0) {
      input.unread(start, 0, read);
    }
    return input;
  }
}
