package io.karst.storage.changelog;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the change log in commit order. Not thread-safe. The owner closes it. */
public final class ChangeLogReader implements AutoCloseable {
  private final Cursor cursor;
  private @Nullable EntryBatch batch;
  private int next;
  private Iterator<Change> changes = List.<Change>of().iterator();
  private long sequence;
  private long timestampMicros;
  private @Nullable Change current;

  /**
   * Opens the log for commits {@code first .. last}.
   *
   * @param reverse newest commit first; changes inside a part stay in order
   */
  public ChangeLogReader(Reader reader, Space space, long first, long last, boolean reverse) {
    byte @Nullable [] end = last == Long.MAX_VALUE ? null : ChangeLogWriter.key(last + 1, 0);
    KeyRange range = new KeyRange(ChangeLogWriter.key(Math.max(0, first), 0), end);
    ScanOptions options = new ScanOptions(reverse, 64, Long.MAX_VALUE, false, false);
    cursor = reader.scan(space, range, options);
  }

  /** Moves to the next change; false at the end. */
  public boolean next() {
    while (!changes.hasNext()) {
      if (batch == null || next == batch.size()) {
        batch = cursor.nextBatch();
        next = 0;
        if (batch == null) {
          current = null;
          return false;
        }
      }
      open(batch.key(next), batch.value(next));
      next++;
    }
    current = changes.next();
    return true;
  }

  public long sequence() {
    return sequence;
  }

  /** Commit time in microseconds since the epoch. */
  public long timestampMicros() {
    return timestampMicros;
  }

  /** The current change; call after {@link #next} returned true. */
  public Change change() {
    if (current == null) {
      throw new IllegalStateException("no current change");
    }
    return current;
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void open(byte[] key, byte[] value) {
    try {
      sequence = ByteBuffer.wrap(key).getLong();
      ByteBuffer header = ByteBuffer.wrap(value);
      byte format = header.get();
      if (format != ChangeLogWriter.FORMAT) {
        throw new KarstException(
            ErrorCode.DATA_CORRUPTED, "change log entry " + sequence + " has format " + format);
      }
      timestampMicros = header.getLong();
      changes = ChangeBuffer.decode(value, ChangeLogWriter.HEADER_BYTES).iterator();
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "change log entry " + sequence + " is truncated", e);
    }
  }
}
