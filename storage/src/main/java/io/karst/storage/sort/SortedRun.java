package io.karst.storage.sort;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A sorted run on disk, read back once from its beginning. The owner closes it: it is deleted. */
final class SortedRun implements SortedEntries, AutoCloseable {
  private static final int WRITE_BUFFER = 1 << 18;
  private static final int READ_BUFFER = 1 << 16;

  private final Path file;
  private DataInputStream input;
  private long left;
  private byte[] key = new byte[0];
  private byte[] value = new byte[0];
  private int row;

  private SortedRun(Path file, long entries) throws IOException {
    this.file = file;
    this.left = entries;
    this.input =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), READ_BUFFER));
  }

  /** Writes a sorted buffer to a file. */
  static SortedRun write(Path file, SortBuffer buffer) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(file), WRITE_BUFFER)) {
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
      row = input.readInt();
      key = new byte[input.readInt()];
      value = new byte[input.readInt()];
      input.readFully(key);
      input.readFully(value);
      return true;
    } catch (IOException e) {
      throw failure("cannot read a run of a sort", e);
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
