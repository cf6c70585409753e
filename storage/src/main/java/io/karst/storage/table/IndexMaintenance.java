package io.karst.storage.table;

import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.KeyReader;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.value.EntityId;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the index entries of a type in step with its rows. */
final class IndexMaintenance {
  private static final byte[] NOTHING = new byte[0];

  private final WideShape shape;
  private final WidePath[] paths;

  IndexMaintenance(WideShape shape) {
    this.shape = shape;
    this.paths =
        shape.family().type().indexes().stream().map(shape::pathOf).toArray(WidePath[]::new);
  }

  void insert(CollectionTransaction part, UUID id, @Nullable Object[] row) {
    if (paths.length == 0) {
      return;
    }
    KeyWriter scratch = new KeyWriter();
    for (WidePath path : paths) {
      put(part, scratch, path, id, row);
    }
  }

  void update(
      CollectionTransaction part, UUID id, @Nullable Object[] before, @Nullable Object[] after) {
    KeyWriter scratch = new KeyWriter();
    for (WidePath path : paths) {
      byte[] oldKey = entry(scratch, path, id, before);
      byte[] newKey = entry(scratch, path, id, after);
      if (!Arrays.equals(oldKey, newKey)) {
        remove(part, path, oldKey);
        put(part, scratch, path, id, after);
      }
    }
  }

  void delete(CollectionTransaction part, UUID id, @Nullable Object[] row) {
    KeyWriter scratch = new KeyWriter();
    for (WidePath path : paths) {
      remove(part, path, entry(scratch, path, id, row));
    }
  }

  /** The entry of a row in one index. */
  static byte[] entry(KeyWriter scratch, WidePath path, UUID id, @Nullable Object[] row) {
    IndexDescriptor index = java.util.Objects.requireNonNull(path.index(), "index");
    @Nullable Object[] values = new @Nullable Object[path.positions().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[path.positions()[i]];
    }
    return index.unique()
        ? FamilyKeys.uniqueEntry(scratch, index.number(), path.columns(), values, id)
        : FamilyKeys.indexEntry(scratch, index.number(), path.columns(), values, id);
  }

  /** The values in the key of an entry without NULLs. */
  static Object[] columns(WidePath path, byte[] key) {
    KeyReader reader = new KeyReader();
    FamilyKeyReader.readIndexColumns(reader, key, 0, key.length);
    Object[] values = new Object[path.columns().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = java.util.Objects.requireNonNull(reader.read(path.columns()[i]), "value");
    }
    return values;
  }

  private void put(
      CollectionTransaction part,
      KeyWriter scratch,
      WidePath path,
      UUID id,
      @Nullable Object[] row) {
    IndexDescriptor index = java.util.Objects.requireNonNull(path.index(), "index");
    byte[] key = entry(scratch, path, id, row);
    EngineTransaction engine = part.engine();
    if (!index.unique()) {
      engine.put(shape.family().space(), key, NOTHING);
      return;
    }
    if (!part.isExclusive(shape.family().number())) {
      engine.lock(shape.family().space(), key, LockMode.EXCLUSIVE);
    }
    byte[] holder = engine.latest().get(shape.family().space(), key);
    if (holder != null) {
      Object[] values = WideShape.nonNullValues(row, path.positions());
      if (values != null) {
        throw Violations.unique(shape, index.name(), path.positions(), values);
      }
    }
    engine.put(shape.family().space(), key, EntityId.toBytes(id));
  }

  private void remove(CollectionTransaction part, WidePath path, byte[] key) {
    boolean unique = java.util.Objects.requireNonNull(path.index(), "index").unique();
    if (unique && !part.isExclusive(shape.family().number())) {
      part.engine().lock(shape.family().space(), key, LockMode.EXCLUSIVE);
    }
    part.engine().delete(shape.family().space(), key);
  }
}
