package io.karst.sql.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Locale;

/**
 * Decodes a stream. Unlike {@link java.io.InputStreamReader} it gives everything before bytes that
 * are no text, so that whoever counts lines knows where they are.
 */
final class DecodingReader extends Reader {
  private final InputStream input;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private boolean ended;

  DecodingReader(InputStream input, Charset charset) {
    this.input = input;
    this.charset = charset;
    this.decoder = charset.newDecoder();
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      int read = chars.position();
      if (read > 0) {
        return read;
      }
      if (result.isError()) {
        throw new InvalidBytes(describe(result.length()));
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }

  private String describe(int count) {
    StringBuilder text = new StringBuilder("invalid byte sequence for encoding \"");
    text.append(charset.name().replace("-", "").toUpperCase(Locale.ROOT)).append("\":");
    for (int i = 0; i < count && i < bytes.remaining(); i++) {
      text.append(String.format(Locale.ROOT, " 0x%02x", bytes.get(bytes.position() + i)));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** Bytes that are no text. */
  private static final class InvalidBytes extends CharacterCodingException {
    private static final long serialVersionUID = 1;
    private final String message;

    InvalidBytes(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
