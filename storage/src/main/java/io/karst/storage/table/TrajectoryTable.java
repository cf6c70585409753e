package io.karst.storage.table;

import io.karst.storage.codec.TrajectoryValue;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.value.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code t$trajectories}: positions of entities over time. */
final class TrajectoryTable extends AttachedTable {
  private static final ColumnType POSITION = ColumnType.vector(TrajectoryValue.DIMENSIONS);

  TrajectoryTable(TypeFamily family, Families families) {
    super(
        family,
        families,
        shape(
            family,
            "trajectories",
            true,
            List.of(
                required("entity_id", ColumnType.UUID),
                required("ts", ColumnType.TIMESTAMP),
                optional("graph_position", POSITION),
                optional("embedding_position", POSITION),
                optional("property_position", POSITION)),
            List.of(rowKey(0, 1))),
        Subspace.TRAJECTORIES,
        FamilyKeys.prefix(Subspace.TRAJECTORIES),
        FamilyKeys.TRAJECTORY_COLUMNS);
  }

  @Override
  byte[] key(@Nullable Object[] row) {
    return FamilyKeys.trajectory(id(row, 0), (Long) present(row, 1));
  }

  @Override
  byte[] value(@Nullable Object[] row) {
    return new TrajectoryValue((float[]) row[2], (float[]) row[3], (float[]) row[4]).toBytes();
  }

  @Override
  public @Nullable Object value(EntryWalk entry, int column) {
    if (column == 0) {
      return entry.entity();
    }
    if (column == 1) {
      return entry.time();
    }
    TrajectoryValue stored =
        TrajectoryValue.read(entry.bytes(), entry.valueOffset(), entry.valueLength());
    return switch (column) {
      case 2 -> stored.graph();
      case 3 -> stored.embedding();
      default -> stored.property();
    };
  }
}
