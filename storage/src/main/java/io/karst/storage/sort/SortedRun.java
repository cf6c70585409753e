package io.karst.storage.sort;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A sorted run on disk, read back once from its beginning. The owner closes it: it is deleted. */
final class SortedRun implements SortedEntries, AutoCloseable {
  private static final int WRITE_BUFFER = 1 << 18;
  private static final int READ_BUFFER = 1 << 16;

  private final Path file;
  private final InputStream input;
  private final byte[] buffer = new byte[READ_BUFFER];
  private int position;
  private int limit;
  private long left;
  private byte[] key = new byte[0];
  private byte[] value = new byte[0];
  private int row;

  private SortedRun(Path file, long entries) throws IOException {
    this.file = file;
    this.left = entries;
    this.input = Files.newInputStream(file);
  }

  /** Writes a sorted buffer to a file. */
  static SortedRun write(Path file, SortBuffer buffer) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), WRITE_BUFFER)) {
        for (int i = 0; i < buffer.size(); i++) {
          out.write(buffer.block(i), buffer.offset(i), buffer.length(i));
        }
      }
      return new SortedRun(file, buffer.size());
    } catch (IOException e) {
      throw failure("cannot write a run of a sort", e);
    }
  }

  @Override
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    try {
      need(SortBuffer.HEADER_BYTES);
      row = SortBuffer.readInt(buffer, position);
      key = new byte[SortBuffer.readInt(buffer, position + 4)];
      value = new byte[SortBuffer.readInt(buffer, position + 8)];
      position += SortBuffer.HEADER_BYTES;
      read(key);
      read(value);
      return true;
    } catch (IOException e) {
      throw failure("cannot read a run of a sort", e);
    }
  }

  /** Makes the next few bytes lie in the buffer. */
  private void need(int bytes) throws IOException {
    if (limit - position >= bytes) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < bytes) {
      int read = input.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        throw new EOFException("a run ends early");
      }
      limit += read;
    }
  }

  private void read(byte[] target) throws IOException {
    int buffered = Math.min(target.length, limit - position);
    System.arraycopy(buffer, position, target, 0, buffered);
    position += buffered;
    int at = buffered;
    if (target.length - at >= buffer.length) {
      at += input.readNBytes(target, at, target.length - at);
      if (at < target.length) {
        throw new EOFException("a run ends early");
      }
    } else if (at < target.length) {
      need(target.length - at);
      System.arraycopy(buffer, position, target, at, target.length - at);
      position += target.length - at;
    }
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public byte[] value() {
    return value;
  }

  @Override
  public int row() {
    return row;
  }

  @Override
  public void close() {
    try {
      input.close();
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // The scratch directory is emptied when the database opens.
    }
  }

  private static KarstException failure(String action, IOException e) {
    String reason = String.valueOf(e.getMessage());
    boolean full = reason.toLowerCase(Locale.ROOT).contains("no space left");
    ErrorCode code = full ? ErrorCode.DISK_FULL : ErrorCode.IO_ERROR;
    return new KarstException(code, action + ": " + reason, e);
  }
}
