package io.karst.storage.table;

import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.KeyColumn;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that shows the records of one table of an entity family, in key order: its first access
 * path is their key.
 */
abstract class KeyedTable implements StoreTable, EntryDecoder {
  final TypeFamily family;
  final byte[] prefix;
  private final TableShape shape;
  private final Subspace table;
  private final BoundsEncoder bounds;
  private final int keyColumns;

  /**
   * A table over a key range.
   *
   * @param prefix bytes before the first key column
   * @param key how the columns of path 0 are written
   */
  KeyedTable(
      TypeFamily family, TableShape shape, Subspace table, byte[] prefix, List<KeyColumn> key) {
    this.family = family;
    this.shape = shape;
    this.table = table;
    this.prefix = prefix;
    this.bounds = new BoundsEncoder(key);
    this.keyColumns = key.size();
  }

  /** The shape of a {@code $} table. */
  static TableShape shape(
      TypeFamily family,
      String suffix,
      boolean writable,
      List<TableColumn> columns,
      List<AccessPath> paths) {
    String name = family.name() + "$" + suffix;
    return new TableShape(family.domain().name(), name, columns, paths, writable);
  }

  static AccessPath path(String name, AccessPath.Kind kind, Integer... columns) {
    List<Boolean> ascending = Collections.nCopies(columns.length, false);
    return new AccessPath(name, kind, List.of(columns), ascending, true);
  }

  static AccessPath rowKey(Integer... columns) {
    return path("row key", AccessPath.Kind.CLUSTERED, columns);
  }

  static TableColumn required(String name, ColumnType type) {
    return new TableColumn(name, type, false, false);
  }

  static TableColumn optional(String name, ColumnType type) {
    return new TableColumn(name, type, true, false);
  }

  @Override
  public final TableShape shape() {
    return shape;
  }

  @Override
  public double estimatedRows() {
    return family.counters().rows(table.number());
  }

  @Override
  public double estimatedDistinct(int column) {
    int entityColumn = shape.paths().get(0).columns().get(0);
    if (column != entityColumn) {
      return -1;
    }
    return Math.min(estimatedRows(), (double) family.counters().rows(Subspace.CORE.number()));
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    Reader reader = transaction.in(family.domain()).engine();
    return new EntryCursor(walk(reader, spec), this, spec.projection());
  }

  private EntryWalk walk(Reader reader, ScanSpec spec) {
    List<KeyBounds> ordered = ordered(spec);
    if (allPoints(ordered)) {
      List<byte[]> keys = new ArrayList<>(ordered.size());
      for (KeyRange range : ranges(bounds, prefix, ordered)) {
        keys.add(range.start());
      }
      return new PointWalk(reader, family.space(), keys, spec.limit());
    }
    return new RangeWalk(
        reader, family.space(), ranges(bounds, prefix, ordered), options(spec, false));
  }

  private boolean allPoints(List<KeyBounds> wanted) {
    for (KeyBounds each : wanted) {
      if (each.isRange() || each.equal().length != keyColumns) {
        return false;
      }
    }
    return true;
  }

  /** The range of keys inside bounds on path 0. */
  final KeyRange range(KeyBounds wanted) {
    return bounds.encode(prefix, wanted);
  }

  /** The ranges that are not empty. */
  static List<KeyRange> ranges(BoundsEncoder encoder, byte[] prefix, List<KeyBounds> wanted) {
    List<KeyRange> ranges = new ArrayList<>(wanted.size());
    for (KeyBounds each : wanted) {
      KeyRange range = encoder.encode(prefix, each);
      if (!range.isEmpty()) {
        ranges.add(range);
      }
    }
    return ranges;
  }

  static ScanOptions options(ScanSpec spec, boolean keysOnly) {
    boolean everything = spec.bounds().size() == 1 && spec.bounds().get(0).equals(KeyBounds.ALL);
    boolean large = everything && spec.limit() == Long.MAX_VALUE;
    return new ScanOptions(spec.reverse(), 1024, Long.MAX_VALUE, keysOnly, large)
        .withLimit(Math.max(0, spec.limit()));
  }

  /** Bounds in the order they are walked. */
  static List<KeyBounds> ordered(ScanSpec spec) {
    if (!spec.reverse() || spec.bounds().size() < 2) {
      return spec.bounds();
    }
    List<KeyBounds> reversed = new ArrayList<>(spec.bounds());
    Collections.reverse(reversed);
    return reversed;
  }

  /** All columns of the entry that a walk stands on. */
  final @Nullable Object[] row(EntryWalk entry) {
    @Nullable Object[] row = new Object[shape.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(entry, i);
    }
    return row;
  }
}
