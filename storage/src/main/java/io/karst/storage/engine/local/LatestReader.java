package io.karst.storage.engine.local;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import org.jspecify.annotations.Nullable;

/** Reads of the newest committed state at each call, overlaid with a transaction's writes. */
final class LatestReader implements Reader {
  private final LocalTransaction transaction;

  LatestReader(LocalTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    SharedSnapshot newest = transaction.newest();
    try {
      return LocalReads.get(newest, transaction.writes(), transaction.resolve(space, newest), key);
    } finally {
      newest.release();
    }
  }

  @Override
  public byte[] @Nullable [] multiGet(Space space, byte[][] keys) {
    SharedSnapshot newest = transaction.newest();
    try {
      return LocalReads.multiGet(
          newest, transaction.writes(), transaction.resolve(space, newest), keys);
    } finally {
      newest.release();
    }
  }

  @Override
  public Cursor scan(Space space, KeyRange range, ScanOptions options) {
    SharedSnapshot newest = transaction.newest();
    try {
      return LocalReads.scan(
          newest,
          transaction.writes(),
          transaction.resolve(space, newest),
          range,
          options,
          transaction.options().cancelled());
    } finally {
      newest.release();
    }
  }
}
