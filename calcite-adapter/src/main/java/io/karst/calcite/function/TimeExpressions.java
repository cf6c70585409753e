package io.karst.calcite.function;

import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites expressions of times and intervals to microseconds: literals become numbers, casts and
 * arithmetic calls of our own functions.
 */
public final class TimeExpressions extends RexShuttle {
  /** Operands of casts, as {@code from>to}, with the function that does it. */
  private static final Map<String, String> CASTS =
      Map.ofEntries(
          Map.entry("timestamp>text", "timestamp_to_text"),
          Map.entry("timestamptz>text", "timestamptz_to_text"),
          Map.entry("time>text", "time_to_text"),
          Map.entry("interval>text", "interval_to_text"),
          Map.entry("text>timestamp", "text_to_timestamp"),
          Map.entry("text>timestamptz", "text_to_timestamptz"),
          Map.entry("text>time", "text_to_time"),
          Map.entry("text>date", "text_to_date"),
          Map.entry("text>interval", "text_to_interval"),
          Map.entry("time>interval", "time_to_interval"),
          Map.entry("interval>time", "interval_to_time"),
          Map.entry("date>timestamp", "date_to_timestamp"),
          Map.entry("date>timestamptz", "date_to_timestamptz"),
          Map.entry("timestamp>date", "timestamp_to_date"),
          Map.entry("timestamptz>date", "timestamptz_to_date"),
          Map.entry("timestamp>time", "timestamp_to_time"),
          Map.entry("timestamptz>time", "timestamptz_to_time"),
          Map.entry("timestamp>timestamptz", "timestamp_to_timestamptz"),
          Map.entry("timestamptz>timestamp", "timestamptz_to_timestamp"));

  private final RexBuilder rex;

  public TimeExpressions(RexBuilder rex) {
    this.rex = rex;
  }

  /** Whether values are microseconds since the epoch. */
  public static boolean isTimestamp(SqlTypeName name) {
    return name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  /** Whether values are microseconds, of the day or since the epoch. */
  public static boolean isTime(SqlTypeName name) {
    return name == KarstTypeSystem.TIME || isTimestamp(name);
  }

  public static boolean isTime(RexLiteral literal) {
    return isTime(literal.getType().getSqlTypeName());
  }

  @Override
  public RexNode visitLiteral(RexLiteral literal) {
    if (literal.isNull() && SqlTypeUtil.isInterval(literal.getType())) {
      return function(literal.getType(), "$interval", List.of());
    }
    if (!isTime(literal) || literal.isNull()) {
      return literal;
    }
    return typed(number(literal, bigint(literal.getType().isNullable())), literal.getType());
  }

  /** The microseconds of a time as a number; any other literal as it has to be. */
  public RexLiteral number(RexLiteral literal, RelDataType type) {
    if (!isTime(literal)) {
      return literal;
    }
    return literal.isNull()
        ? rex.makeNullLiteral(type)
        : rex.makeExactLiteral(BigDecimal.valueOf(micros(literal)), bigint(false));
  }

  /** Microseconds of a literal of a time or timestamp that is not null. */
  public static long micros(RexLiteral literal) {
    if (literal.getType().getSqlTypeName() == KarstTypeSystem.TIME) {
      TimeString time = java.util.Objects.requireNonNull(literal.getValueAs(TimeString.class));
      return time.getMillisOfDay() * 1000L + belowMillis(time.toString());
    }
    TimestampString time =
        java.util.Objects.requireNonNull(literal.getValueAs(TimestampString.class));
    return time.getMillisSinceEpoch() * 1000L + belowMillis(time.toString());
  }

  /** Microseconds behind the milliseconds of a text like 10:00:00.123456. */
  private static int belowMillis(String text) {
    int point = text.indexOf('.');
    int result = 0;
    for (int digit = 4; digit <= 6; digit++) {
      int at = point + digit;
      result = result * 10 + (point >= 0 && at < text.length() ? text.charAt(at) - '0' : 0);
    }
    return result;
  }

  /** Gives a number the type of a time; anything else as it is. */
  public RexNode typed(RexNode node, RelDataType type) {
    return isTime(type.getSqlTypeName())
        ? rex.makeCall(type, SqlStdOperatorTable.REINTERPRET, List.of(node))
        : node;
  }

  private RelDataType bigint(boolean nullable) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BIGINT), nullable);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.getKind() == SqlKind.SEARCH) {
      return SearchRanges.of(rex, call).accept(this);
    }
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall changed)) {
      return visited;
    }
    return switch (changed.getKind()) {
      case CAST, SAFE_CAST -> cast(changed);
      case PLUS,
          MINUS,
          CHECKED_PLUS,
          CHECKED_MINUS,
          OTHER,
          OTHER_FUNCTION,
          TIMES,
          DIVIDE,
          CHECKED_TIMES,
          CHECKED_DIVIDE ->
          arithmetic(changed);
      case MINUS_PREFIX, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          intervals(changed);
      case FLOOR, CEIL -> truncation(changed);
      // Ranges of SEARCH are AND and OR themselves.
      case AND, OR -> RexUtil.flatten(rex, changed);
      default -> changed;
    };
  }

  private static String word(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case TIMESTAMP -> "timestamp";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamptz";
      case TIME_WITH_LOCAL_TIME_ZONE -> "time";
      case DATE -> "date";
      case CHAR, VARCHAR -> "text";
      case NULL -> "null";
      default ->
          SqlTypeUtil.isInterval(type) ? "interval" : name.getName().toLowerCase(Locale.ROOT);
    };
  }

  private RexNode function(RelDataType type, String name, List<RexNode> operands, String... words) {
    return rex.makeCall(type, KarstOperatorTable.function(name, words), operands);
  }

  private RexNode cast(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    RelDataType type = call.getType();
    String from = word(operand.getType());
    String to = word(type);
    if (from.equals(to)) {
      return SqlTypeUtil.isInterval(type) || isTime(type.getSqlTypeName())
          ? sameKind(operand, type)
          : call;
    }
    String function = CASTS.get(from + ">" + to);
    if (function != null) {
      RexNode result = function(type, function, List.of(operand), from);
      return isTime(type.getSqlTypeName()) && type.getPrecision() < KarstTypeSystem.TIME_DIGITS
          ? round(result, type)
          : result;
    }
    boolean special =
        isTime(operand.getType().getSqlTypeName())
            || isTime(type.getSqlTypeName())
            || SqlTypeUtil.isInterval(operand.getType())
            || SqlTypeUtil.isInterval(type);
    if (special && !isNullOrAny(operand.getType()) && !isNullOrAny(type)) {
      throw new KarstException(ErrorCode.CANNOT_COERCE, "cannot cast type " + from + " to " + to);
    }
    return call;
  }

  private static boolean isNullOrAny(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL || type.getSqlTypeName() == SqlTypeName.ANY;
  }

  private RexNode sameKind(RexNode operand, RelDataType type) {
    if (operand.getType().equals(type)) {
      return operand;
    }
    if (isTime(type.getSqlTypeName()) && type.getPrecision() < operand.getType().getPrecision()) {
      return round(operand, type);
    }
    return rex.makeCall(type, SqlStdOperatorTable.REINTERPRET, List.of(operand));
  }

  private RexNode round(RexNode time, RelDataType type) {
    RexNode digits = rex.makeExactLiteral(BigDecimal.valueOf(type.getPrecision()));
    return function(type, TimeCasts.rounding(type), List.of(time, digits), "timestamp", "int4");
  }

  @SuppressWarnings("ReferenceEquality") // operators are singletons
  private RexNode arithmetic(RexCall call) {
    SqlOperator operator = call.getOperator();
    if (operator == SqlStdOperatorTable.CURRENT_TIMESTAMP) {
      return function(call.getType(), "now", List.of());
    }
    if (operator == SqlStdOperatorTable.LOCALTIMESTAMP) {
      return function(call.getType(), "localtimestamp", List.of());
    }
    if (operator == SqlStdOperatorTable.CURRENT_TIME || operator == SqlStdOperatorTable.LOCALTIME) {
      return function(call.getType(), "localtime", List.of());
    }
    if (operator == SqlStdOperatorTable.CURRENT_DATE) {
      return function(call.getType(), "current_date", List.of());
    }
    if (call.getOperands().size() != 2) {
      return constant(call);
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    RexNode result = sum(call, left, right);
    return result == null ? call : result;
  }

  @SuppressWarnings("ReferenceEquality") // operators are singletons
  private @Nullable RexNode sum(RexCall call, RexNode left, RexNode right) {
    SqlOperator operator = call.getOperator();
    boolean plus =
        operator == SqlStdOperatorTable.DATETIME_PLUS
            || call.getKind() == SqlKind.PLUS
            || call.getKind() == SqlKind.CHECKED_PLUS;
    boolean minus =
        operator == SqlStdOperatorTable.MINUS_DATE
            || call.getKind() == SqlKind.MINUS
            || call.getKind() == SqlKind.CHECKED_MINUS;
    RelDataType type = call.getType();
    if (plus
        && SqlTypeUtil.isInterval(left.getType())
        && isTime(right.getType().getSqlTypeName())) {
      return sum(call, right, left);
    }
    SqlTypeName time = left.getType().getSqlTypeName();
    if ((plus || minus) && isTime(time)) {
      return minus && isTime(right.getType().getSqlTypeName())
          ? function(type, "time_difference", List.of(left, right), "time", "time")
          : shifted(type, left, minus ? negated(right) : right);
    }
    if (!SqlTypeUtil.isInterval(type)) {
      return null;
    }
    if (SqlTypeUtil.isInterval(left.getType()) && SqlTypeUtil.isInterval(right.getType())) {
      return plus || minus
          ? function(
              type,
              plus ? "interval_add" : "interval_subtract",
              List.of(left, right),
              "interval",
              "interval")
          : null;
    }
    if (SqlTypeUtil.isInterval(left.getType()) && SqlTypeUtil.isNumeric(right.getType())) {
      return scaled(call, left, right);
    }
    return SqlTypeUtil.isInterval(right.getType()) && SqlTypeUtil.isNumeric(left.getType())
        ? scaled(call, right, left)
        : null;
  }

  /** A minus sign before an interval, and comparisons, which generated code knows of numbers. */
  private RexNode intervals(RexCall call) {
    RexNode first = call.getOperands().get(0);
    if (!SqlTypeUtil.isInterval(first.getType())) {
      return call;
    }
    if (call.getKind() == SqlKind.MINUS_PREFIX) {
      return negated(first);
    }
    RelDataTypeFactory factory = rex.getTypeFactory();
    boolean nullable = call.getType().isNullable();
    RelDataType integer =
        factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.INTEGER), nullable);
    RexNode order =
        function(integer, "interval_compare", call.getOperands(), "interval", "interval");
    return rex.makeCall(
        call.getType(),
        call.getOperator(),
        List.of(order, rex.makeExactLiteral(BigDecimal.ZERO, integer)));
  }

  /** A constant interval: made once, whatever the number of rows. */
  private RexNode constant(RexCall call) {
    Interval interval = NativeCast.constantInterval(call);
    return interval == null
        ? call
        : function(
            call.getType(),
            "$interval",
            List.of(
                rex.makeExactLiteral(BigDecimal.valueOf(interval.months()), bigint(false)),
                rex.makeExactLiteral(BigDecimal.valueOf(interval.days()), bigint(false)),
                rex.makeExactLiteral(BigDecimal.valueOf(interval.micros()), bigint(false))),
            "int8",
            "int8",
            "int8");
  }

  private RexNode negated(RexNode interval) {
    return function(interval.getType(), "interval_negate", List.of(interval), "interval");
  }

  private @Nullable RexNode shifted(RelDataType type, RexNode time, RexNode interval) {
    if (time.getType().getSqlTypeName() == KarstTypeSystem.TIME) {
      return function(type, "time_add", List.of(time, interval), "time", "interval");
    }
    return SqlTypeUtil.isInterval(interval.getType())
        ? function(type, "timestamp_add", List.of(time, interval), "timestamp", "interval")
        : null;
  }

  /** An interval times or divided by a number, rounded to a microsecond. */
  private @Nullable RexNode scaled(RexCall call, RexNode interval, RexNode number) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType real =
        factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.DOUBLE), number.getType().isNullable());
    boolean divide = call.getKind() == SqlKind.DIVIDE || call.getKind() == SqlKind.CHECKED_DIVIDE;
    if (!divide && call.getKind() != SqlKind.TIMES && call.getKind() != SqlKind.CHECKED_TIMES) {
      return null;
    }
    return function(
        call.getType(),
        divide ? "interval_divide" : "interval_multiply",
        List.of(interval, rex.makeCast(real, number)),
        "interval",
        "float8");
  }

  private RexNode truncation(RexCall call) {
    if (call.getOperands().size() != 2
        || !(call.getOperands().get(1) instanceof RexLiteral unit)
        || unit.getTypeName() != SqlTypeName.SYMBOL) {
      return call;
    }
    TimeUnitRange range = unit.getValueAs(TimeUnitRange.class);
    String name = String.valueOf(range).toLowerCase(Locale.ROOT);
    RexNode operand = call.getOperands().get(0);
    boolean isDate = operand.getType().getSqlTypeName() == SqlTypeName.DATE;
    RexNode time =
        isDate
            ? function(
                rex.getTypeFactory()
                    .createTypeWithNullability(
                        rex.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 6),
                        operand.getType().isNullable()),
                "date_to_timestamp",
                List.of(operand),
                "date")
            : operand;
    RelDataType type = isDate ? time.getType() : call.getType();
    RexNode truncated =
        function(
            type,
            call.getKind() == SqlKind.FLOOR ? "date_trunc" : "timestamp_ceil",
            List.of(rex.makeLiteral(name), time),
            "text",
            "timestamp");
    return isDate
        ? function(call.getType(), "timestamp_to_date", List.of(truncated), "timestamp")
        : truncated;
  }
}
