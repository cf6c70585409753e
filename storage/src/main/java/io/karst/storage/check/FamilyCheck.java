package io.karst.storage.check;

import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.key.SystemKeys;
import io.karst.storage.table.Families;
import io.karst.storage.table.IndexEntries;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.TypeCounters;
import io.karst.storage.value.EntityId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the family of one type. Used once. */
final class FamilyCheck {
  private static final byte[] NOTHING = {};

  private final Snapshot snapshot;
  private final TypeFamily family;
  private final Families families;
  private final Findings findings;
  private final Space space;
  private final IndexEntries indexes;
  private final Map<Integer, EntrySum> expectedEntries = new HashMap<>();
  private final BitSet ordinals = new BitSet();
  private int maximumOrdinal = -1;

  FamilyCheck(Snapshot snapshot, TypeFamily family, Families families, Findings findings) {
    this.snapshot = snapshot;
    this.family = family;
    this.families = families;
    this.findings = findings;
    this.space = family.space();
    this.indexes = new IndexEntries(family);
  }

  void run() {
    long[] counts = new long[8];
    counts[Subspace.CORE.number()] = Walk.over(snapshot, space, table(Subspace.CORE), this::row);
    for (IndexDescriptor index : family.type().indexes()) {
      if (isComplete(index)) {
        checkEntries(index);
      }
    }
    new AttachmentCheck(snapshot, family, families, findings).run(counts);
    checkCounters(counts);
  }

  static KeyRange table(Subspace table) {
    return KeyRange.prefix(FamilyKeys.prefix(table));
  }

  private boolean isComplete(IndexDescriptor index) {
    return families.completeSince(family.number(), index.number()) <= snapshot.sequence();
  }

  private void row(byte[] key, byte[] stored) {
    UUID id = EntityId.read(key, 1);
    try {
      RowReader row = new RowReader().wrap(stored);
      checkOrdinal(id, row.ordinal());
      checkRoute(id, row.ordinal());
      for (ColumnDescriptor column : family.type().columns()) {
        row.get(column.slot(), column.type());
      }
      for (IndexEntries.Entry entry : indexes.of(snapshot, id, stored)) {
        expectedEntries
            .computeIfAbsent(entry.index().number(), number -> new EntrySum())
            .add(entry.key(), entry.index().unique() ? EntityId.toBytes(id) : NOTHING);
      }
    } catch (KarstException | IllegalArgumentException | IndexOutOfBoundsException e) {
      findings.add("row", family.name(), id + " cannot be read: " + String.valueOf(e.getMessage()));
    }
  }

  private void checkOrdinal(UUID id, int ordinal) {
    if (ordinal < 0) {
      findings.add("ordinal", family.name(), id + " has the ordinal " + ordinal);
      return;
    }
    if (ordinals.get(ordinal)) {
      findings.add("ordinal", family.name(), id + " shares the ordinal " + ordinal);
    }
    ordinals.set(ordinal);
    maximumOrdinal = Math.max(maximumOrdinal, ordinal);
  }

  /** Entries that are there are compared with rows elsewhere. */
  private void checkRoute(UUID id, int ordinal) {
    if (family.keyPlan().kind() == EntityKeyPlan.Kind.NATIVE
        && snapshot.get(family.domain().routing(), SystemKeys.routing(id)) == null) {
      findings.add(
          "routing", family.name(), id + " (ordinal " + ordinal + ") has no routing entry");
    }
  }

  private void checkEntry(UUID id, IndexEntries.Entry entry) {
    byte[] value = snapshot.get(space, entry.key());
    if (value == null) {
      findings.add("index", entry.index().name(), "row " + id + " has no entry");
    } else if (entry.index().unique() && !Arrays.equals(value, EntityId.toBytes(id))) {
      findings.add("index", entry.index().name(), "the entry of row " + id + " leads elsewhere");
    }
  }

  /** Compares sums of the entries there are and should be; only if these differ, each entry. */
  private void checkEntries(IndexDescriptor index) {
    KeyRange range = KeyRange.prefix(FamilyKeys.indexPrefix(index.number()));
    EntrySum found = new EntrySum();
    Walk.over(
        snapshot, space, range, (key, value) -> found.add(key, index.unique() ? value : NOTHING));
    if (!found.sameAs(expectedEntries.getOrDefault(index.number(), new EntrySum()))) {
      Walk.over(
          snapshot, space, table(Subspace.CORE), (key, stored) -> checkEntryOf(index, key, stored));
      Walk.over(snapshot, space, range, (key, value) -> checkStray(index, key, value));
    }
  }

  private void checkEntryOf(IndexDescriptor index, byte[] key, byte[] stored) {
    UUID id = EntityId.read(key, 1);
    try {
      for (IndexEntries.Entry entry : indexes.of(snapshot, id, stored)) {
        if (entry.index().number() == index.number()) {
          checkEntry(id, entry);
        }
      }
    } catch (KarstException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return; // The walk over the rows has reported it.
    }
  }

  private void checkStray(IndexDescriptor index, byte[] key, byte[] value) {
    try {
      byte[] holder = index.unique() ? value : key;
      UUID id = EntityId.read(holder, holder.length - EntityId.LENGTH);
      byte[] row = snapshot.get(space, FamilyKeys.core(id));
      if (row == null) {
        findings.add("index", index.name(), "an entry leads to row " + id + ", which is not there");
        return;
      }
      byte[] expected = expected(index, indexes.of(snapshot, id, row));
      if (!Arrays.equals(key, expected)) {
        findings.add("index", index.name(), "an entry of row " + id + " has other values");
      }
    } catch (KarstException e) {
      findings.add("index", index.name(), String.valueOf(e.getMessage()));
    }
  }

  private static byte @Nullable [] expected(
      IndexDescriptor index, List<IndexEntries.Entry> entries) {
    for (IndexEntries.Entry entry : entries) {
      if (entry.index().number() == index.number()) {
        return entry.key();
      }
    }
    return null;
  }

  private void checkCounters(long[] counts) {
    TypeCounters stored = new TypeCounters();
    byte[] record =
        snapshot.get(family.domain().catalog(), CollectionDomain.counterKey(family.number()));
    if (record != null) {
      stored.decode(record);
    }
    if (stored.nextOrdinal() <= maximumOrdinal) {
      findings.add(
          "ordinal",
          family.name(),
          "ordinal " + maximumOrdinal + " is in use, the next one is " + stored.nextOrdinal());
    }
    for (Subspace table : Subspace.values()) {
      // Both keys of an edge are counted once, under the outgoing one.
      if (table == Subspace.EDGES_IN || table == Subspace.INDEX) {
        continue;
      }
      int number = table.number();
      if (stored.rows(number) != counts[number]) {
        findings.add(
            "counter",
            family.name(),
            table + " has " + counts[number] + " records, the counter says " + stored.rows(number));
      }
    }
  }
}
