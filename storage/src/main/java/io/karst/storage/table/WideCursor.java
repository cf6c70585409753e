package io.karst.storage.table;

import io.karst.storage.codec.RowReader;
import io.karst.storage.codec.VectorValue;
import io.karst.storage.engine.Reader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.TypeKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of a wide table over core rows, decoded column by column on demand. */
final class WideCursor implements RowCursor {
  private final WideShape shape;
  private final Reader reader;
  private final CoreSource source;
  private final int[] projection;
  private final RowReader row = new RowReader();
  private final boolean keysOnly;
  private long left;

  WideCursor(WideShape shape, Reader reader, CoreSource source, int[] projection, long limit) {
    this.shape = shape;
    this.reader = reader;
    this.source = source;
    this.projection = projection;
    this.left = limit;
    this.keysOnly = needsKeysOnly(projection);
  }

  /** Whether these columns are in the keys of rows: the id, or none to count rows. */
  static boolean needsKeysOnly(int[] projection) {
    for (int column : projection) {
      if (column != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean next() {
    if (left <= 0 || !source.next()) {
      return false;
    }
    left--;
    if (!keysOnly) {
      row.wrap(source.bytes(), source.rowOffset(), source.rowLength());
    }
    return true;
  }

  @Override
  public boolean isNull(int position) {
    int column = projection[position];
    if (column == 0) {
      return false;
    }
    if (!shape.isDeclared(column) || shape.isVector(column)) {
      return get(position) == null;
    }
    int slot = shape.slot(column);
    return row.isAbsent(slot) ? shape.column(column).missing() == null : row.isNull(slot);
  }

  @Override
  public @Nullable Object get(int position) {
    int column = projection[position];
    if (column == 0) {
      return id();
    }
    if (!shape.isDeclared(column)) {
      return PropertyObject.read(reader, shape.family().space(), id());
    }
    if (shape.isVector(column)) {
      return vector(shape.slot(column));
    }
    Object value = row.get(shape.slot(column), shape.type(column));
    return value == RowReader.ABSENT ? shape.column(column).missing() : value;
  }

  @Override
  public long getLong(int position) {
    int column = projection[position];
    int slot = shape.slot(column);
    if (row.isAbsent(slot)) {
      Object missing = shape.column(column).missing();
      return missing instanceof Number number ? number.longValue() : 0;
    }
    return row.getLong(slot);
  }

  @Override
  public double getDouble(int position) {
    int column = projection[position];
    int slot = shape.slot(column);
    if (row.isAbsent(slot)) {
      Object missing = shape.column(column).missing();
      return missing instanceof Number number ? number.doubleValue() : 0;
    }
    if (shape.type(column).kind() == TypeKind.DECIMAL) {
      return get(position) instanceof Number number ? number.doubleValue() : 0;
    }
    return row.getDouble(slot);
  }

  /** The current row's header and columns; valid until the next move. */
  RowReader row() {
    return row;
  }

  @Override
  public void close() {
    source.close();
  }

  private UUID id() {
    return EntityId.read(source.idBytes(), source.idOffset());
  }

  private float @Nullable [] vector(int slot) {
    byte[] stored = reader.get(shape.family().space(), FamilyKeys.vector(slot, id()));
    return stored == null ? null : VectorValue.read(stored, 0, stored.length);
  }
}
