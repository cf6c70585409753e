package io.karst.calcite.function;

import io.karst.calcite.type.KarstTypeSystem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/** {@code (start, end) OVERLAPS (start, length)}: half-open spans, whose ends may be swapped. */
public final class OverlapsCalls {
  private OverlapsCalls() {}

  static void register(FunctionTable table) {
    table.add(
        OverlapsCalls.class,
        "$overlaps(timestamp,timestamp,timestamp,timestamp):bool",
        "overlaps",
        "$overlaps(timestamptz,timestamptz,timestamptz,timestamptz):bool",
        "overlaps",
        "$overlaps(time,time,time,time):bool",
        "overlaps");
  }

  static RexNode convert(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> bounds = new ArrayList<>();
    for (SqlNode period : call.getOperandList()) {
      RexNode start = moment(rex, context.convertExpression(((SqlCall) period).operand(0)));
      RexNode end = context.convertExpression(((SqlCall) period).operand(1));
      bounds.add(start);
      bounds.add(
          SqlTypeUtil.isInterval(end.getType())
              ? TimeArithmetic.sum(rex, SqlKind.PLUS, start, end)
              : moment(rex, end));
    }
    String word =
        switch (bounds.get(0).getType().getSqlTypeName()) {
          case TIME_WITH_LOCAL_TIME_ZONE -> "time";
          case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamptz";
          default -> "timestamp";
        };
    return rex.makeCall(
        context.getValidator().getValidatedNodeType(call),
        KarstOperatorTable.function("$overlaps", word, word, word, word),
        bounds);
  }

  /** A date as the timestamp of its midnight. */
  private static RexNode moment(RexBuilder rex, RexNode node) {
    if (node.getType().getSqlTypeName() != SqlTypeName.DATE) {
      return node;
    }
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType timestamp =
        factory.createSqlType(SqlTypeName.TIMESTAMP, KarstTypeSystem.TIME_DIGITS);
    return rex.makeCast(
        factory.createTypeWithNullability(timestamp, node.getType().isNullable()), node);
  }

  public static boolean overlaps(long start, long end, long otherStart, long otherEnd) {
    long first = Math.min(start, end);
    long second = Math.min(otherStart, otherEnd);
    return first > second
        ? first < Math.max(otherStart, otherEnd)
        : first == second || second < Math.max(start, end);
  }
}
