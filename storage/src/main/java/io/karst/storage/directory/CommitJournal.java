package io.karst.storage.directory;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Makes a commit over several collections atomic: the whole commit is on stable storage here before
 * the first collection is written, and is removed after the last one is synced. At open a complete
 * record is replayed, an incomplete one is discarded: no collection has seen any of it.
 *
 * <p>The file holds at most one record: magic u32 "KJ01", body length u32, CRC32C of the body u32,
 * body = per collection: name length u16, name UTF-8, sequence u64, batch length u32, batch bytes.
 * Big endian. An empty file means nothing is pending. Not thread-safe: callers hold the database's
 * cross-commit lock.
 */
public final class CommitJournal implements AutoCloseable {
  private static final int MAGIC = 0x4B4A3031;
  private static final int HEADER_BYTES = 12;

  private final FileChannel channel;

  /** Opens the journal of a database directory. */
  public CommitJournal(Path directory) {
    try {
      channel =
          FileChannel.open(
              directory.resolve("JOURNAL"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot open the commit journal: " + e, e);
    }
  }

  /**
   * One collection's part of a commit.
   *
   * @param collection its name
   * @param sequence its commit sequence there
   * @param batch what {@code PreparedCommit.encoded} gave
   */
  public record Part(String collection, long sequence, byte[] batch) {}

  /** Writes and syncs a commit. */
  public void write(List<Part> parts) {
    int bodyBytes = 0;
    for (Part part : parts) {
      int nameBytes = part.collection().getBytes(StandardCharsets.UTF_8).length;
      bodyBytes = Math.addExact(bodyBytes, Math.addExact(14 + nameBytes, part.batch().length));
    }
    ByteBuffer record = ByteBuffer.allocate(Math.addExact(HEADER_BYTES, bodyBytes));
    record.position(HEADER_BYTES);
    for (Part part : parts) {
      byte[] name = part.collection().getBytes(StandardCharsets.UTF_8);
      record.putShort((short) name.length).put(name).putLong(part.sequence());
      record.putInt(part.batch().length).put(part.batch());
    }
    record.putInt(0, MAGIC).putInt(4, bodyBytes).putInt(8, checksum(record.array(), bodyBytes));
    record.flip();
    try {
      long at = 0;
      while (record.hasRemaining()) {
        at += channel.write(record, at);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot write the commit journal: " + e, e);
    }
  }

  /** Removes the record; every collection is synced. */
  public void clear() {
    try {
      channel.truncate(0);
      channel.force(true);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot clear the commit journal: " + e, e);
    }
  }

  /** The complete record, or an empty list. */
  public List<Part> read() {
    try {
      long size = channel.size();
      if (size < HEADER_BYTES || size > Integer.MAX_VALUE) {
        return List.of();
      }
      ByteBuffer record = ByteBuffer.allocate((int) size);
      long at = 0;
      while (record.hasRemaining()) {
        int count = channel.read(record, at);
        if (count < 0) {
          return List.of();
        }
        at += count;
      }
      return decode(record.flip());
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot read the commit journal: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot close the commit journal: " + e, e);
    }
  }

  private static List<Part> decode(ByteBuffer record) {
    int magic = record.getInt();
    int bodyBytes = record.getInt();
    int expected = record.getInt();
    boolean complete = magic == MAGIC && bodyBytes >= 0 && record.remaining() >= bodyBytes;
    if (!complete || checksum(bytesOf(record), bodyBytes) != expected) {
      return List.of();
    }
    record.limit(HEADER_BYTES + bodyBytes);
    List<Part> parts = new ArrayList<>();
    while (record.hasRemaining()) {
      byte[] name = new byte[record.getShort() & 0xFFFF];
      record.get(name);
      long sequence = record.getLong();
      byte[] batch = new byte[record.getInt()];
      record.get(batch);
      parts.add(new Part(new String(name, StandardCharsets.UTF_8), sequence, batch));
    }
    return parts;
  }

  private static byte[] bytesOf(ByteBuffer record) {
    byte[] bytes = new byte[record.limit()];
    record.duplicate().position(0).get(bytes);
    return bytes;
  }

  private static int checksum(byte[] record, int bodyBytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(record, HEADER_BYTES, bodyBytes);
    return (int) checksum.getValue();
  }
}
