package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.codec.RowReader;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stored properties and declared columns merged in order of entity and name.
 *
 * <p>A stored property whose name has become a column since is hidden behind the column.
 */
final class PropertyRows implements ListCursor.Rows {
  private static final BoundsEncoder CORE = new BoundsEncoder(FamilyKeys.CORE_COLUMNS);

  private final PropertyTable table;
  private final Reader reader;
  private final Iterator<KeyBounds> bounds;
  private final ScanOptions options;
  private final List<ColumnDescriptor> declared;
  private final RowReader coreRow = new RowReader();
  private List<ColumnDescriptor> wanted = List.of();
  private @Nullable EntryWalk stored;
  private @Nullable EntryWalk core;
  private int column;
  private @Nullable Object @Nullable [] storedRow;
  private @Nullable Object @Nullable [] coreValues;

  PropertyRows(PropertyTable table, Reader reader, ScanSpec spec) {
    this.table = table;
    this.reader = reader;
    this.bounds = KeyedTable.ordered(spec).iterator();
    int batch = (int) Math.max(1, Math.min(1024, spec.limit()));
    this.options = new ScanOptions(spec.reverse(), batch, Long.MAX_VALUE, false, false);
    this.declared = declared(table.family, spec.reverse());
  }

  private static List<ColumnDescriptor> declared(TypeFamily family, boolean reverse) {
    List<ColumnDescriptor> columns = new ArrayList<>();
    for (ColumnDescriptor each : family.type().columns()) {
      if (each.type().kind() != TypeKind.VECTOR) {
        columns.add(each);
      }
    }
    Comparator<ColumnDescriptor> byName =
        (left, right) -> Values.compare(TypeKind.VARCHAR, left.name(), right.name());
    columns.sort(reverse ? byName.reversed() : byName);
    return columns;
  }

  @Override
  public @Nullable Object @Nullable [] nextRow() {
    while (true) {
      @Nullable Object[] fromStored = storedRow;
      @Nullable Object[] fromCore = coreValues;
      if (fromStored == null && fromCore == null) {
        close();
        if (!bounds.hasNext()) {
          return null;
        }
        open(bounds.next());
        continue;
      }
      boolean storedFirst =
          fromCore == null || (fromStored != null && isBefore(fromStored, fromCore));
      if (storedFirst) {
        nextStored();
        return fromStored;
      }
      nextDeclared();
      return fromCore;
    }
  }

  private boolean isBefore(@Nullable Object[] left, @Nullable Object[] right) {
    int order =
        EntityId.compare(
            AttachedTable.id(left, PropertyTable.ENTITY),
            AttachedTable.id(right, PropertyTable.ENTITY));
    if (order == 0) {
      order =
          Values.compare(
              TypeKind.VARCHAR,
              AttachedTable.text(left, PropertyTable.NAME),
              AttachedTable.text(right, PropertyTable.NAME));
    }
    return options.reverse() ? order > 0 : order < 0;
  }

  private void open(KeyBounds range) {
    stored = new RangeWalk(reader, table.family.space(), List.of(table.range(range)), options);
    nextStored();
    wanted = new ArrayList<>();
    for (ColumnDescriptor each : declared) {
      if (admits(range, each.name())) {
        wanted.add(each);
      }
    }
    if (!wanted.isEmpty()) {
      core = openCore(range);
      column = wanted.size();
      nextDeclared();
    }
  }

  private EntryWalk openCore(KeyBounds range) {
    @Nullable Object[] equal = range.equal();
    if (equal.length == 0) {
      byte[] prefix = FamilyKeys.prefix(Subspace.CORE);
      return new RangeWalk(
          reader, table.family.space(), List.of(CORE.encode(prefix, range)), options);
    }
    Object entity = equal[0];
    List<byte[]> keys = entity == null ? List.of() : List.of(FamilyKeys.core((UUID) entity));
    return new PointWalk(reader, table.family.space(), keys, 1);
  }

  /** Whether bounds hold the version without valid time of that name. */
  private static boolean admits(KeyBounds range, String name) {
    @Nullable Object[] equal = range.equal();
    if (equal.length == 0) {
      return true;
    }
    if (equal.length == 1) {
      return isInside(range, name);
    }
    return name.equals(equal[1]) && (equal.length == 2 ? !range.isRange() : equal[2] == null);
  }

  private static boolean isInside(KeyBounds range, String name) {
    Object lower = range.lower();
    Object upper = range.upper();
    if (lower != null) {
      int order = Values.compare(TypeKind.VARCHAR, name, lower);
      if (order < 0 || (order == 0 && !range.lowerInclusive())) {
        return false;
      }
    }
    if (upper == null) {
      return true;
    }
    int order = Values.compare(TypeKind.VARCHAR, name, upper);
    return order < 0 || (order == 0 && range.upperInclusive());
  }

  private void nextStored() {
    storedRow = null;
    EntryWalk walk = stored;
    while (walk != null && walk.next()) {
      if (table.family.type().column(walk.name()) == null) {
        storedRow = table.row(walk);
        return;
      }
    }
  }

  private void nextDeclared() {
    coreValues = null;
    EntryWalk walk = core;
    while (walk != null) {
      if (++column >= wanted.size()) {
        if (!walk.next()) {
          return;
        }
        coreRow.wrap(walk.bytes(), walk.valueOffset(), walk.valueLength());
        column = 0;
      }
      ColumnDescriptor each = wanted.get(column);
      Object value = coreRow.get(each.slot(), each.type());
      if (value == RowReader.ABSENT) {
        value = each.missing();
      }
      if (value != null) {
        coreValues = row(walk.entity(), each, value);
        return;
      }
    }
  }

  private @Nullable Object[] row(UUID entity, ColumnDescriptor from, Object value) {
    @Nullable Object[] row = new Object[PropertyTable.WIDTH];
    row[PropertyTable.ENTITY] = entity;
    row[PropertyTable.NAME] = from.name();
    row[PropertyTable.TYPE] = from.type().toString();
    row[PropertyTable.VALUE] = Values.format(from.type(), value);
    row[PropertyTable.UPDATED] = coreRow.updatedAt();
    return row;
  }

  @Override
  public void close() {
    if (stored != null) {
      stored.close();
      stored = null;
    }
    if (core != null) {
      core.close();
      core = null;
    }
  }
}
