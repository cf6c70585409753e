package io.karst.storage.table;

import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.key.KeyColumn;
import io.karst.storage.key.KeyReader;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.sort.EntrySorter;
import io.karst.storage.sort.SortedEntries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference of a type to itself during a load: the referenced keys are sorted like the keys they
 * refer to, and both are walked side by side. Not thread-safe.
 */
final class OwnReference {
  private final WideShape shape;
  private final KeyLookup lookup;
  private final ForeignKeyDescriptor key;
  private final int[] positions;
  private final KeyColumn[] columns;
  private final EntrySorter sorter;
  private final KeyWriter scratch = new KeyWriter();

  private OwnReference(
      WideShape shape, KeyLookup lookup, ForeignKeyDescriptor key, EntrySorter sorter) {
    this.shape = shape;
    this.lookup = lookup;
    this.key = key;
    this.sorter = sorter;
    this.positions = shape.positionsOf(key.slots());
    this.columns = new KeyColumn[positions.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = KeyColumn.of(shape.type(positions[i]), false);
    }
  }

  /** Told of a referenced key that the load does not hold. */
  interface Missing {
    void at(OwnReference reference, byte[] key, byte[] packed, int row);
  }

  /** The references of a type to itself. */
  static List<OwnReference> of(
      WideShape shape, KeyLookup lookup, @Nullable Path directory, String name) {
    List<OwnReference> references = new ArrayList<>();
    for (ForeignKeyDescriptor key : shape.family().type().foreignKeys()) {
      if (key.targetType().equals(shape.family().name())) {
        String file = name + "-reference-" + references.size();
        references.add(new OwnReference(shape, lookup, key, new EntrySorter(directory, file)));
      }
    }
    return references;
  }

  EntrySorter sorter() {
    return sorter;
  }

  void add(@Nullable Object[] row, int number) {
    Object[] values = WideShape.nonNullValues(row, positions);
    if (values == null) {
      return;
    }
    scratch.reset();
    for (int i = 0; i < columns.length; i++) {
      scratch.put(columns[i], values[i]);
    }
    Object[] converted = References.converted(shape, key, values);
    if (converted == null) {
      throw Violations.missingParent(shape, key, positions, values);
    }
    sorter.add(lookup.lockKey(key.targetSlots(), converted), scratch.toBytes(), number);
  }

  /** The error for a reference whose values {@link #add} packed. */
  KarstException violation(byte[] packed) {
    KeyReader reader = new KeyReader().wrap(packed);
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = java.util.Objects.requireNonNull(reader.read(columns[i]), "value");
    }
    return Violations.missingParent(shape, key, positions, values);
  }

  /** Starts the walk beside the sorted core rows (index null) or the entries of an index. */
  static Walk begin(
      List<OwnReference> references, @Nullable IndexDescriptor index, Missing missing) {
    List<Pending> pending = new ArrayList<>();
    for (OwnReference reference : references) {
      List<Integer> slots = reference.key.targetSlots();
      boolean toCore = slots.equals(reference.shape.family().type().primaryKey());
      if (index == null ? toCore : !toCore && slots.equals(index.slots())) {
        Pending walk = new Pending(reference, reference.sorter.sorted());
        if (walk.more) {
          pending.add(walk);
        }
      }
    }
    return new Walk(pending, missing);
  }

  /** Referenced keys that are still to be met. */
  static final class Walk {
    private final List<Pending> pending;
    private final Missing missing;

    private Walk(List<Pending> pending, Missing missing) {
      this.pending = pending;
      this.missing = missing;
    }

    /** The load holds this key; keys come in ascending order. */
    void found(byte[] key) {
      for (Pending each : pending) {
        while (each.more) {
          int order = Arrays.compareUnsigned(each.entries.key(), key);
          if (order > 0) {
            break;
          }
          if (order < 0) {
            each.report(missing);
          }
          each.more = each.entries.next();
        }
      }
    }

    /** There are no more keys. */
    void finish() {
      for (Pending each : pending) {
        while (each.more) {
          each.report(missing);
          each.more = each.entries.next();
        }
      }
    }
  }

  private static final class Pending {
    final OwnReference reference;
    final SortedEntries entries;
    boolean more;

    Pending(OwnReference reference, SortedEntries entries) {
      this.reference = reference;
      this.entries = entries;
      this.more = entries.next();
    }

    void report(Missing missing) {
      missing.at(reference, entries.key(), entries.value(), entries.row());
    }
  }
}
