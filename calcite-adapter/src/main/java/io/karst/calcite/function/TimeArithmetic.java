package io.karst.calcite.function;

import io.karst.calcite.type.KarstTypeSystem;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * Sums and differences of dates, times and intervals: PostgreSQL's types, and its days and months.
 */
final class TimeArithmetic {
  private TimeArithmetic() {}

  /** A sum or difference; of numbers as the standard has it. */
  static RexNode of(SqlRexContext context, SqlCall call, List<RexNode> operands) {
    RexBuilder rex = context.getRexBuilder();
    RexNode left = operands.get(0);
    RexNode right = operands.get(1);
    SqlKind kind = call.getKind();
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    if (isMoment(left) && isTime(right)) {
      return timePlus(rex, type, kind == SqlKind.MINUS, left, interval(rex, right));
    }
    if (isTime(left) && isMoment(right)) {
      return timePlus(rex, type, kind == SqlKind.MINUS, right, interval(rex, left));
    }
    if (isTime(left) || isTime(right)) {
      return timeOfDay(rex, type, kind, left, right);
    }
    if (Operators.timeResult(factory, kind, left.getType(), right.getType()) == null) {
      SqlOperator standard =
          kind == SqlKind.PLUS ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS;
      return rex.makeCall(call.getParserPosition(), type, standard, operands);
    }
    boolean minus = kind == SqlKind.MINUS;
    if (!minus
        && (SqlTypeUtil.isInterval(left.getType()) || SqlTypeUtil.isExactNumeric(left.getType()))) {
      return timePlus(rex, type, minus, right, left);
    }
    return timePlus(rex, type, minus, left, right);
  }

  private static boolean isTime(RexNode node) {
    return node.getType().getSqlTypeName() == KarstTypeSystem.TIME;
  }

  private static boolean isMoment(RexNode node) {
    return SqlTypeUtil.isDatetime(node.getType()) && !isTime(node);
  }

  /** What has passed of a day at a time. */
  private static RexNode interval(RexBuilder rex, RexNode time) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType type =
        factory.createTypeWithNullability(
            TypeWord.INTERVAL.toRel(factory), time.getType().isNullable());
    return Convertlets.call(rex, type, "time_to_interval", List.of(time), "time");
  }

  private static RexNode timeOfDay(
      RexBuilder rex, RelDataType type, SqlKind kind, RexNode left, RexNode right) {
    if (kind == SqlKind.MINUS) {
      return rex.makeCall(type, SqlStdOperatorTable.MINUS_DATE, List.of(left, right));
    }
    boolean swap = SqlTypeUtil.isInterval(left.getType());
    return rex.makeCall(
        type,
        SqlStdOperatorTable.DATETIME_PLUS,
        swap ? List.of(right, left) : List.of(left, right));
  }

  /** A time plus or minus an interval. */
  static RexNode sum(RexBuilder rex, SqlKind kind, RexNode time, RexNode interval) {
    RelDataType type =
        Operators.timeResult(rex.getTypeFactory(), kind, time.getType(), interval.getType());
    if (type == null) {
      return timeOfDay(rex, time.getType(), kind, time, interval);
    }
    return timePlus(rex, type, kind == SqlKind.MINUS, time, interval);
  }

  private static RexNode timePlus(
      RexBuilder rex, RelDataType type, boolean minus, RexNode time, RexNode other) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType otherType = other.getType();
    if (SqlTypeUtil.isInterval(otherType)) {
      if (Operators.isInstant(time.getType())) {
        RexNode interval = minus ? rex.makeCall(SqlStdOperatorTable.UNARY_MINUS, other) : other;
        return Convertlets.call(
            rex, type, "add_to_instant", List.of(time, interval), "timestamptz", "interval");
      }
      RelDataType timestamp =
          factory.createTypeWithNullability(
              factory.createSqlType(SqlTypeName.TIMESTAMP, KarstTypeSystem.TIME_DIGITS),
              time.getType().isNullable());
      RexNode base =
          time.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
              ? time
              : rex.makeCast(timestamp, time);
      return rex.makeCall(
          factory.createTypeWithNullability(timestamp, type.isNullable()),
          minus ? SqlStdOperatorTable.MINUS_DATE : SqlStdOperatorTable.DATETIME_PLUS,
          List.of(base, other));
    }
    SqlTypeName a = time.getType().getSqlTypeName();
    SqlTypeName b = otherType.getSqlTypeName();
    if (a == SqlTypeName.DATE && b == SqlTypeName.DATE) {
      return Convertlets.call(rex, type, "date_difference", List.of(time, other), "date", "date");
    }
    if (a == SqlTypeName.DATE && SqlTypeUtil.isExactNumeric(otherType)) {
      RexNode days =
          rex.makeCast(
              factory.createTypeWithNullability(
                  factory.createSqlType(SqlTypeName.INTEGER), otherType.isNullable()),
              other);
      String name = minus ? "date_subtract_days" : "date_add_days";
      return Convertlets.call(rex, type, name, List.of(time, days), "date", "int4");
    }
    boolean zoned = Operators.isInstant(time.getType()) || Operators.isInstant(otherType);
    RexNode later = moment(rex, time, zoned);
    RexNode earlier = moment(rex, other, zoned);
    return Convertlets.call(
        rex, type, "instant_difference", List.of(later, earlier), "timestamptz", "timestamptz");
  }

  /** A date or timestamp as a timestamp, with time zone if the other one has one. */
  private static RexNode moment(RexBuilder rex, RexNode node, boolean zoned) {
    SqlTypeName name = zoned ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
    if (node.getType().getSqlTypeName() == name) {
      return node;
    }
    RelDataTypeFactory factory = rex.getTypeFactory();
    return rex.makeCast(
        factory.createTypeWithNullability(
            factory.createSqlType(name, KarstTypeSystem.TIME_DIGITS), node.getType().isNullable()),
        node);
  }
}
