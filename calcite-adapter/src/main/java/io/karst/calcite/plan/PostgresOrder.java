package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.SearchRanges;
import io.karst.calcite.type.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Gives comparisons and sorts of UUIDs the order of their bytes, which is also that of keys:
 * generated code compares them with a sign; and sorts of jsonb, rows and arrays theirs. Opens
 * ranges of doubles and of jsonb up for {@link ValueComparisons}. Runs after pushdown, which
 * recognises plain comparisons only.
 */
final class PostgresOrder extends RelHomogeneousShuttle {
  private final Comparisons comparisons;

  PostgresOrder(RexBuilder rex) {
    this.comparisons = new Comparisons(rex);
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    if (node instanceof Sort sort) {
      return sorted(sort);
    }
    return node instanceof Filter filter ? filtered(filter) : node.accept(comparisons);
  }

  /** A list of values that becomes an AND may stand inside of another one. */
  private RelNode filtered(Filter filter) {
    RexNode condition = filter.getCondition().accept(comparisons);
    return condition.equals(filter.getCondition())
        ? filter
        : filter.copy(
            filter.getTraitSet(),
            filter.getInput(),
            RexUtil.flatten(filter.getCluster().getRexBuilder(), condition));
  }

  /**
   * Sorts by the bytes of UUIDs, in columns of their own; and by doubles without the sign of zero
   * where it would hide the next key.
   */
  private static RelNode sorted(Sort sort) {
    RelNode input = sort.getInput();
    RexBuilder rex = sort.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    List<RelFieldCollation> keys = new ArrayList<>();
    int width = input.getRowType().getFieldCount();
    for (int i = 0; i < width; i++) {
      columns.add(RexInputRef.of(i, input.getRowType()));
    }
    int last = sort.getCollation().getFieldCollations().size() - 1;
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      RexNode column = columns.get(key.getFieldIndex());
      if (EqualityKeys.isSortedByKey(column.getType())) {
        keys.add(key.withFieldIndex(columns.size()));
        columns.add(EqualityKeys.sortKey(rex, column));
      } else if (EqualityKeys.isFloat(column.getType()) && keys.size() < last) {
        keys.add(key.withFieldIndex(columns.size()));
        columns.add(EqualityKeys.of(rex, column));
      } else {
        keys.add(key);
      }
    }
    if (columns.size() == width) {
      return sort;
    }
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = width; i < columns.size(); i++) {
      names.add("$order" + i);
    }
    RelNode widened = LogicalProject.create(input, List.of(), columns, names, Set.of());
    RelNode ordered = LogicalSort.create(widened, RelCollations.of(keys), sort.offset, sort.fetch);
    return LogicalProject.create(
        ordered,
        List.of(),
        columns.subList(0, width),
        input.getRowType().getFieldNames(),
        Set.of());
  }

  /** Replaces comparisons of expressions. */
  private static final class Comparisons extends RexShuttle {
    private final RexBuilder rex;

    Comparisons(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a shuttle gives back the very call it did not change
    public RexNode visitCall(RexCall call) {
      if (call.getKind() == SqlKind.SEARCH && isAffected(call.getOperands().get(0))) {
        return SearchRanges.of(rex, call).accept(this);
      }
      RexNode visited = super.visitCall(call);
      // Ranges of SEARCH become AND and OR below the AND and OR around them.
      RexNode flat = visited == call ? visited : RexUtil.flatten(rex, visited);
      return flat instanceof RexCall inner && inner.getOperands().size() == 2
          ? replaced(inner)
          : flat;
    }

    private static boolean isAffected(RexNode operand) {
      return SqlTypeUtil.isApproximateNumeric(operand.getType())
          || isUuid(operand)
          || JsonTypes.isJsonb(operand.getType());
    }

    private static boolean isUuid(RexNode operand) {
      return operand.getType().getSqlTypeName() == SqlTypeName.UUID;
    }

    private RexNode replaced(RexCall call) {
      RexNode left = call.getOperands().get(0);
      RexNode right = call.getOperands().get(1);
      if (!isUuid(left) || !isUuid(right)) {
        return call;
      }
      return switch (call.getKind()) {
        case LESS_THAN -> compare("compare_less", left, right);
        case GREATER_THAN -> compare("compare_less", right, left);
        case LESS_THAN_OR_EQUAL -> compare("compare_not_above", left, right);
        case GREATER_THAN_OR_EQUAL -> compare("compare_not_above", right, left);
        default -> call;
      };
    }

    private RexNode compare(String function, RexNode left, RexNode right) {
      return rex.makeCall(
          KarstOperatorTable.function(function, "uuid", "uuid"), List.of(left, right));
    }
  }
}
