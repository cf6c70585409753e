package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.changelog.Change;
import io.karst.storage.codec.RowWriter;
import io.karst.storage.codec.VectorValue;
import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.Engine;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.key.Subspace;
import io.karst.storage.key.SystemKeys;
import io.karst.storage.sort.EntrySorter;
import io.karst.storage.sort.SortedEntries;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.EntityId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way around the transaction's buffer: core rows, vectors, index and routing entries
 * are sorted outside (on disk when there are many), checked in key order and handed to the engine
 * as sorted loads that the transaction's commit publishes. The transaction holds the type alone and
 * commits nothing else. Not thread-safe. The owner closes it.
 */
final class SortedLoad implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];
  private static final AtomicInteger LOADS = new AtomicInteger();

  private final StoreTransaction transaction;
  private final CollectionTransaction part;
  private final WideWriter writer;
  private final WideShape shape;
  private final TypeFamily family;
  private final KeyLookup lookup;
  private final EntrySorter core;
  private final EntrySorter vectors;
  private final EntrySorter routing;
  private final List<IndexSort> indexes = new ArrayList<>();
  private final List<EntrySorter> sorters = new ArrayList<>();
  private final ParentChecks parents;
  private final List<OwnReference> ownReferences;
  private final RowWriter rowWriter = new RowWriter();
  private final KeyWriter scratch = new KeyWriter();
  private final long budget;
  private final long now = Writes.now();
  private int rows;
  private int failedRow = -1;

  SortedLoad(StoreTransaction transaction, WideWriter writer, KeyLookup lookup) {
    this.transaction = transaction;
    this.writer = writer;
    this.shape = writer.shape();
    this.family = shape.family();
    this.lookup = lookup;
    this.part = transaction.in(family.domain());
    this.budget = EntrySorter.defaultBudget();
    Path directory = family.domain().engine().scratchDirectory();
    String name = "sort-" + LOADS.incrementAndGet();
    this.core = sorter(directory, name + "-core");
    this.vectors = sorter(directory, name + "-vectors");
    this.routing = sorter(directory, name + "-routing");
    for (IndexDescriptor index : family.type().indexes()) {
      EntrySorter entries = sorter(directory, name + "-index-" + index.number());
      indexes.add(new IndexSort(shape.pathOf(index), index, entries));
    }
    indexes.sort(
        Comparator.comparing(
            IndexSort::index, (a, b) -> Integer.compareUnsigned(a.number(), b.number())));
    this.parents = new ParentChecks(transaction, shape, writer.families());
    this.ownReferences = OwnReference.of(shape, lookup, directory, name);
    for (OwnReference reference : ownReferences) {
      sorters.add(reference.sorter());
    }
  }

  private EntrySorter sorter(@Nullable Path directory, String name) {
    EntrySorter made = new EntrySorter(directory, name);
    sorters.add(made);
    return made;
  }

  /** Number of the row, from 0, that the last error is about; -1 if it is about none. */
  int failedRow() {
    return failedRow;
  }

  /** Takes a row whose values were checked. */
  void add(@Nullable Object[] row) {
    int number = rows++;
    failedRow = number;
    UUID id = takeId(row);
    row[0] = id;
    int ordinal = (int) family.counters().takeOrdinal();
    byte[] stored = writer.encode(rowWriter.begin(ordinal, now, now, 1), row);
    core.add(FamilyKeys.core(id), stored, number);
    for (int i = 1; i <= shape.columnCount(); i++) {
      if (shape.isVector(i) && row[i] instanceof float[] vector) {
        vectors.add(FamilyKeys.vector(shape.slot(i), id), VectorValue.toBytes(vector), number);
      }
    }
    for (IndexSort index : indexes) {
      byte[] key = IndexMaintenance.entry(scratch, index.path(), id, row);
      index.entries().add(key, index.index().unique() ? EntityId.toBytes(id) : NOTHING, number);
    }
    if (family.keyPlan().kind() == EntityKeyPlan.Kind.NATIVE) {
      routing.add(SystemKeys.routing(id), Routing.encode(family.number(), ordinal), number);
    }
    parents.require(row);
    for (OwnReference reference : ownReferences) {
      reference.add(row, number);
    }
    writer.noteValues(row);
    failedRow = -1;
    if ((number & 0xFF) == 0) {
      keepInBudget();
    }
  }

  private UUID takeId(@Nullable Object[] row) {
    EntityKeyPlan plan = family.keyPlan();
    return plan.kind() == EntityKeyPlan.Kind.GENERATED
        ? plan.idOf(family.number())
        : lookup.idOf(row);
  }

  private void keepInBudget() {
    long held = 0;
    EntrySorter largest = core;
    for (EntrySorter sorter : sorters) {
      held += sorter.heldBytes();
      if (sorter.heldBytes() > largest.heldBytes()) {
        largest = sorter;
      }
    }
    if (held > budget) {
      largest.spill();
    }
  }

  /**
   * Checks what needs all rows and attaches the sorted entries to the transaction.
   *
   * @throws KarstException UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION: {@link #failedRow} says where
   */
  void finish() {
    Engine engine = family.domain().engine();
    try (BulkLoad load = engine.bulkLoad(family.space());
        BulkLoad routes = engine.bulkLoad(family.domain().routing())) {
      writeCore(load);
      writeAll(vectors.sorted(), load);
      for (IndexSort index : indexes) {
        writeIndex(index, load);
      }
      writeRoutes(routes);
      part.engine().attach(load);
      part.engine().attach(routes);
    }
    byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(rows).array();
    part.changed(Change.Operation.BULK_LOAD, family.number(), NOTHING, null, count);
    part.count(family.number(), Subspace.CORE.number(), rows);
    part.count(family.number(), Subspace.VECTORS.number(), vectors.entries());
  }

  private void writeCore(BulkLoad load) {
    boolean generated = family.keyPlan().kind() == EntityKeyPlan.Kind.GENERATED;
    int[] positions = shape.positionsOf(family.type().primaryKey());
    UniqueCheck check =
        new UniqueCheck(
            part,
            family.space(),
            FamilyKeys.prefix(Subspace.CORE),
            (key, stored, row) -> {
              @Nullable Object[] values =
                  lookup.decode(part.engine(), EntityId.read(key, 1), stored);
              failedRow = row;
              return Violations.unique(
                  shape,
                  requireNonNull(family.type().primaryKeyName(), "key name"),
                  positions,
                  requireNonNull(WideShape.nonNullValues(values, positions), "key"));
            });
    OwnReference.Walk own = OwnReference.begin(ownReferences, null, this::missingOwn);
    SortedEntries entries = core.sorted();
    for (long i = 0; entries.next(); i++) {
      byte[] key = entries.key();
      byte[] stored = entries.value();
      if (!generated) {
        check.add(key, stored, entries.row());
      }
      own.found(key);
      load.add(key, stored);
      pause(i);
    }
    check.finish();
    own.finish();
  }

  private void writeIndex(IndexSort index, BulkLoad load) {
    SortedEntries entries = index.entries().sorted();
    if (!index.index().unique()) {
      writeAll(entries, load);
      return;
    }
    byte[] prefix = FamilyKeys.indexPrefix(index.index().number());
    UniqueCheck check =
        new UniqueCheck(
            part,
            family.space(),
            prefix,
            (key, value, row) -> {
              failedRow = row;
              WidePath path = index.path();
              Object[] values = IndexMaintenance.columns(path, key);
              return Violations.unique(shape, index.index().name(), path.positions(), values);
            });
    OwnReference.Walk own = OwnReference.begin(ownReferences, index.index(), this::missingOwn);
    for (long i = 0; entries.next(); i++) {
      byte[] key = entries.key();
      byte[] value = entries.value();
      check.add(key, value, entries.row());
      own.found(key);
      load.add(key, value);
      pause(i);
    }
    check.finish();
    own.finish();
  }

  private void writeAll(SortedEntries entries, BulkLoad load) {
    for (long i = 0; entries.next(); i++) {
      load.add(entries.key(), entries.value());
      pause(i);
    }
  }

  private void writeRoutes(BulkLoad routes) {
    if (routing.entries() > 0) {
      Routing.holdAll(part); // Before the look-ups, so that they see what others committed.
    }
    SortedEntries entries = routing.sorted();
    for (long i = 0; entries.next(); i++) {
      byte[] key = entries.key();
      failedRow = entries.row();
      writer.requireNoOtherHolder(part, EntityId.read(key, 0));
      routes.add(key, entries.value());
      pause(i);
    }
    failedRow = -1;
  }

  /** A reference to a key of the own type that the load does not hold: an older row may. */
  private void missingOwn(OwnReference reference, byte[] key, byte[] packed, int row) {
    if (part.engine().latest().get(family.space(), key) == null) {
      failedRow = row;
      throw reference.violation(packed);
    }
  }

  private void pause(long entry) {
    if ((entry & 0xFFF) == 0 && transaction.options().cancelled().getAsBoolean()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
  }

  @Override
  public void close() {
    for (EntrySorter sorter : sorters) {
      sorter.close();
    }
  }

  private record IndexSort(WidePath path, IndexDescriptor index, EntrySorter entries) {}
}
