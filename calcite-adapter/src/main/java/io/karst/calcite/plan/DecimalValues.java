package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.type.KarstTypeSystem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** Gives the numbers of VALUES back the scale they were written with. */
final class DecimalValues {
  private DecimalValues() {}

  /**
   * Converted VALUES whose numbers have their own scale.
   *
   * @param converted what {@code values} became
   */
  static RelNode restored(RelNode converted, SqlCall values) {
    if (!(converted instanceof LogicalValues rows)
        || rows.getTuples().size() != values.operandCount()
        || rows.getRowType().getFieldList().stream()
            .noneMatch(field -> KarstTypeSystem.isUnconstrained(field.getType()))) {
      return converted;
    }
    RexBuilder rex = rows.getCluster().getRexBuilder();
    ImmutableList.Builder<ImmutableList<RexLiteral>> restored = ImmutableList.builder();
    for (int row = 0; row < rows.getTuples().size(); row++) {
      SqlNode written = values.operand(row);
      List<SqlNode> columns =
          written.getKind() == SqlKind.ROW
              ? ((SqlCall) written).getOperandList()
              : List.of(written);
      List<RexLiteral> tuple = new ArrayList<>(rows.getTuples().get(row));
      for (int i = 0; i < tuple.size(); i++) {
        RelDataType type = rows.getRowType().getFieldList().get(i).getType();
        if (KarstTypeSystem.isUnconstrained(type)
            && columns.get(i) instanceof SqlNumericLiteral number) {
          tuple.set(i, rex.makeExactLiteral(number.getValueAs(BigDecimal.class), type));
        }
      }
      restored.add(ImmutableList.copyOf(tuple));
    }
    return LogicalValues.create(rows.getCluster(), rows.getRowType(), restored.build());
  }
}
