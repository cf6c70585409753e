package io.karst.storage.changelog;

import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.Space;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes a transaction's changes as the log entry of its commit.
 *
 * <p>Key: commit sequence u64, part u16. Value: format u8 = 1, commit time i64 (microseconds), then
 * the encoded changes of the part. All big endian. Part 0 always exists.
 */
public final class ChangeLogWriter {
  /** Version of the value layout. */
  public static final byte FORMAT = 1;

  static final int HEADER_BYTES = 9;

  private ChangeLogWriter() {}

  /** Adds the entry to a commit that is about to be written. */
  public static void write(
      Space changes,
      long sequence,
      long timestampMicros,
      ChangeBuffer buffer,
      CommitHook.Writer out) {
    List<byte[]> parts = buffer.parts();
    for (int part = 0; part < parts.size(); part++) {
      byte[] body = parts.get(part);
      byte[] value =
          ByteBuffer.allocate(HEADER_BYTES + body.length)
              .put(FORMAT)
              .putLong(timestampMicros)
              .put(body)
              .array();
      out.put(changes, key(sequence, part), value);
    }
  }

  /** The key of one part of a commit's entry. */
  public static byte[] key(long sequence, int part) {
    return ByteBuffer.allocate(10).putLong(sequence).putShort((short) part).array();
  }
}
