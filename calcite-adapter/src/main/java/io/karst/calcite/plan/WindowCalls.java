package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.function.Aggregates;
import io.karst.calcite.function.FloatExtreme;
import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.ShiftFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Window functions that generated code lacks, made of those it has; and casts it needs. */
final class WindowCalls {
  private WindowCalls() {}

  static RexNode rewrite(RexBuilder rex, RexOver over) {
    SqlKind kind = over.getAggOperator().getKind();
    if (kind == SqlKind.PERCENT_RANK) {
      return percentRank(rex, over);
    }
    if (kind == SqlKind.CUME_DIST) {
      return cumeDist(rex, over);
    }
    if (kind == SqlKind.NTILE) {
      return tile(rex, over);
    }
    if (over.getAggOperator() instanceof ShiftFunction) {
      return shift(rex, over);
    }
    if ((kind == SqlKind.FIRST_VALUE || kind == SqlKind.LAST_VALUE) && mayBeEmpty(over)) {
      return over(
          rex,
          over,
          kind == SqlKind.FIRST_VALUE ? Aggregates.FIRST : Aggregates.LAST,
          over.getOperands());
    }
    SqlAggFunction extreme =
        over.getOperands().size() == 1
            ? FloatExtreme.replacing(over.getAggOperator(), over.getOperands().get(0).getType())
            : null;
    if (extreme != null) {
      return over(rex, over, extreme, over.getOperands());
    }
    if (over.getOperands().size() == 1
        && SumArguments.needsCast(kind, over.getType(), over.getOperands().get(0).getType())) {
      return over(
          rex,
          over,
          over.getAggOperator(),
          List.of(SumArguments.cast(rex, over.getOperands().get(0), over.getType())));
    }
    return over;
  }

  /** Whether a frame lies before or behind its row: Calcite takes its ends to be rows. */
  private static boolean mayBeEmpty(RexOver over) {
    RexWindow window = over.getWindow();
    return (window.getLowerBound().getOffset() != null && window.getLowerBound().isFollowing())
        || (window.getUpperBound().getOffset() != null && window.getUpperBound().isPreceding());
  }

  /** The same call with other operands of the same types. */
  static RexNode withOperands(RexBuilder rex, RexOver over, List<RexNode> operands) {
    return over(rex, over, over.getAggOperator(), operands);
  }

  private static RexNode over(
      RexBuilder rex, RexOver like, SqlAggFunction function, List<RexNode> operands) {
    RexWindow window = like.getWindow();
    return rex.makeOver(
        like.getType(),
        function,
        operands,
        window.partitionKeys,
        window.orderKeys,
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        like.isDistinct(),
        like.ignoreNulls());
  }

  /** The default takes the value's type. */
  private static RexNode shift(RexBuilder rex, RexOver over) {
    List<RexNode> operands = new ArrayList<>(over.getOperands());
    if (operands.size() > 2) {
      RelDataType type =
          rex.getTypeFactory()
              .createTypeWithNullability(
                  operands.get(0).getType(), operands.get(2).getType().isNullable());
      if (!operands.get(2).getType().equals(type)) {
        operands.set(2, rex.makeCast(type, operands.get(2)));
      }
    }
    boolean lag = over.getAggOperator().getKind() == SqlKind.LAG;
    return over(rex, over, lag ? SqlStdOperatorTable.LAG : SqlStdOperatorTable.LEAD, operands);
  }

  private static RexNode number(
      RexBuilder rex,
      RexOver like,
      SqlAggFunction function,
      ImmutableList<RexFieldCollation> order,
      RexWindowBound upper) {
    return rex.makeOver(
        rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
        function,
        List.of(),
        like.getWindow().partitionKeys,
        order,
        RexWindowBounds.UNBOUNDED_PRECEDING,
        upper,
        function.getKind() != SqlKind.COUNT,
        true,
        false,
        false,
        false);
  }

  /** Tiles of equal size, the first ones with a row more where they cannot be. */
  private static RexNode tile(RexBuilder rex, RexOver over) {
    RexNode row =
        number(
            rex,
            over,
            SqlStdOperatorTable.ROW_NUMBER,
            over.getWindow().orderKeys,
            RexWindowBounds.CURRENT_ROW);
    RexNode tiles =
        rex.makeCast(
            rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT), over.getOperands().get(0));
    RexNode tile =
        rex.makeCall(
            KarstOperatorTable.function("tile", "int8", "int8", "int8"),
            List.of(tiles, row, partitionRows(rex, over)));
    return over.getType().equals(tile.getType()) ? tile : rex.makeCast(over.getType(), tile);
  }

  private static RexNode partitionRows(RexBuilder rex, RexOver over) {
    return number(
        rex,
        over,
        SqlStdOperatorTable.COUNT,
        ImmutableList.of(),
        RexWindowBounds.UNBOUNDED_FOLLOWING);
  }

  private static RexNode ratio(RexBuilder rex, RexOver over, RexNode part, RexNode whole) {
    RelDataType number = rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
    RexNode quotient =
        rex.makeCall(
            number,
            KarstOperatorTable.function("checked_divide", "float8", "float8"),
            List.of(rex.makeCast(number, part), rex.makeCast(number, whole)));
    return over.getType().equals(number) ? quotient : rex.makeCast(over.getType(), quotient);
  }

  /** Rows before the first peer by the other rows of the partition; 0 in a partition of one. */
  private static RexNode percentRank(RexBuilder rex, RexOver over) {
    RexNode rank =
        number(
            rex,
            over,
            SqlStdOperatorTable.RANK,
            over.getWindow().orderKeys,
            RexWindowBounds.CURRENT_ROW);
    RexNode one =
        rex.makeExactLiteral(
            BigDecimal.ONE, rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
    RexNode before = rex.makeCall(SqlStdOperatorTable.MINUS, rank, one);
    RexNode rows = partitionRows(rex, over);
    RexNode others = rex.makeCall(SqlStdOperatorTable.MINUS, rows, one);
    RexNode divisor =
        rex.makeCall(
            SqlStdOperatorTable.CASE,
            rex.makeCall(SqlStdOperatorTable.EQUALS, rows, one),
            one,
            others);
    return ratio(rex, over, before, divisor);
  }

  /** Rows up to the last peer by the rows of the partition. */
  private static RexNode cumeDist(RexBuilder rex, RexOver over) {
    RexNode upTo =
        number(
            rex,
            over,
            SqlStdOperatorTable.COUNT,
            over.getWindow().orderKeys,
            RexWindowBounds.CURRENT_ROW);
    return ratio(rex, over, upTo, partitionRows(rex, over));
  }
}
