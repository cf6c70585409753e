package io.karst.calcite.schema;

import io.karst.storage.catalog.ViewDescriptor;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A view: expanded where it is used. */
public final class KarstView extends AbstractTable implements TranslatableTable {
  private final ViewDescriptor view;
  private final RelDataType rowType;

  /** A view whose text gives this row type. */
  public KarstView(ViewDescriptor view, RelDataType rowType) {
    this.view = view;
    this.rowType = rowType;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    return rowType;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
    return context.expandView(rowType, view.sql(), List.of(view.searchSchema()), view.columns())
        .rel;
  }

  @Override
  public Schema.TableType getJdbcTableType() {
    return Schema.TableType.VIEW;
  }
}
