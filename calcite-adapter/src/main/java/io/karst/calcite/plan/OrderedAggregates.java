package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/**
 * Hides the order of aggregates from decorrelation, which moves the columns below an aggregate and
 * its arguments along, but forgets the columns it is ordered by: they become arguments.
 */
final class OrderedAggregates {
  private OrderedAggregates() {}

  /** The tree with orders as arguments. */
  static RelNode hidden(RelNode rel) {
    return changed(rel, OrderedAggregates::hidden);
  }

  /** The tree with arguments as orders again. */
  static RelNode shown(RelNode rel) {
    return changed(rel, OrderedAggregates::shown);
  }

  private interface Change {
    AggregateCall of(AggregateCall call);
  }

  private static RelNode changed(RelNode rel, Change change) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = super.visitChildren(other);
            if (!(node instanceof Aggregate aggregate)) {
              return node;
            }
            List<AggregateCall> calls = new ArrayList<>();
            for (AggregateCall call : aggregate.getAggCallList()) {
              calls.add(change.of(call));
            }
            return calls.equals(aggregate.getAggCallList())
                ? node
                : aggregate.copy(
                    aggregate.getTraitSet(),
                    aggregate.getInput(),
                    aggregate.getGroupSet(),
                    aggregate.getGroupSets(),
                    calls);
          }
        });
  }

  private static AggregateCall hidden(AggregateCall call) {
    List<RelFieldCollation> order = call.getCollation().getFieldCollations();
    if (order.isEmpty()) {
      return call;
    }
    List<Integer> arguments = new ArrayList<>(call.getArgList());
    order.forEach(field -> arguments.add(field.getFieldIndex()));
    return create(call, new Ordered(call, order), arguments, List.of());
  }

  private static AggregateCall shown(AggregateCall call) {
    if (!(call.getAggregation() instanceof Ordered ordered)) {
      return call;
    }
    int count = call.getArgList().size() - ordered.order.size();
    List<RelFieldCollation> order = new ArrayList<>();
    for (int i = 0; i < ordered.order.size(); i++) {
      order.add(ordered.order.get(i).withFieldIndex(call.getArgList().get(count + i)));
    }
    return create(call, ordered.function, call.getArgList().subList(0, count), order);
  }

  private static AggregateCall create(
      AggregateCall like,
      SqlAggFunction function,
      List<Integer> arguments,
      List<RelFieldCollation> order) {
    return AggregateCall.create(
        like.getParserPosition(),
        function,
        like.isDistinct(),
        like.isApproximate(),
        like.ignoreNulls(),
        like.rexList,
        arguments,
        like.filterArg,
        like.distinctKeys,
        RelCollations.of(order),
        like.getType(),
        like.getName());
  }

  /** A function whose last arguments are what it is ordered by. */
  private static final class Ordered extends SqlAggFunction {
    private final SqlAggFunction function;
    private final List<RelFieldCollation> order;

    Ordered(AggregateCall call, List<RelFieldCollation> order) {
      super(
          "$ORDERED " + call.getAggregation().getName() + " " + directions(order),
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(call.getType()),
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.SYSTEM,
          false,
          false,
          Optionality.FORBIDDEN);
      this.function = call.getAggregation();
      this.order = order;
    }

    /** Operators are the same if their names are. */
    private static String directions(List<RelFieldCollation> order) {
      StringBuilder out = new StringBuilder();
      for (RelFieldCollation field : order) {
        out.append(field.direction.shortString).append(field.nullDirection).append(' ');
      }
      return out.toString();
    }
  }
}
