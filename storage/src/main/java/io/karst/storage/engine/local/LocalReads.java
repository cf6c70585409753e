package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads of a snapshot, optionally overlaid with a transaction's writes. */
final class LocalReads {
  private LocalReads() {}

  /** The store's view of a space that the snapshot can read. */
  static StoreSpace resolve(ByteStore store, Space space, SharedSnapshot snapshot) {
    if (!(space instanceof StoreSpace known) || !known.belongsTo(store)) {
      throw new KarstException(
          ErrorCode.INTERNAL, "space " + space.name() + " belongs to another engine");
    }
    if (!known.isVisibleTo(snapshot.number)) {
      throw new KarstException(ErrorCode.UNDEFINED_OBJECT, "\"" + known.name() + "\" was dropped");
    }
    return known;
  }

  static byte @Nullable [] get(
      SharedSnapshot snapshot, @Nullable WriteBuffer writes, StoreSpace space, byte[] key) {
    if (writes != null) {
      byte[] own = writes.get(space, key);
      if (own != null) {
        return own == WriteBuffer.REMOVED ? null : own.clone();
      }
      if (writes.isCleared(space)) {
        return null;
      }
    }
    return snapshot.get(space, key);
  }

  static byte[] @Nullable [] multiGet(
      SharedSnapshot snapshot, @Nullable WriteBuffer writes, StoreSpace space, byte[][] keys) {
    boolean cleared = writes != null && writes.isCleared(space);
    if (writes == null || (!cleared && writes.view(space) == null)) {
      return snapshot.multiGet(space, keys);
    }
    byte[] @Nullable [] values = new byte[keys.length][];
    byte[][] missing = new byte[keys.length][];
    int[] positions = new int[keys.length];
    int misses = 0;
    for (int i = 0; i < keys.length; i++) {
      byte[] own = writes.get(space, keys[i]);
      if (own == null) {
        missing[misses] = keys[i];
        positions[misses++] = i;
      } else if (own != WriteBuffer.REMOVED) {
        values[i] = own.clone();
      }
    }
    if (misses > 0 && !cleared) {
      byte[] @Nullable [] stored = snapshot.multiGet(space, Arrays.copyOf(missing, misses));
      for (int i = 0; i < misses; i++) {
        values[positions[i]] = stored[i];
      }
    }
    return values;
  }

  /** Opens a cursor that is one more user of the snapshot until it is closed. */
  static Cursor scan(
      SharedSnapshot snapshot,
      @Nullable WriteBuffer writes,
      StoreSpace space,
      KeyRange range,
      ScanOptions options,
      BooleanSupplier cancelled) {
    if (range.isEmpty() || options.limit() <= 0) {
      return EmptyCursor.INSTANCE;
    }
    ByteTree.View own = writes == null ? null : writes.view(space);
    if (writes != null && writes.isCleared(space)) {
      return own == null
          ? EmptyCursor.INSTANCE
          : new MergingCursor(EmptyCursor.INSTANCE, own, range, options);
    }
    Cursor cursor;
    if (own == null || !MergingCursor.concerns(own, range)) {
      cursor = snapshot.store.scan(space, range, options);
    } else {
      ScanOptions unlimited =
          new ScanOptions(
              options.reverse(),
              options.batchRows(),
              Long.MAX_VALUE,
              options.keysOnly(),
              options.large());
      cursor = new MergingCursor(snapshot.store.scan(space, range, unlimited), own, range, options);
    }
    return new GuardedCursor(snapshot.retain(), cursor, cancelled);
  }
}
