package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Rows that are columns of a result are shown as PostgreSQL's texts of them. */
final class RowTexts {
  private RowTexts() {}

  /** A query whose rows are cast to text, behind its order. */
  static RelNode shown(RelNode query) {
    if (query.getRowType().getFieldList().stream().noneMatch(f -> f.getType().isStruct())) {
      return query;
    }
    RexBuilder rex = query.getCluster().getRexBuilder();
    RelDataTypeFactory factory = rex.getTypeFactory();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < query.getRowType().getFieldCount(); i++) {
      RexNode column = RexInputRef.of(i, query.getRowType());
      RelDataType type = column.getType();
      RelDataType text =
          factory.createTypeWithNullability(
              factory.createSqlType(SqlTypeName.VARCHAR), type.isNullable());
      columns.add(type.isStruct() ? rex.makeAbstractCast(text, column, false) : column);
    }
    return LogicalProject.create(
        query, List.of(), columns, query.getRowType().getFieldNames(), Set.of());
  }
}
