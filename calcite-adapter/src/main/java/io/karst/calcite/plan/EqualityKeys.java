package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.ValueShape;
import io.karst.calcite.type.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Hashed operators tell values apart by {@code equals} of their Java objects, for which 1.0 and
 * 1.00 are two decimals and -0.0 and 0.0 two doubles. Where SQL's equality is another one, the
 * operators get keys from here: equal values have equal keys.
 */
final class EqualityKeys {
  private EqualityKeys() {}

  /** Whether equal values of a column can be different objects. */
  static boolean needed(RelNode rel, int column) {
    RelDataType type = rel.getRowType().getFieldList().get(column).getType();
    return isFloat(type)
        || isCompound(type)
        || (isDecimal(type) && FixedScale.of(rel, column) == FixedScale.UNKNOWN);
  }

  /** Whether equal values of an expression over a relation can be different objects. */
  static boolean needed(RexNode node, RelNode input) {
    return isFloat(node.getType())
        || isCompound(node.getType())
        || (isDecimal(node.getType())
            && FixedScale.ofExpression(node, input) == FixedScale.UNKNOWN);
  }

  /**
   * What rows are partitioned by: one key, as Calcite makes several a record of its own, which
   * rules out rows as values and tells some that are equal apart.
   */
  static List<RexNode> partition(RexBuilder rex, List<RexNode> keys, RelNode input) {
    if (keys.size() > 1) {
      return List.of(of(rex, rex.makeCall(SqlStdOperatorTable.ROW, keys)));
    }
    List<RexNode> partition = new ArrayList<>();
    for (RexNode key : keys) {
      partition.add(needed(key, input) ? of(rex, key) : key);
    }
    return partition;
  }

  /** Whether equal values of two columns can be different objects. */
  static boolean needed(RelNode left, int leftColumn, RelNode right, int rightColumn) {
    return needed(left, leftColumn)
        || needed(right, rightColumn)
        || (isDecimal(left.getRowType().getFieldList().get(leftColumn).getType())
            && FixedScale.of(left, leftColumn) != FixedScale.of(right, rightColumn));
  }

  static boolean isFloat(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case REAL, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  /** Whether values are sorted by a key of their own. */
  static boolean isSortedByKey(RelDataType type) {
    return isCompound(type) || type.getSqlTypeName() == SqlTypeName.UUID;
  }

  /** What a value is sorted by: UUIDs by their bytes, Java compares them with a sign. */
  static RexNode sortKey(RexBuilder rex, RexNode value) {
    if (value.getType().getSqlTypeName() == SqlTypeName.UUID) {
      return rex.makeCall(KarstOperatorTable.function("compare_bytes", "uuid"), List.of(value));
    }
    return JsonTypes.isJsonb(value.getType()) ? of(rex, value) : call(rex, "$sort_key", value);
  }

  private static RexNode call(RexBuilder rex, String function, RexNode value) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    return rex.makeCall(
        factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.ANY), value.getType().isNullable()),
        KarstOperatorTable.function(function, "any", "text"),
        List.of(value, rex.makeLiteral(ValueShape.of(value.getType()))));
  }

  /** JSONB, rows and arrays. */
  private static boolean isCompound(RelDataType type) {
    return JsonTypes.isJsonb(type) || type.isStruct() || type.getComponentType() != null;
  }

  private static boolean isDecimal(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL;
  }

  /** The key of a value. */
  static RexNode of(RexBuilder rex, RexNode value) {
    RelDataType type = value.getType();
    if (JsonTypes.isJsonb(type)) {
      return rex.makeCall(KarstOperatorTable.function("$jsonb_place", "text"), List.of(value));
    }
    if (isCompound(type)) {
      return call(rex, "equality_key", value);
    }
    SqlOperator function =
        switch (value.getType().getSqlTypeName()) {
          case REAL -> KarstOperatorTable.function("equality_key", "float4");
          case FLOAT, DOUBLE -> KarstOperatorTable.function("equality_key", "float8");
          case DECIMAL -> KarstOperatorTable.function("equality_key", "numeric");
          default -> throw new IllegalArgumentException(value.getType().toString());
        };
    return rex.makeCall(value.getType(), function, List.of(value));
  }

  /** A number that orders a double or real among the others. */
  static RexNode place(RexBuilder rex, RexNode value) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType number =
        factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.DOUBLE), value.getType().isNullable());
    RexNode wide = value.getType().equals(number) ? value : rex.makeCast(number, value);
    return rex.makeCall(KarstOperatorTable.function("order_place", "float8"), List.of(wide));
  }

  /** The key of a column. */
  static RexNode of(RelNode rel, int column) {
    return of(rel.getCluster().getRexBuilder(), RexInputRef.of(column, rel.getRowType()));
  }
}
