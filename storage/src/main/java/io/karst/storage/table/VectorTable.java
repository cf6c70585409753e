package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.codec.VectorValue;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code t$vectors_<column>_<dimensions>}: the values of a VECTOR column that are not NULL. The
 * vector space is the column's slot.
 */
final class VectorTable extends AttachedTable {
  private final ColumnDescriptor column;

  VectorTable(TypeFamily family, Families families, ColumnDescriptor column) {
    super(
        family,
        families,
        shape(
            family,
            suffix(column),
            true,
            List.of(required("entity_id", ColumnType.UUID), required("vector", column.type())),
            List.of(rowKey(0))),
        Subspace.VECTORS,
        FamilyKeys.vectorPrefix(column.slot()),
        FamilyKeys.VECTOR_COLUMNS);
    this.column = column;
  }

  /** What follows the dollar sign in the table's name. */
  static String suffix(ColumnDescriptor column) {
    return "vectors_" + column.name() + "_" + column.type().precision();
  }

  /** Vectors of all columns are counted together: an even share. */
  @Override
  public double estimatedRows() {
    int spaces = 0;
    for (ColumnDescriptor each : family.type().columns()) {
      if (each.type().kind() == TypeKind.VECTOR) {
        spaces++;
      }
    }
    return super.estimatedRows() / Math.max(1, spaces);
  }

  @Override
  public void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    if (!column.nullable()) {
      throw nullValue(column.name());
    }
    super.delete(transaction, oldRow);
  }

  @Override
  byte[] key(@Nullable Object[] row) {
    return FamilyKeys.vector(column.slot(), id(row, 0));
  }

  @Override
  byte[] value(@Nullable Object[] row) {
    return VectorValue.toBytes((float[]) present(row, 1));
  }

  @Override
  public @Nullable Object value(EntryWalk entry, int position) {
    if (position == 0) {
      return FamilyKeyReader.vectorEntity(entry.bytes(), entry.keyOffset(), entry.keyLength());
    }
    return VectorValue.read(entry.bytes(), entry.valueOffset(), entry.valueLength());
  }
}
