package io.karst.storage.table;

import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that refer to a key, in the newest state. */
final class ChildRows {
  private ChildRows() {}

  /** Full rows of the child type whose foreign key has these values. */
  static List<@Nullable Object[]> find(
      StoreTransaction transaction,
      Families families,
      TypeFamily child,
      ForeignKeyDescriptor key,
      Object[] values) {
    WideTable table = new WideTable(child, families);
    TableShape shape = table.shape();
    int[] positions = new int[values.length];
    ColumnType[] types = new ColumnType[values.length];
    for (int i = 0; i < values.length; i++) {
      positions[i] = child.type().positionOfSlot(key.slots().get(i)) + 1;
      types[i] = shape.columns().get(positions[i]).type();
    }
    Object[] wanted = References.converted(types, values);
    if (wanted == null) {
      return List.of();
    }
    int[] everything = IntStream.rangeClosed(0, child.type().columns().size()).toArray();
    ScanSpec spec = spec(shape, positions, wanted, everything);
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (RowCursor cursor = table.scanLatest(transaction, spec)) {
      while (cursor.next()) {
        if (matches(cursor, shape, positions, wanted)) {
          rows.add(row(cursor, shape.columns().size(), everything.length));
        }
      }
    }
    return rows;
  }

  private static ScanSpec spec(
      TableShape shape, int[] positions, Object[] wanted, int[] projection) {
    for (int i = 0; i < shape.paths().size(); i++) {
      AccessPath path = shape.paths().get(i);
      if (path.columns().size() < positions.length) {
        continue;
      }
      Object[] equal = new Object[positions.length];
      for (int c = 0; c < equal.length; c++) {
        int at = indexOf(positions, path.columns().get(c));
        if (at < 0) {
          equal = null;
          break;
        }
        equal[c] = wanted[at];
      }
      if (equal != null) {
        List<KeyBounds> bounds = List.of(KeyBounds.equalTo(equal));
        return new ScanSpec(i, bounds, projection, false, Long.MAX_VALUE);
      }
    }
    return new ScanSpec(0, List.of(KeyBounds.ALL), projection, false, Long.MAX_VALUE);
  }

  private static int indexOf(int[] positions, int column) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] == column) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(
      RowCursor cursor, TableShape shape, int[] positions, Object[] wanted) {
    for (int i = 0; i < positions.length; i++) {
      Object value = cursor.get(positions[i]);
      if (!Values.same(shape.columns().get(positions[i]).type().kind(), value, wanted[i])) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object[] row(RowCursor cursor, int width, int columns) {
    @Nullable Object[] row = new @Nullable Object[width];
    for (int i = 0; i < columns; i++) {
      row[i] = cursor.get(i);
    }
    return row;
  }
}
