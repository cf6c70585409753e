package io.karst.storage.table;

import io.karst.storage.codec.RowReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.value.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code t$core}: what Karst notes about each entity besides its columns. */
final class CoreTable extends KeyedTable implements ReadOnly {

  CoreTable(TypeFamily family) {
    super(
        family,
        shape(
            family,
            "core",
            false,
            List.of(
                required("id", ColumnType.UUID),
                required("ordinal", ColumnType.INTEGER),
                required("created_at", ColumnType.TIMESTAMPTZ),
                required("updated_at", ColumnType.TIMESTAMPTZ),
                required("version", ColumnType.INTEGER)),
            List.of(rowKey(0))),
        Subspace.CORE,
        FamilyKeys.prefix(Subspace.CORE),
        FamilyKeys.CORE_COLUMNS);
  }

  @Override
  public @Nullable Object value(EntryWalk entry, int column) {
    if (column == 0) {
      return entry.entity();
    }
    RowReader row = new RowReader().wrap(entry.bytes(), entry.valueOffset(), entry.valueLength());
    return switch (column) {
      case 1 -> row.ordinal();
      case 2 -> row.createdAt();
      case 3 -> row.updatedAt();
      default -> row.version();
    };
  }
}
