package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.changelog.Change;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What hangs on an entity besides its core row: goes when the entity goes. */
public final class Attachments {
  private Attachments() {}

  /**
   * Deletes everything attached to an entity that the caller has locked exclusively: properties,
   * vectors, trajectories, measures, its edges and those that lead to it from any type.
   */
  public static void deleteAll(
      CollectionTransaction part, TypeFamily family, Families families, UUID entity) {
    deleteRows(part, family, Subspace.PROPERTIES, entity);
    deleteRows(part, family, Subspace.TRAJECTORIES, entity);
    deleteRows(part, family, Subspace.MEASURES, entity);
    deleteVectors(part, family, entity);
    for (byte[] key : keysOf(part, family, Subspace.EDGES_OUT, entity)) {
      deleteEdge(part, family, key);
    }
    for (TypeFamily other : families.all()) {
      deleteIncoming(part, other, entity);
    }
  }

  private static void deleteRows(
      CollectionTransaction part, TypeFamily family, Subspace table, UUID entity) {
    for (byte[] key : keysOf(part, family, table, entity)) {
      deleteRow(part, family, key);
    }
  }

  /** Keys of an entity's records in one table, none if that table is empty. */
  static List<byte[]> keysOf(
      CollectionTransaction part, TypeFamily family, Subspace table, UUID entity) {
    Subspace counted = table == Subspace.EDGES_IN ? Subspace.EDGES_OUT : table;
    return mayHave(part, family, counted) ? keys(part, family, table, entity) : List.of();
  }

  /**
   * Outgoing keys of the edges of a type that lead to an entity. If there are some, the type is
   * held for writing.
   */
  static List<byte[]> incoming(CollectionTransaction part, TypeFamily source, UUID target) {
    List<byte[]> incoming = keysOf(part, source, Subspace.EDGES_IN, target);
    if (!incoming.isEmpty()) {
      part.lockType(source.number(), LockMode.SHARED);
    }
    List<byte[]> edges = new ArrayList<>(incoming.size());
    for (byte[] key : incoming) {
      edges.add(
          FamilyKeys.edgeOut(
              FamilyKeyReader.edgeFarEnd(key, 0, key.length),
              FamilyKeyReader.name(key, 0, key.length),
              target));
    }
    return edges;
  }

  private static void deleteVectors(CollectionTransaction part, TypeFamily family, UUID entity) {
    if (!mayHave(part, family, Subspace.VECTORS)) {
      return;
    }
    for (ColumnDescriptor column : family.type().columns()) {
      if (column.type().kind() == TypeKind.VECTOR) {
        deleteRow(part, family, FamilyKeys.vector(column.slot(), entity));
      }
    }
  }

  private static boolean deleteRow(CollectionTransaction part, TypeFamily family, byte[] key) {
    byte[] before = part.engine().latest().get(family.space(), key);
    if (before == null) {
      return false;
    }
    part.changed(Change.Operation.DELETE, family.number(), key, before, null);
    part.engine().delete(family.space(), key);
    return true;
  }

  private static void deleteIncoming(CollectionTransaction part, TypeFamily source, UUID target) {
    for (byte[] key : incoming(part, source, target)) {
      deleteEdge(part, source, key);
    }
  }

  /**
   * Deletes the edges of one type that lead to entities of another type, which is about to be
   * dropped. Waits for the writers of the first type.
   */
  public static void deleteEdgesInto(
      CollectionTransaction part, TypeFamily source, TypeFamily dropped) {
    if (!mayHave(part, source, Subspace.EDGES_OUT)) {
      return;
    }
    part.lockType(source.number(), LockMode.EXCLUSIVE);
    UUID last = null;
    boolean found = false;
    for (byte[] key : keys(part, source, KeyRange.prefix(FamilyKeys.prefix(Subspace.EDGES_IN)))) {
      UUID target = FamilyKeyReader.entity(key, 0, key.length);
      if (!target.equals(last)) {
        last = target;
        found = part.engine().latest().get(dropped.space(), FamilyKeys.core(target)) != null;
      }
      if (found) {
        UUID from = FamilyKeyReader.edgeFarEnd(key, 0, key.length);
        String type = FamilyKeyReader.name(key, 0, key.length);
        deleteEdge(part, source, FamilyKeys.edgeOut(from, type, target));
      }
    }
  }

  /** The far end is not locked, so that another transaction may be deleting the same edge. */
  private static void deleteEdge(CollectionTransaction part, TypeFamily family, byte[] key) {
    if (!part.isExclusive(family.number())) {
      part.engine().lock(family.space(), key, LockMode.EXCLUSIVE);
    }
    if (deleteRow(part, family, key)) {
      part.engine().delete(family.space(), mirror(key));
    }
  }

  /** The incoming key of an edge, from its outgoing one. */
  static byte[] mirror(byte[] out) {
    return FamilyKeys.edgeIn(
        FamilyKeyReader.edgeFarEnd(out, 0, out.length),
        FamilyKeyReader.name(out, 0, out.length),
        FamilyKeyReader.entity(out, 0, out.length));
  }

  private static boolean mayHave(CollectionTransaction part, TypeFamily family, Subspace table) {
    int number = table.number();
    return family.counters().rows(number) + part.rowDelta(family.number(), number) > 0;
  }

  /** All keys first: a cursor does not go on over writes made under it. */
  private static List<byte[]> keys(
      CollectionTransaction part, TypeFamily family, Subspace table, UUID entity) {
    return keys(part, family, KeyRange.prefix(FamilyKeys.prefix(table, entity)));
  }

  private static List<byte[]> keys(CollectionTransaction part, TypeFamily family, KeyRange range) {
    List<byte[]> keys = new ArrayList<>();
    try (Cursor cursor = part.engine().latest().scan(family.space(), range, ScanOptions.KEYS)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          keys.add(batch.key(i));
        }
      }
    }
    return keys;
  }
}
