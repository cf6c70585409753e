package io.karst.calcite.schema;

import io.karst.calcite.source.SourceTable;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A table in a query. Its row type has the visible columns and those hidden ones whose names the
 * query mentions somewhere: others can neither be seen nor get in the way of NATURAL JOIN.
 */
public final class KarstTable extends AbstractTable {
  private final SourceTable source;
  private final int[] positions;

  KarstTable(SourceTable source, Set<String> mentioned) {
    this.source = source;
    List<Integer> shown = new ArrayList<>();
    List<TableColumn> columns = source.shape().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).hidden() || mentioned.contains(columns.get(i).name())) {
        shown.add(i);
      }
    }
    this.positions = shown.stream().mapToInt(Integer::intValue).toArray();
  }

  public SourceTable source() {
    return source;
  }

  /** Position in the table's shape of a field of the row type. */
  public int position(int field) {
    return positions[field];
  }

  /** Whether no two rows have the same value in a field. */
  public boolean isUnique(int field) {
    for (AccessPath path : source.shape().paths()) {
      if (path.unique() && path.columns().equals(List.of(positions[field]))) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code SELECT *} leaves the column out. */
  public boolean isHidden(String column) {
    int position = source.shape().indexOf(column);
    return position >= 0 && source.shape().columns().get(position).hidden();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    RelDataTypeFactory.Builder builder = typeFactory.builder();
    for (int position : positions) {
      TableColumn column = source.shape().columns().get(position);
      builder.add(column.name(), TypeMapping.toRel(typeFactory, column.type(), column.nullable()));
    }
    return builder.build();
  }

  @Override
  public Statistic getStatistic() {
    List<ImmutableBitSet> keys = new ArrayList<>();
    TableShape shape = source.shape();
    for (AccessPath path : shape.paths()) {
      ImmutableBitSet key = path.unique() ? key(path) : null;
      if (key != null && !key.isEmpty()) {
        keys.add(key);
      }
    }
    return Statistics.of(Math.max(1, source.estimatedRows()), keys);
  }

  /** Fields of a unique path, or null if one is not shown or may be NULL. */
  private ImmutableBitSet key(AccessPath path) {
    ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
    for (int column : path.columns()) {
      int field = -1;
      for (int i = 0; i < positions.length; i++) {
        field = positions[i] == column ? i : field;
      }
      if (field < 0 || source.shape().columns().get(column).nullable()) {
        return ImmutableBitSet.of();
      }
      fields.set(field);
    }
    return fields.build();
  }

  @Override
  public Schema.TableType getJdbcTableType() {
    return Schema.TableType.TABLE;
  }
}
