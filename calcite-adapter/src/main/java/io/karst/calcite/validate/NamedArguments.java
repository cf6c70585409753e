package io.karst.calcite.validate;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Puts named arguments, {@code make_interval(days => 3)}, in the places of their parameters, and
 * zeros in the places of those that have a default.
 */
final class NamedArguments {
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "make_date", List.of("year", "month", "day"),
          "make_time", List.of("hour", "min", "sec"),
          "make_timestamp", List.of("year", "month", "mday", "hour", "min", "sec"),
          "make_timestamptz", List.of("year", "month", "mday", "hour", "min", "sec", "timezone"),
          "make_interval", List.of("years", "months", "weeks", "days", "hours", "mins", "secs"));

  private NamedArguments() {}

  /** The call with all arguments in their places; the call itself if it has no named ones. */
  static SqlCall placed(SqlCall call) {
    String function = call.getOperator().getName().toLowerCase(Locale.ROOT);
    List<String> parameters = PARAMETERS.get(function);
    boolean defaults = function.equals("make_interval");
    if (parameters == null
        || !(call instanceof SqlBasicCall)
        || (defaults
            ? call.operandCount() >= parameters.size() && !isNamed(call)
            : !isNamed(call))) {
      return call;
    }
    @Nullable SqlNode[] places = new SqlNode[parameters.size()];
    int next = 0;
    for (SqlNode operand : call.getOperandList()) {
      SqlNode value = operand;
      int place = next++;
      if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        SqlIdentifier name = ((SqlCall) operand).operand(1);
        value = ((SqlCall) operand).operand(0);
        place = parameters.indexOf(name.getSimple().toLowerCase(Locale.ROOT));
      }
      if (place < 0 || place >= places.length || places[place] != null) {
        throw undefined(call, function);
      }
      places[place] = value;
    }
    int filled = places.length;
    for (int i = 0; i < places.length; i++) {
      if (places[i] == null) {
        if (!defaults && !function.equals("make_timestamptz")) {
          throw undefined(call, function);
        }
        filled = Math.min(filled, i);
        places[i] = SqlLiteral.createExactNumeric("0", call.getParserPosition());
      }
    }
    int count = defaults ? places.length : filled;
    return call.getOperator()
        .createCall(call.getParserPosition(), Arrays.asList(places).subList(0, count));
  }

  private static boolean isNamed(SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      if (operand != null && operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        return true;
      }
    }
    return false;
  }

  private static KarstException undefined(SqlCall call, String function) {
    SqlParserPos pos = call.getParserPosition();
    return new KarstException(
            ErrorCode.UNDEFINED_FUNCTION,
            "function " + function + " does not exist with these arguments")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
