package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.BulkLoad;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks the key order of a bulk load and gives it to the store in the commit turn. */
final class LocalBulkLoad implements BulkLoad {
  private final LocalEngine engine;
  private final StoreSpace space;
  private final StoreBulk bulk;
  private byte @Nullable [] previousKey;
  private boolean ended;

  LocalBulkLoad(LocalEngine engine, StoreSpace space, StoreBulk bulk) {
    this.engine = engine;
    this.space = space;
    this.bulk = bulk;
  }

  StoreSpace space() {
    return space;
  }

  @Override
  public void add(byte[] key, byte[] value) {
    checkOpen();
    engine.checkEntry(key, value.length);
    if (previousKey != null && Arrays.compareUnsigned(previousKey, key) >= 0) {
      throw new KarstException(
          ErrorCode.INTERNAL, "bulk load into " + space.name() + ": keys are not ascending");
    }
    previousKey = key;
    bulk.add(key, value);
  }

  @Override
  public void finish() {
    checkOpen();
    ended = true;
    try (bulk) {
      if (previousKey != null) {
        engine.finishBulk(space, bulk);
      }
    }
  }

  /**
   * Ends adding and hands the entries to whoever commits them; null if there are none.
   *
   * @param committer the engine that will commit them
   */
  @Nullable StoreBulk release(LocalEngine committer) {
    checkOpen();
    if (committer != engine) {
      throw new KarstException(ErrorCode.INTERNAL, "a bulk load of another engine");
    }
    engine.checkLive(space);
    ended = true;
    if (previousKey == null) {
      bulk.close();
      return null;
    }
    try {
      bulk.seal();
      return bulk;
    } catch (RuntimeException e) {
      bulk.close();
      throw e;
    }
  }

  private void checkOpen() {
    if (ended) {
      throw new KarstException(ErrorCode.INTERNAL, "the bulk load has ended");
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      bulk.close();
    }
  }
}
