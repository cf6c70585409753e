package io.karst.calcite.pushdown;

import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Translates the conjuncts of a filter over a table into an access path with key bounds and what is
 * left to evaluate. The path is the one with the fewest estimated steps; reading everything is one
 * of the candidates.
 */
public final class PredicateTranslator {
  /** Steps one index entry costs against a row read in key order. */
  private static final double INDEX_STEP = 4;

  private static final int MAX_KEYS = 10_000;
  private static final double SMALLEST_TABLE = 1000;
  private static final double UNKNOWN_DISTINCT = 100;

  private final TableShape shape;
  private final double rows;
  private final IntToDoubleFunction distinct;
  private final Conditions conditions;

  /**
   * Creates a translator for one scan.
   *
   * @param rows estimated rows of the table
   * @param distinct estimated different values by position in the shape, -1 if unknown
   * @param positionOfField from fields the conjuncts refer to, to columns of the shape
   */
  public PredicateTranslator(
      RexBuilder rex,
      TableShape shape,
      double rows,
      IntToDoubleFunction distinct,
      IntUnaryOperator positionOfField) {
    this.shape = shape;
    this.rows = Math.max(rows, SMALLEST_TABLE);
    double scale = rows <= 0 ? 1 : Math.max(1, SMALLEST_TABLE / rows);
    this.distinct = column -> distinct.applyAsDouble(column) * scale;
    this.conditions =
        new Conditions(
            rex, positionOfField, shape.columns().stream().map(TableColumn::type).toList());
  }

  /** The best way to read rows that satisfy all conjuncts. */
  public PushdownResult translate(List<RexNode> conjuncts) {
    List<Condition> known = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      Condition condition = conditions.of(conjunct);
      if (condition != null) {
        known.add(condition);
      }
    }
    Candidate best = null;
    for (int path = 0; path < shape.paths().size(); path++) {
      Candidate candidate = candidate(path, known);
      if (candidate != null && (best == null || candidate.cost < best.cost)) {
        best = candidate;
      }
    }
    if (best == null || best.cost >= rows) {
      return new PushdownResult(0, BoundsTemplate.ALL, List.of(), conjuncts, 1);
    }
    return best.result(conjuncts);
  }

  private @Nullable Candidate candidate(int path, List<Condition> known) {
    AccessPath along = shape.paths().get(path);
    Candidate candidate = new Candidate(path);
    int keys = 1;
    for (int column : along.columns()) {
      Condition equal = bestEqual(column, known);
      if (equal == null || (long) keys * equal.equal().size() > MAX_KEYS) {
        candidate.addRange(column, known);
        break;
      }
      keys *= equal.equal().size();
      candidate.addEqual(column, equal);
    }
    if (candidate.types.isEmpty()) {
      return null;
    }
    candidate.finish(along, keys);
    return candidate;
  }

  private static @Nullable Condition bestEqual(int column, List<Condition> known) {
    Condition best = null;
    for (Condition condition : known) {
      if (condition.column() == column
          && !condition.equal().isEmpty()
          && (best == null || condition.equal().size() < best.equal().size())) {
        best = condition;
      }
    }
    return best;
  }

  /** Bounds on one path while they are put together. */
  private final class Candidate {
    private final int path;
    private final List<List<BoundsTemplate.Value>> equal = new ArrayList<>();
    private final List<ColumnType> types = new ArrayList<>();
    private final List<Condition> used = new ArrayList<>();
    private List<BoundsTemplate.Range> range = List.of();
    private double selectivity = 1;
    private double cost;

    Candidate(int path) {
      this.path = path;
    }

    void addEqual(int column, Condition condition) {
      equal.add(condition.equal());
      types.add(shape.columns().get(column).type());
      used.add(condition);
      double values = distinct.applyAsDouble(column);
      double known = values <= 0 ? UNKNOWN_DISTINCT : values;
      selectivity *= Math.min(1, condition.equal().size() / known);
    }

    void addRange(int column, List<Condition> known) {
      List<BoundsTemplate.End> lower = new ArrayList<>();
      List<BoundsTemplate.End> upper = new ArrayList<>();
      for (Condition condition : known) {
        if (condition.column() == column && condition.ranges().size() == 1) {
          lower.addAll(condition.ranges().get(0).lower());
          upper.addAll(condition.ranges().get(0).upper());
          used.add(condition);
        }
      }
      if (lower.isEmpty() && upper.isEmpty()) {
        addAlternatives(column, known);
        return;
      }
      types.add(shape.columns().get(column).type());
      range = List.of(new BoundsTemplate.Range(lower, upper));
      selectivity *= lower.isEmpty() || upper.isEmpty() ? 0.2 : 0.1;
    }

    private void addAlternatives(int column, List<Condition> known) {
      for (Condition condition : known) {
        if (condition.column() == column && condition.ranges().size() > 1) {
          types.add(shape.columns().get(column).type());
          range = condition.ranges();
          used.add(condition);
          selectivity *= Math.min(0.5, 0.1 * range.size());
          return;
        }
      }
    }

    void finish(AccessPath along, int keys) {
      boolean single = along.unique() && equal.size() == along.columns().size();
      if (single) {
        selectivity = Math.min(selectivity, keys / rows);
      }
      double step = along.kind() == AccessPath.Kind.INDEX ? INDEX_STEP : 1;
      double found = single ? keys : Math.max(1, rows * selectivity);
      cost = found * step + keys;
      if (single) {
        cost = Math.min(cost, rows / 2);
      }
    }

    PushdownResult result(List<RexNode> conjuncts) {
      Set<RexNode> done = new HashSet<>();
      List<RexNode> pushed = new ArrayList<>();
      for (Condition condition : used) {
        pushed.add(condition.source());
        if (condition.exact()) {
          done.add(condition.source());
        }
      }
      List<RexNode> residual = new ArrayList<>();
      for (RexNode conjunct : conjuncts) {
        if (!done.contains(conjunct)) {
          residual.add(conjunct);
        }
      }
      return new PushdownResult(
          path, new BoundsTemplate(equal, range, types), pushed, residual, selectivity);
    }
  }
}
