package io.karst.calcite.plan;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Makes one SEARCH of the many comparisons of a column with constants that AND or OR joins, in the
 * time of a sort. Calcite's simplification comes to the same, with the cube of their number.
 */
final class ManyConditions extends RelHomogeneousShuttle {
  private static final int MANY = 16;

  @Override
  public RelNode visit(RelNode other) {
    return super.visitChildren(other).accept(new Merge(other.getCluster().getRexBuilder()));
  }

  private static final class Merge extends RexShuttle {
    private final RexBuilder rex;

    Merge(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() != SqlKind.AND && call.getKind() != SqlKind.OR) {
        return super.visitCall(call);
      }
      List<RexNode> conditions = new ArrayList<>();
      for (RexNode condition : ((RexCall) RexUtil.flatten(rex, call)).getOperands()) {
        conditions.add(condition.accept(this));
      }
      boolean and = call.getKind() == SqlKind.AND;
      List<RexNode> merged = conditions.size() < MANY ? conditions : merged(conditions, and);
      return and
          ? RexUtil.composeConjunction(rex, merged)
          : RexUtil.composeDisjunction(rex, merged);
    }

    private List<RexNode> merged(List<RexNode> conditions, boolean and) {
      Map<RexInputRef, List<RexCall>> byColumn = new LinkedHashMap<>();
      List<RexNode> rest = new ArrayList<>();
      for (RexNode condition : conditions) {
        RexInputRef column = column(condition, and);
        if (column == null) {
          rest.add(condition);
        } else {
          byColumn.computeIfAbsent(column, key -> new ArrayList<>()).add((RexCall) condition);
        }
      }
      List<RexNode> result = new ArrayList<>();
      for (Map.Entry<RexInputRef, List<RexCall>> entry : byColumn.entrySet()) {
        List<RexCall> comparisons = entry.getValue();
        RexNode search =
            comparisons.size() < MANY ? null : search(entry.getKey(), comparisons, and);
        if (search == null) {
          result.addAll(comparisons);
        } else {
          result.add(search);
        }
      }
      result.addAll(rest);
      return result;
    }

    /** The column that a condition compares with a constant of its own type, or null. */
    private static @Nullable RexInputRef column(RexNode condition, boolean and) {
      if (!(condition instanceof RexCall call)) {
        return null;
      }
      switch (call.getKind()) {
        case EQUALS,
            NOT_EQUALS,
            LESS_THAN,
            LESS_THAN_OR_EQUAL,
            GREATER_THAN,
            GREATER_THAN_OR_EQUAL -> {}
        default -> {
          return null;
        }
      }
      boolean isPoint = call.getKind() == (and ? SqlKind.NOT_EQUALS : SqlKind.EQUALS);
      return call.getOperands().get(0) instanceof RexInputRef column
              && call.getOperands().get(1) instanceof RexLiteral literal
              && !literal.isNull()
              && isComparable(column, literal, isPoint)
          ? column
          : null;
    }

    /** Whole numbers and dates; of texts only whether they are equal. */
    private static boolean isComparable(RexInputRef column, RexLiteral literal, boolean isPoint) {
      SqlTypeName type = column.getType().getSqlTypeName();
      return switch (type) {
        case SMALLINT, INTEGER, BIGINT, DATE -> literal.getType().getSqlTypeName() == type;
        case VARCHAR -> literal.getType().getSqlTypeName() == type && isPoint;
        default -> false;
      };
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // values of one type compare with each other
    private @Nullable RexNode search(RexInputRef column, List<RexCall> comparisons, boolean and) {
      RangeSet set = TreeRangeSet.create();
      if (and) {
        set.add(Range.all());
      }
      for (RexCall comparison : comparisons) {
        Comparable value =
            ((RexLiteral) comparison.getOperands().get(1)).getValueAs(Comparable.class);
        if (value == null) {
          return null;
        }
        // A AND B is A without what is not B.
        SqlKind kind = and ? comparison.getKind().negateNullSafe() : comparison.getKind();
        for (Range range : ranges(kind, value)) {
          if (and) {
            set.remove(range);
          } else {
            set.add(range);
          }
        }
      }
      if (set.isEmpty() || set.encloses(Range.all())) {
        return null;
      }
      Sarg sarg = Sarg.of(RexUnknownAs.UNKNOWN, ImmutableRangeSet.copyOf(set));
      return rex.makeCall(
          SqlStdOperatorTable.SEARCH,
          column,
          rex.makeSearchArgumentLiteral(sarg, column.getType()));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static List<Range> ranges(SqlKind kind, Comparable value) {
      return switch (kind) {
        case EQUALS -> List.of(Range.singleton(value));
        case NOT_EQUALS -> List.of(Range.lessThan(value), Range.greaterThan(value));
        case LESS_THAN -> List.of(Range.lessThan(value));
        case LESS_THAN_OR_EQUAL -> List.of(Range.atMost(value));
        case GREATER_THAN -> List.of(Range.greaterThan(value));
        case GREATER_THAN_OR_EQUAL -> List.of(Range.atLeast(value));
        default -> throw new IllegalArgumentException(kind.name());
      };
    }
  }
}
