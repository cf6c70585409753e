package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.engine.Reader;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeys;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Core rows of entities whose ids another walk finds: ids are collected in batches and fetched by
 * one multi-get each (the store visits keys in its own order), then given out in the order found.
 */
final class CoreKeySource implements CoreSource {
  private static final int FIRST_BATCH = 8;
  private static final int LARGEST_BATCH = 512;

  private final Reader reader;
  private final Space space;
  private final KeyFeed feed;
  private final byte[][] keys = new byte[LARGEST_BATCH][];
  private byte[] @Nullable [] rows = new byte[0][];
  private int batchSize = FIRST_BATCH;
  private int count;
  private int current;

  /** Where core keys come from. */
  interface KeyFeed extends AutoCloseable {
    /** The next core key, or null at the end. */
    byte @Nullable [] nextKey();

    @Override
    void close();
  }

  CoreKeySource(Reader reader, Space space, KeyFeed feed) {
    this.reader = reader;
    this.space = space;
    this.feed = feed;
  }

  /** A feed of given keys. */
  static KeyFeed of(byte[][] keys) {
    return new KeyFeed() {
      private int next;

      @Override
      public byte @Nullable [] nextKey() {
        return next == keys.length ? null : keys[next++];
      }

      @Override
      public void close() {
        next = keys.length;
      }
    };
  }

  @Override
  public boolean next() {
    while (true) {
      while (++current < count) {
        if (rows[current] != null) {
          return true;
        }
      }
      if (!fetch()) {
        return false;
      }
    }
  }

  private boolean fetch() {
    count = 0;
    current = -1;
    while (count < batchSize) {
      byte[] key = feed.nextKey();
      if (key == null) {
        break;
      }
      keys[count++] = key;
    }
    batchSize = Math.min(LARGEST_BATCH, batchSize * 4);
    if (count == 0) {
      return false;
    }
    if (count == 1) {
      rows = new byte[][] {reader.get(space, keys[0])};
      return true;
    }
    rows = reader.multiGet(space, Arrays.copyOf(keys, count));
    return true;
  }

  private byte[] current() {
    return requireNonNull(rows[current], "no current row");
  }

  @Override
  public byte[] bytes() {
    return current();
  }

  @Override
  public byte[] idBytes() {
    return keys[current];
  }

  @Override
  public int idOffset() {
    return FamilyKeys.CORE_LENGTH - 16;
  }

  @Override
  public int rowOffset() {
    return 0;
  }

  @Override
  public int rowLength() {
    return current().length;
  }

  @Override
  public void close() {
    feed.close();
  }
}
