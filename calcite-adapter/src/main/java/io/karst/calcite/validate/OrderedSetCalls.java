package io.karst.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Turns {@code percentile_cont(0.5) WITHIN GROUP (ORDER BY x DESC)} into the aggregate {@code
 * $percentile_cont(0.5, x, TRUE)}, and the other functions over sorted sets alike.
 */
final class OrderedSetCalls {
  private static final Set<String> NAMES =
      Set.of(
          "percentile_cont",
          "percentile_disc",
          "mode",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist");

  private static final Set<String> COLLECTING =
      Set.of("array_agg", "string_agg", "json_agg", "jsonb_agg");

  /** Aggregates whose results do not depend on the order of their rows. */
  private static final Set<String> UNORDERED =
      Set.of(
          "sum",
          "count",
          "avg",
          "min",
          "max",
          "bool_and",
          "bool_or",
          "every",
          "bit_and",
          "bit_or",
          "bit_xor",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "variance",
          "var_pop",
          "var_samp");

  private OrderedSetCalls() {}

  /** Sorts what a DISTINCT aggregate joins, as PostgreSQL does. */
  static SqlNode sorted(SqlCall call) {
    SqlLiteral quantifier = call.getFunctionQuantifier();
    if (quantifier == null
        || quantifier.getValue() != SqlSelectKeyword.DISTINCT
        || !COLLECTING.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))) {
      return call;
    }
    SqlParserPos pos = call.getParserPosition();
    return SqlStdOperatorTable.WITHIN_GROUP.createCall(
        pos, call, new SqlNodeList(List.of(call.operand(0)), pos));
  }

  static SqlNode rewrite(SqlCall call) {
    SqlCall aggregate = call.operand(0);
    if (aggregate.getKind() == SqlKind.WITHIN_GROUP) {
      return call.getOperator()
          .createCall(call.getParserPosition(), aggregate.operand(0), call.operand(1));
    }
    SqlNodeList order = call.operand(1);
    String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
    if (UNORDERED.contains(name)) {
      return aggregate;
    }
    int arguments = name.equals("mode") ? 0 : 1;
    if (!NAMES.contains(name) || aggregate.operandCount() != arguments || order.size() != 1) {
      return call;
    }
    SqlParserPos pos = call.getParserPosition();
    SqlNode value = order.get(0);
    while (value.getKind() == SqlKind.NULLS_FIRST || value.getKind() == SqlKind.NULLS_LAST) {
      value = ((SqlCall) value).operand(0);
    }
    boolean descending = value.getKind() == SqlKind.DESCENDING;
    if (descending) {
      value = ((SqlCall) value).operand(0);
    }
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    operands.add(value);
    operands.add(SqlLiteral.createBoolean(descending, pos));
    return StatementRewriter.call("$" + name, pos, operands.toArray(new SqlNode[0]));
  }
}
