package io.karst.calcite.join;

import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.rule.LookupCost;
import io.karst.storage.scan.AccessPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** Joins two sets of inputs: how, and what that costs in steps. */
final class JoinCosts {
  /** A row that is put into a hash table. */
  private static final double BUILD = 1.5;

  /** A row that is looked up there. */
  private static final double PROBE = 0.5;

  /** A pair of rows that a loop compares. */
  private static final double COMPARE = 0.3;

  /** A row that comes out. */
  private static final double RESULT = 0.5;

  private final JoinGraph graph;
  private final List<List<Lookup>> lookups = new ArrayList<>();

  /** Inputs that are compared for equality with one, as bits. */
  private final long[] equal;

  /** A path of a table: the block's columns that it is along, and the rows that keys find. */
  private record Lookup(int[] columns, double tableRows, double[] found) {}

  JoinCosts(JoinGraph graph) {
    this.graph = graph;
    this.equal = new long[graph.count()];
    for (int i = 0; i < graph.count(); i++) {
      JoinInput input = graph.block().inputs().get(i);
      for (int column = 0; column < input.width(); column++) {
        equal[i] |= graph.partners(input.first() + column);
      }
      lookups.add(lookups(input));
    }
  }

  private static List<Lookup> lookups(JoinInput input) {
    KarstScan scan = ScanInput.scan(input.rel());
    List<Lookup> result = new ArrayList<>();
    if (scan == null || !LookupCost.mayBe(scan)) {
      return result;
    }
    for (AccessPath path : scan.shape().paths()) {
      int[] columns = new int[path.columns().size()];
      double[] found = new double[columns.length];
      double distinct = 0;
      for (int i = 0; i < columns.length; i++) {
        int field = ScanInput.field(scan, path.columns().get(i));
        columns[i] = field < 0 ? -1 : input.first() + field;
        distinct = Math.max(distinct, LookupCost.distinct(scan, path.columns().get(i)));
        boolean one = path.unique() && i == columns.length - 1;
        found[i] = one ? 0 : LookupCost.matches(scan, distinct);
      }
      result.add(new Lookup(columns, ScanInput.tableRows(scan), found));
    }
    return result;
  }

  /** One input. */
  JoinPlan input(int number) {
    JoinInput input = graph.block().inputs().get(number);
    double rows = graph.inputRows(number);
    KarstScan scan = ScanInput.scan(input.rel());
    double read = scan == null ? rows : LookupCost.scan(scan);
    return new JoinPlan(1L << number, rows, read, null, null, false);
  }

  /** The joins as they were written, or null if they can't be joined so. */
  @Nullable JoinPlan of(JoinShape shape) {
    if (shape.left() == null || shape.right() == null) {
      return input(shape.input());
    }
    JoinPlan left = of(shape.left());
    JoinPlan right = of(shape.right());
    return left == null || right == null
        ? null
        : join(left, right, graph.rows(left.inputs() | right.inputs()), shape.mirrored());
  }

  /** The cheapest join with these sides, or null if they can't be joined so. */
  @Nullable JoinPlan join(JoinPlan left, JoinPlan right, double rows) {
    JoinPlan plan = join(left, right, rows, false);
    if (plan == null || !isAlone(right) || graph.type(right.input()) != JoinRelType.LEFT) {
      return plan;
    }
    JoinPlan mirrored = join(left, right, rows, true);
    return mirrored == null || mirrored.cost() >= plan.cost() ? plan : mirrored;
  }

  private @Nullable JoinPlan join(JoinPlan left, JoinPlan right, double rows, boolean mirrored) {
    if (isAlone(left) || (isAlone(right) && (graph.needed(right.input()) & ~left.inputs()) != 0)) {
      return null;
    }
    long both = left.inputs() | right.inputs();
    double cost = left.cost() + rows * RESULT;
    double looked = right.isInput() && !mirrored ? lookup(left, right.input()) : -1;
    if (looked >= 0) {
      cost += looked;
    } else if (areCompared(left, right)) {
      cost += right.cost() + hash(mirrored ? right : left, mirrored ? left : right);
    } else {
      cost += right.cost() + left.rows() * right.rows() * COMPARE;
    }
    return new JoinPlan(both, rows, cost, left, right, mirrored);
  }

  private static double hash(JoinPlan streamed, JoinPlan kept) {
    return streamed.rows() * PROBE + kept.rows() * BUILD;
  }

  private boolean isAlone(JoinPlan plan) {
    return plan.isInput() && !graph.isInner(plan.input());
  }

  private boolean areCompared(JoinPlan left, JoinPlan right) {
    return Long.bitCount(left.inputs()) < Long.bitCount(right.inputs())
        ? areCompared(left.inputs(), right.inputs())
        : areCompared(right.inputs(), left.inputs());
  }

  private boolean areCompared(long fewer, long others) {
    for (long rest = fewer; rest != 0; rest &= rest - 1) {
      if ((equal[Long.numberOfTrailingZeros(rest)] & others) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Steps of looking the rows of an input up for each row of the left side, or -1. */
  private double lookup(JoinPlan left, int right) {
    double best = -1;
    for (Lookup lookup : lookups.get(right)) {
      int given = 0;
      while (given < lookup.columns().length
          && lookup.columns()[given] >= 0
          && (graph.partners(lookup.columns()[given]) & left.inputs()) != 0) {
        given++;
      }
      if (given > 0) {
        double steps = LookupCost.steps(left.rows(), lookup.found()[given - 1]);
        if (LookupCost.pays(left.rows(), steps, lookup.tableRows()) && (best < 0 || steps < best)) {
          best = steps;
        }
      }
    }
    return best;
  }
}
