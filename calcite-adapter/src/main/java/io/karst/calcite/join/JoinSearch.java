package io.karst.calcite.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds an order of joins: the cheapest of all, bushy ones included, as long as they are not too
 * many. The limit is a number of pairs, so that a statement has one plan on any machine.
 *
 * <p>All of them: DPccp, Moerkotte and Neumann, "Analysis of Two Existing and One New Dynamic
 * Programming Algorithm for the Generation of Optimal Bushy Join Trees without Cross Products"
 * (VLDB 2006). Otherwise: the smallest result first, Fegaras, "A New Heuristic for Optimizing Large
 * Queries" (DEXA 1998).
 */
final class JoinSearch {
  /** Pairs of sets until all orders are too many; a few milliseconds. */
  static final int MOST_PAIRS = 50_000;

  private final JoinGraph graph;
  private final JoinCosts costs;
  private final long[] neighbours;
  private final Map<Long, JoinPlan> best = new HashMap<>();
  private int pairs;

  private JoinSearch(JoinGraph graph, JoinCosts costs, boolean derived) {
    this.graph = graph;
    this.costs = costs;
    this.neighbours = graph.neighbours(derived);
  }

  /** The best order found, or null if there is none. */
  static @Nullable JoinPlan best(JoinGraph graph, JoinCosts costs) {
    JoinPlan plan = new JoinSearch(graph, costs, true).ofAll();
    if (plan == null) {
      plan = new JoinSearch(graph, costs, false).ofAll();
    }
    return plan == null ? new JoinSearch(graph, costs, true).smallestFirst() : plan;
  }

  private @Nullable JoinPlan ofAll() {
    int count = graph.count();
    for (int i = 0; i < count; i++) {
      best.put(1L << i, costs.input(i));
    }
    for (int i = count - 1; i >= 0 && pairs <= MOST_PAIRS; i--) {
      long first = 1L << i;
      complements(first);
      grow(first, upTo(i));
    }
    return pairs > MOST_PAIRS ? null : best.get((count == 64 ? 0 : 1L << count) - 1);
  }

  /** Connected sets that contain one, without those left out. */
  private void grow(long set, long leftOut) {
    long next = neighbours(set) & ~leftOut;
    for (long some = next & -next; some != 0 && pairs <= MOST_PAIRS; some = (some - next) & next) {
      complements(set | some);
    }
    for (long some = next & -next; some != 0 && pairs <= MOST_PAIRS; some = (some - next) & next) {
      grow(set | some, leftOut | next);
    }
  }

  /** Connected sets that a set is joined with. */
  private void complements(long set) {
    pairs++;
    long leftOut = set | upTo(Long.numberOfTrailingZeros(set));
    long next = neighbours(set) & ~leftOut;
    for (long rest = next; rest != 0 && pairs <= MOST_PAIRS; ) {
      int i = 63 - Long.numberOfLeadingZeros(rest);
      long other = 1L << i;
      rest &= ~other;
      pair(set, other);
      growOther(set, other, leftOut | (upTo(i) & next));
    }
  }

  private void growOther(long set, long other, long leftOut) {
    long next = neighbours(other) & ~leftOut;
    for (long some = next & -next; some != 0 && pairs <= MOST_PAIRS; some = (some - next) & next) {
      pair(set, other | some);
    }
    for (long some = next & -next; some != 0 && pairs <= MOST_PAIRS; some = (some - next) & next) {
      growOther(set, other | some, leftOut | next);
    }
  }

  private void pair(long one, long other) {
    pairs++;
    JoinPlan left = best.get(one);
    JoinPlan right = best.get(other);
    if (left == null || right == null) {
      return; // what is joined alone has no plan without the inputs it needs
    }
    JoinPlan known = best.get(one | other);
    double rows = known == null ? graph.rows(one | other) : known.rows();
    keep(costs.join(left, right, rows));
    keep(costs.join(right, left, rows));
  }

  private void keep(@Nullable JoinPlan plan) {
    if (plan != null) {
      JoinPlan known = best.get(plan.inputs());
      if (known == null || plan.cost() < known.cost()) {
        best.put(plan.inputs(), plan);
      }
    }
  }

  private long neighbours(long set) {
    long result = 0;
    for (long rest = set; rest != 0; rest &= rest - 1) {
      result |= neighbours[Long.numberOfTrailingZeros(rest)];
    }
    return result & ~set;
  }

  private static long upTo(int input) {
    return (2L << input) - 1;
  }

  private @Nullable JoinPlan smallestFirst() {
    List<JoinPlan> parts = new ArrayList<>();
    for (int i = 0; i < graph.count(); i++) {
      parts.add(costs.input(i));
    }
    while (parts.size() > 1) {
      JoinPlan smallest = null;
      for (int i = 0; i < parts.size(); i++) {
        for (int j = i + 1; j < parts.size(); j++) {
          smallest = smaller(smallest, parts.get(i), parts.get(j));
        }
      }
      if (smallest == null) {
        return null;
      }
      parts.remove(smallest.left());
      parts.remove(smallest.right());
      parts.add(smallest);
    }
    return parts.get(0);
  }

  private @Nullable JoinPlan smaller(@Nullable JoinPlan found, JoinPlan one, JoinPlan other) {
    if ((neighbours(one.inputs()) & other.inputs()) == 0) {
      return found;
    }
    double rows = graph.rows(one.inputs() | other.inputs());
    JoinPlan plan = cheaper(costs.join(one, other, rows), costs.join(other, one, rows));
    if (plan == null || found == null) {
      return plan == null ? found : plan;
    }
    return rows < found.rows() || (rows == found.rows() && plan.cost() < found.cost())
        ? plan
        : found;
  }

  private static @Nullable JoinPlan cheaper(@Nullable JoinPlan one, @Nullable JoinPlan other) {
    return other == null || (one != null && one.cost() <= other.cost()) ? one : other;
  }
}
