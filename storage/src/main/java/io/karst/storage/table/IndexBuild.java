package io.karst.storage.table;

import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.key.Subspace;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.value.EntityId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills a new index from the rows of its type. */
public final class IndexBuild {
  private static final byte[] NOTHING = new byte[0];

  private IndexBuild() {}

  /**
   * Writes an entry for each row into the transaction, which holds the type alone.
   *
   * @throws io.karst.storage.base.KarstException UNIQUE_VIOLATION
   */
  public static void fill(CollectionTransaction part, TypeFamily family, IndexDescriptor index) {
    WideShape shape = new WideShape(family);
    WidePath path = WideShape.path(family, shape, index);
    KeyLookup lookup = new KeyLookup(shape);
    KeyWriter scratch = new KeyWriter();
    EngineTransaction engine = part.engine();
    KeyRange rows = KeyRange.prefix(FamilyKeys.prefix(Subspace.CORE));
    ScanOptions options = new ScanOptions(false, 1024, Long.MAX_VALUE, false, true);
    try (Cursor cursor = engine.scan(family.space(), rows, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          UUID id = EntityId.read(batch.bytes(), batch.keyOffset(i) + 1);
          @Nullable Object[] row = lookup.decode(engine, id, batch.value(i));
          put(engine, shape, path, index, scratch, id, row);
        }
      }
    }
  }

  private static void put(
      EngineTransaction engine,
      WideShape shape,
      WidePath path,
      IndexDescriptor index,
      KeyWriter scratch,
      UUID id,
      @Nullable Object[] row) {
    byte[] key = IndexMaintenance.entry(scratch, path, id, row);
    if (!index.unique()) {
      engine.put(shape.family().space(), key, NOTHING);
      return;
    }
    Object[] values = WideShape.nonNullValues(row, path.positions());
    if (values != null && engine.get(shape.family().space(), key) != null) {
      throw Violations.notUnique(shape, index.name(), path.positions(), values);
    }
    engine.put(shape.family().space(), key, EntityId.toBytes(id));
  }
}
