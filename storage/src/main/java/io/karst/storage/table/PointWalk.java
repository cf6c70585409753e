package io.karst.storage.table;

import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.Space;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of single keys, in the order of the keys, fetched in batches. */
final class PointWalk extends EntryWalk {
  private static final int BATCH = 512;

  private final Reader reader;
  private final Space space;
  private final byte[][] keys;
  private int nextKey;

  PointWalk(Reader reader, Space space, List<byte[]> keys, long limit) {
    super(limit);
    this.reader = reader;
    this.space = space;
    this.keys = keys.toArray(new byte[0][]);
  }

  @Override
  @Nullable EntryBatch nextBatch() {
    while (nextKey < keys.length) {
      byte[][] wanted = Arrays.copyOfRange(keys, nextKey, Math.min(keys.length, nextKey + BATCH));
      nextKey += wanted.length;
      byte[] @Nullable [] values = fetch(wanted);
      EntryBatch batch = new EntryBatch(wanted.length, 64 * wanted.length);
      batch.clear();
      for (int i = 0; i < wanted.length; i++) {
        byte[] value = values[i];
        if (value != null) {
          batch.add(wanted[i], value);
        }
      }
      if (batch.size() > 0) {
        return batch;
      }
    }
    return null;
  }

  private byte[] @Nullable [] fetch(byte[][] wanted) {
    if (wanted.length == 1) {
      return new byte[] @Nullable [] {reader.get(space, wanted[0])};
    }
    return reader.multiGet(space, wanted);
  }

  @Override
  public void close() {
    nextKey = keys.length;
  }
}
