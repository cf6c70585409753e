package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.MemberSet;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Looks up values in {@link MemberSet}s where SEARCH has many constants. A set reaches the code
 * through the data context, under the name of a parameter that no statement has.
 */
final class MemberSets extends RelHomogeneousShuttle {
  private static final int MANY = 16;
  private static final int FIRST_NUMBER = 1_000_000;

  private final Map<String, Object> stashed;

  /**
   * @param stashed receives the sets
   */
  MemberSets(Map<String, Object> stashed) {
    this.stashed = stashed;
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visitChildren(other).accept(new Lookups(other.getCluster().getRexBuilder()));
  }

  private final class Lookups extends RexShuttle {
    private final RexBuilder rex;

    Lookups(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() != SqlKind.SEARCH
          || !(call.getOperands().get(1) instanceof RexLiteral literal)) {
        return super.visitCall(call);
      }
      RexNode value = call.getOperands().get(0).accept(this);
      Sarg<?> sarg = literal.getValueAs(Sarg.class);
      MemberSet set = sarg == null ? null : set(value, sarg);
      if (set == null) {
        return super.visitCall(call);
      }
      int number = FIRST_NUMBER + stashed.size();
      stashed.put("?" + number, set);
      RexNode parameter =
          rex.makeDynamicParam(rex.getTypeFactory().createSqlType(SqlTypeName.ANY), number);
      return rex.makeCall(
          call.getType(),
          KarstOperatorTable.function("$member", "any", "any"),
          List.of(value, parameter));
    }

    private static @Nullable MemberSet set(RexNode value, Sarg<?> sarg) {
      if (sarg.nullAs != RexUnknownAs.UNKNOWN || sarg.rangeSet.asRanges().size() < MANY) {
        return null;
      }
      return switch (value.getType().getSqlTypeName()) {
        case SMALLINT, INTEGER, BIGINT, DATE -> MemberSet.ofNumbers(sarg);
        case VARCHAR -> MemberSet.ofTexts(sarg);
        default -> null;
      };
    }
  }
}
