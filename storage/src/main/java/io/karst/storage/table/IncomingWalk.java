package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import org.jspecify.annotations.Nullable;

/**
 * Edges in the order their targets see them, given out under their outgoing keys. Values, if
 * wanted, are fetched batch by batch.
 */
final class IncomingWalk extends EntryWalk {
  private static final byte[] NO_VALUE = new byte[0];

  private final RangeWalk incoming;
  private final Reader reader;
  private final Space space;
  private final boolean withValues;

  IncomingWalk(RangeWalk incoming, Reader reader, Space space, boolean withValues, long limit) {
    super(limit);
    this.incoming = incoming;
    this.reader = reader;
    this.space = space;
    this.withValues = withValues;
  }

  @Override
  @Nullable EntryBatch nextBatch() {
    EntryBatch in = incoming.nextBatch();
    if (in == null) {
      return null;
    }
    int size = in.size();
    byte[][] keys = new byte[size][];
    for (int i = 0; i < size; i++) {
      keys[i] = outgoing(in, i);
    }
    EntryBatch out = new EntryBatch(size, 96 * size);
    out.clear();
    byte @Nullable [][] values = withValues ? reader.multiGet(space, keys) : null;
    for (int i = 0; i < size; i++) {
      byte[] value = values == null ? NO_VALUE : values[i];
      if (value == null) {
        throw new KarstException(
            ErrorCode.DATA_CORRUPTED, "an incoming edge has no outgoing one in " + space.name());
      }
      out.add(keys[i], value);
    }
    return out;
  }

  private static byte[] outgoing(EntryBatch in, int entry) {
    byte[] bytes = in.bytes();
    int offset = in.keyOffset(entry);
    int length = in.keyLength(entry);
    return FamilyKeys.edgeOut(
        FamilyKeyReader.edgeFarEnd(bytes, offset, length),
        FamilyKeyReader.name(bytes, offset, length),
        FamilyKeyReader.entity(bytes, offset, length));
  }

  @Override
  public void close() {
    incoming.close();
  }
}
