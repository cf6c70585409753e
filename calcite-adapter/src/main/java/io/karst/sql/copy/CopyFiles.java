package io.karst.sql.copy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Opens the files of COPY; relative paths start at the directory of the process. */
final class CopyFiles {
  private static final int BUFFER = 1 << 16;

  private CopyFiles() {}

  static Reader read(String file, CopyOptions options) {
    try {
      InputStream bytes = Files.newInputStream(Path.of(file));
      return decode(bytes, options, options.isGzip(file));
    } catch (NoSuchFileException e) {
      throw new KarstException(
          ErrorCode.UNDEFINED_FILE,
          "could not open file \"" + file + "\" for reading: No such file or directory",
          e);
    } catch (IOException | InvalidPathException e) {
      throw new KarstException(
          ErrorCode.IO_ERROR,
          "could not open file \"" + file + "\" for reading: " + e.getMessage(),
          e);
    }
  }

  /** Text of a stream; a byte-order mark is skipped. */
  static Reader decode(InputStream bytes, CopyOptions options, boolean gzip) throws IOException {
    InputStream plain = gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
    return new DecodingReader(new MarkSkippingStream(plain), options.format().charset());
  }

  static Writer write(String file, CopyOptions options) {
    try {
      return encode(Files.newOutputStream(Path.of(file)), options, options.isGzip(file));
    } catch (IOException | InvalidPathException e) {
      throw new KarstException(
          ErrorCode.IO_ERROR,
          "could not open file \"" + file + "\" for writing: " + e.getMessage(),
          e);
    }
  }

  static Writer encode(OutputStream bytes, CopyOptions options, boolean gzip) throws IOException {
    OutputStream packed = gzip ? new GZIPOutputStream(bytes, BUFFER) : bytes;
    return new BufferedWriter(new OutputStreamWriter(packed, options.format().charset()), BUFFER);
  }
}
