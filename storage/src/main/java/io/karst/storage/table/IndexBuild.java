package io.karst.storage.table;

import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.key.Subspace;
import io.karst.storage.sort.EntrySorter;
import io.karst.storage.sort.SortedEntries;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.value.EntityId;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new index from the rows of its type: entries are sorted (on disk when there are many) and
 * become a sorted load that the transaction's commit publishes; a few go into its buffer.
 */
public final class IndexBuild {
  /** Entries up to which files of their own are not worth it. */
  private static final int FEW = 10_000;

  private static final byte[] NOTHING = new byte[0];

  private final EngineTransaction engine;
  private final Space space;
  private final WideShape shape;
  private final WidePath path;
  private final IndexDescriptor index;
  private final KeyWriter scratch = new KeyWriter();
  private final RowReader columns = new RowReader();

  private IndexBuild(CollectionTransaction part, TypeFamily family, IndexDescriptor index) {
    this.engine = part.engine();
    this.space = family.space();
    this.shape = new WideShape(family);
    this.path = WideShape.path(family, shape, index);
    this.index = index;
  }

  /**
   * Adds an entry for each row to the transaction, which holds the type alone.
   *
   * @param last whether the transaction reads nothing of it and only commits: then many entries
   *     need not be held by its buffer
   * @throws io.karst.storage.base.KarstException UNIQUE_VIOLATION
   */
  public static void fill(
      CollectionTransaction part, TypeFamily family, IndexDescriptor index, boolean last) {
    Engine store = family.domain().engine();
    String name = "build-" + family.number() + "-" + index.number();
    try (EntrySorter entries = new EntrySorter(store.scratchDirectory(), name)) {
      IndexBuild build = new IndexBuild(part, family, index);
      build.collect(entries);
      if (!last || entries.entries() <= FEW) {
        build.write(entries.sorted(), part.engine()::put);
        return;
      }
      try (BulkLoad load = store.bulkLoad(family.space())) {
        build.write(entries.sorted(), (space, key, value) -> load.add(key, value));
        part.engine().attach(load);
      }
    }
  }

  /** Takes entries in order. */
  private interface Target {
    void put(Space space, byte[] key, byte[] value);
  }

  private void collect(EntrySorter entries) {
    long budget = EntrySorter.defaultBudget();
    @Nullable Object[] row = new @Nullable Object[shape.width()];
    KeyRange rows = KeyRange.prefix(FamilyKeys.prefix(Subspace.CORE));
    ScanOptions options = new ScanOptions(false, 1024, Long.MAX_VALUE, false, true);
    try (Cursor cursor = engine.scan(space, rows, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          UUID id = EntityId.read(batch.bytes(), batch.keyOffset(i) + 1);
          columns.wrap(batch.bytes(), batch.valueOffset(i), batch.valueLength(i));
          decode(id, row);
          byte[] key = IndexMaintenance.entry(scratch, path, id, row);
          entries.add(key, index.unique() ? EntityId.toBytes(id) : NOTHING, 0);
        }
        if (entries.heldBytes() > budget) {
          entries.spill();
        }
      }
    }
  }

  /** Fills in the columns of the index, and no others. */
  private void decode(UUID id, @Nullable Object[] row) {
    for (int position : path.positions()) {
      if (position == 0) {
        row[0] = id;
        continue;
      }
      Object value = columns.get(shape.slot(position), shape.type(position));
      row[position] = value == RowReader.ABSENT ? shape.column(position).missing() : value;
    }
  }

  /** Entries with a NULL end with the id, so that equal keys of a unique index are duplicates. */
  private void write(SortedEntries entries, Target target) {
    byte[] last = NOTHING;
    while (entries.next()) {
      byte[] key = entries.key();
      if (Arrays.equals(key, last)) {
        Object[] values = IndexMaintenance.columns(path, key);
        throw Violations.notUnique(shape, index.name(), path.positions(), values);
      }
      target.put(space, key, entries.value());
      last = key;
    }
  }
}
