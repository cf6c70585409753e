package io.karst.storage.table;

import io.karst.storage.codec.MeasureValue;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.value.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code t$measures}: numbers of entities over time. */
final class MeasureTable extends AttachedTable {

  MeasureTable(TypeFamily family, Families families) {
    super(
        family,
        families,
        shape(
            family,
            "measures",
            true,
            List.of(
                required("entity_id", ColumnType.UUID),
                required("measure", ColumnType.TEXT),
                required("ts", ColumnType.TIMESTAMP),
                required("value", ColumnType.DOUBLE)),
            List.of(rowKey(0, 1, 2))),
        Subspace.MEASURES,
        FamilyKeys.prefix(Subspace.MEASURES),
        FamilyKeys.MEASURE_COLUMNS);
  }

  @Override
  byte[] key(@Nullable Object[] row) {
    return FamilyKeys.measure(id(row, 0), text(row, 1), (Long) present(row, 2));
  }

  @Override
  byte[] value(@Nullable Object[] row) {
    return MeasureValue.toBytes((Double) present(row, 3));
  }

  @Override
  public @Nullable Object value(EntryWalk entry, int column) {
    return switch (column) {
      case 0 -> entry.entity();
      case 1 -> entry.name();
      case 2 -> entry.time();
      default -> number(entry, column);
    };
  }

  @Override
  public double number(EntryWalk entry, int column) {
    return MeasureValue.read(entry.bytes(), entry.valueOffset(), entry.valueLength());
  }
}
