package io.karst.calcite.plan;

import io.karst.calcite.source.ListRowCursor;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table in memory that honours bounds, order and limits exactly as ScanSpec says. */
final class FakeTable implements StoreTable {
  private final TableShape shape;
  private final List<Object[]> rows = new ArrayList<>();

  /** Every scan asked for, newest last. */
  final List<ScanSpec> scans = new ArrayList<>();

  FakeTable(TableShape shape) {
    this.shape = shape;
  }

  FakeTable row(Object... values) {
    rows.add(values);
    return this;
  }

  @Override
  public TableShape shape() {
    return shape;
  }

  @Override
  public double estimatedRows() {
    return rows.size();
  }

  @Override
  public double estimatedDistinct(int column) {
    Set<Object> values = new HashSet<>();
    for (Object[] row : rows) {
      values.add(row[column]);
    }
    return values.size();
  }

  private TypeKind kind(int column) {
    TableColumn found = shape.columns().get(column);
    return found.type().kind();
  }

  private int compare(int column, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    return Values.compare(kind(column), a, b);
  }

  private boolean inside(AccessPath path, KeyBounds bounds, Object[] row) {
    for (int i = 0; i < bounds.equal().length; i++) {
      int column = path.columns().get(i);
      if (compare(column, row[column], bounds.equal()[i]) != 0) {
        return false;
      }
    }
    if (!bounds.isRange()) {
      return true;
    }
    int column = path.columns().get(bounds.equal().length);
    Object value = row[column];
    if (value == null) {
      return false;
    }
    if (bounds.lower() != null) {
      int order = compare(column, value, bounds.lower());
      if (order < 0 || (order == 0 && !bounds.lowerInclusive())) {
        return false;
      }
    }
    if (bounds.upper() != null) {
      int order = compare(column, value, bounds.upper());
      return order < 0 || (order == 0 && bounds.upperInclusive());
    }
    return true;
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    scans.add(spec);
    AccessPath path = shape.paths().get(spec.path());
    List<Object[]> result = new ArrayList<>();
    for (KeyBounds bounds : spec.bounds()) {
      List<Object[]> part = new ArrayList<>();
      for (Object[] row : rows) {
        if (inside(path, bounds, row)) {
          part.add(row);
        }
      }
      part.sort(
          (a, b) -> {
            for (int i = 0; i < path.columns().size(); i++) {
              int column = path.columns().get(i);
              int order = compare(column, a[column], b[column]);
              if (order != 0) {
                return path.descending().get(i) != spec.reverse() ? -order : order;
              }
            }
            return 0;
          });
      result.addAll(part);
    }
    return new ListRowCursor(result.iterator(), spec.projection(), spec.limit());
  }

  @Override
  public void insert(StoreTransaction transaction, @Nullable Object[] row) {
    rows.add(row);
  }

  @Override
  public void update(
      StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object @Nullable [] conflicting(
      StoreTransaction transaction, @Nullable Object[] row, int path) {
    return null;
  }
}
