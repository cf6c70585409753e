package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.engine.Reader;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeys;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Core rows of entities whose ids another walk finds: ids are collected in batches and fetched by
 * one sorted multi-get each, then given out in the order they were found.
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
    rows = sortedGet();
    return true;
  }

  private byte[] @Nullable [] sortedGet() {
    byte[][] wanted = Arrays.copyOf(keys, count);
    boolean sorted = true;
    for (int i = 1; i < count && sorted; i++) {
      sorted = Arrays.compareUnsigned(wanted[i - 1], wanted[i]) <= 0;
    }
    if (sorted) {
      return reader.multiGet(space, wanted);
    }
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> keys[i], Arrays::compareUnsigned));
    for (int i = 0; i < count; i++) {
      wanted[i] = keys[order[i]];
    }
    byte[] @Nullable [] found = reader.multiGet(space, wanted);
    byte[][] result = new byte[count][];
    for (int i = 0; i < count; i++) {
      result[order[i]] = found[i];
    }
    return result;
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
