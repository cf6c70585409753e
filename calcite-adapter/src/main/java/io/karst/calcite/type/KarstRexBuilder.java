package io.karst.calcite.type;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes expressions. Numbers of type NUMERIC without modifiers keep their own scale. */
public final class KarstRexBuilder extends RexBuilder {
  public KarstRexBuilder(RelDataTypeFactory typeFactory) {
    super(typeFactory);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the inherited method
  protected RexLiteral makeLiteral(@Nullable Comparable o, RelDataType type, SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL
            && o instanceof BigDecimal number
            && KarstTypeSystem.isUnconstrained(type)
        ? RexLiteral.fromJdbcString(
            typeFactory.createTypeWithNullability(type, false), typeName, number.toPlainString())
        : super.makeLiteral(o, type, typeName);
  }
}
