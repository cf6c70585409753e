package io.karst.storage.table;

import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.changelog.Change;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.EntityId;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Work over all rows of a type: truncate, recount, check of a new reference. */
public final class TypeMaintenance {
  private static final byte[] NOTHING = new byte[0];
  private static final int DELETE_BATCH = 50_000;

  /** Vectors are large and go to the change log. */
  private static final int VECTOR_BATCH = 500;

  private TypeMaintenance() {}

  /**
   * Deletes every row inside the transaction, with all that hangs on it: at once, with one marker
   * in the change log, unless references to any entity have to be looked at row by row. References
   * of other types are the caller's business.
   */
  public static void truncate(StoreTransaction transaction, TypeFamily family, Families families) {
    CollectionTransaction part = Writes.begin(transaction, family, families);
    part.lockType(family.number(), LockMode.EXCLUSIVE);
    if (hasEntityReferences(families)) {
      deleteRows(transaction, family, families);
      return;
    }
    for (TypeFamily other : families.all()) {
      if (other.number() != family.number()) {
        Attachments.deleteEdgesInto(part, other, family);
      }
    }
    if (family.keyPlan().kind() == EntityKeyPlan.Kind.NATIVE) {
      removeRoutes(part, family);
    }
    long rows = rows(part, family, Subspace.CORE);
    for (Subspace table : Subspace.values()) {
      if (table != Subspace.INDEX) {
        part.count(family.number(), table.number(), -rows(part, family, table));
      }
    }
    byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(rows).array();
    part.changed(Change.Operation.TRUNCATE, family.number(), NOTHING, count, null);
    part.engine().clear(family.space());
  }

  private static void removeRoutes(CollectionTransaction part, TypeFamily family) {
    KeyRange rows = KeyRange.prefix(FamilyKeys.prefix(Subspace.CORE));
    try (Cursor cursor = part.engine().latest().scan(family.space(), rows, ScanOptions.KEYS)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          Routing.remove(part, EntityId.read(batch.bytes(), batch.keyOffset(i) + 1));
        }
      }
    }
  }

  private static boolean hasEntityReferences(Families families) {
    for (TypeFamily other : families.all()) {
      for (ForeignKeyDescriptor key : other.type().foreignKeys()) {
        if (key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
          return true;
        }
      }
    }
    return false;
  }

  private static long rows(CollectionTransaction part, TypeFamily family, Subspace table) {
    int number = table.number();
    return family.counters().rows(number) + part.rowDelta(family.number(), number);
  }

  private static void deleteRows(
      StoreTransaction transaction, TypeFamily family, Families families) {
    WideTable table = new WideTable(family, families);
    int width = table.shape().columns().size();
    int[] columns = IntStream.rangeClosed(0, family.type().columns().size()).toArray();
    ScanSpec spec =
        new ScanSpec(
            0, List.of(io.karst.storage.scan.KeyBounds.ALL), columns, false, Long.MAX_VALUE);
    try (RowCursor cursor = table.scanLatest(transaction, spec)) {
      while (cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < columns.length; i++) {
          row[i] = cursor.get(i);
        }
        table.delete(transaction, row);
      }
    }
  }

  /** Deletes the entries of an index that is no longer defined. */
  public static void deleteIndexEntries(TypeFamily family, IndexDescriptor index) {
    KeyRange range = KeyRange.prefix(FamilyKeys.indexPrefix(index.number()));
    boolean more = true;
    while (more) {
      CollectionTransaction part =
          StoreTransaction.beginPart(family.domain(), TransactionOptions.DEFAULT);
      boolean[] found = new boolean[1];
      part.commitAlone(engine -> found[0] = deleteSome(engine, family, range));
      more = found[0];
    }
  }

  /**
   * Deletes the vectors of a dropped column, in commits of their own: nobody reads or writes them
   * any more, and those that a crash leaves behind do no harm.
   */
  public static void deleteVectors(TypeFamily family, int slot) {
    KeyRange range = KeyRange.prefix(FamilyKeys.vectorPrefix(slot));
    boolean more = true;
    while (more) {
      CollectionTransaction part =
          StoreTransaction.beginPart(family.domain(), TransactionOptions.DEFAULT);
      boolean[] found = new boolean[1];
      part.commitAlone(engine -> found[0] = deleteSomeVectors(part, family, range));
      more = found[0];
    }
  }

  private static boolean deleteSomeVectors(
      CollectionTransaction part, TypeFamily family, KeyRange range) {
    boolean found = false;
    ScanOptions options = new ScanOptions(false, VECTOR_BATCH, VECTOR_BATCH, false, false);
    try (Cursor cursor = part.engine().scan(family.space(), range, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          byte[] key = batch.key(i);
          part.changed(Change.Operation.DELETE, family.number(), key, batch.value(i), null);
          part.engine().delete(family.space(), key);
          found = true;
        }
      }
    }
    return found;
  }

  private static boolean deleteSome(EngineTransaction engine, TypeFamily family, KeyRange range) {
    boolean found = false;
    ScanOptions options = ScanOptions.KEYS.withLimit(DELETE_BATCH);
    try (Cursor cursor = engine.scan(family.space(), range, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          engine.delete(family.space(), batch.key(i));
          found = true;
        }
      }
    }
    return found;
  }

  /**
   * Checks a new reference against all rows of its type.
   *
   * @throws io.karst.storage.base.KarstException FOREIGN_KEY_VIOLATION
   */
  public static void checkForeignKey(
      CollectionTransaction part, TypeFamily family, ForeignKeyDescriptor key, Families families) {
    WideShape shape = new WideShape(family);
    References references = new References(shape, families);
    KeyLookup lookup = new KeyLookup(shape);
    int[] positions = shape.positionsOf(key.slots());
    Set<List<Object>> known = new HashSet<>();
    forEachRow(
        part.engine(),
        family,
        (id, stored) -> {
          @Nullable Object[] row = lookup.decode(part.engine(), id, stored);
          Object[] values = WideShape.nonNullValues(row, positions);
          if (values == null || !known.add(List.of(values))) {
            return;
          }
          if (!references.parentExists(part, key, values)) {
            throw Violations.missingParent(shape, key, positions, values);
          }
        });
  }

  /** Recounts rows and distinct values. */
  public static void analyze(TypeFamily family) {
    WideShape shape = new WideShape(family);
    KeyLookup lookup = new KeyLookup(shape);
    family.sketches().clear();
    try (Snapshot snapshot = family.domain().engine().snapshot()) {
      forEachRow(
          snapshot,
          family,
          (id, stored) -> {
            @Nullable Object[] row = lookup.decode(snapshot, id, stored);
            for (int i = 1; i <= shape.columnCount(); i++) {
              Object value = row[i];
              if (value != null && !shape.isVector(i)) {
                family.sketches().add(shape.slot(i), value);
              }
            }
          });
    }
  }

  private static void forEachRow(Reader reader, TypeFamily family, RowVisitor visitor) {
    KeyRange rows = KeyRange.prefix(FamilyKeys.prefix(Subspace.CORE));
    ScanOptions options = new ScanOptions(false, 1024, Long.MAX_VALUE, false, true);
    try (Cursor cursor = reader.scan(family.space(), rows, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          UUID id = EntityId.read(batch.bytes(), batch.keyOffset(i) + 1);
          visitor.visit(id, batch.value(i));
        }
      }
    }
  }

  private interface RowVisitor {
    void visit(UUID id, byte[] stored);
  }
}
