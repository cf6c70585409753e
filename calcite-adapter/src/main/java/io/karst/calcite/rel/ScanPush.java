package io.karst.calcite.rel;

import io.karst.calcite.pushdown.BoundsTemplate;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What a scan was told to do itself.
 *
 * @param path index of the access path
 * @param bounds key bounds on it
 * @param pushed conditions the bounds stand for, as text
 * @param residual conditions evaluated right above the scan, as text
 * @param selectivity estimated part of the rows that the bounds leave
 * @param reverse walk against the path's order
 * @param limit most rows, or null
 */
public record ScanPush(
    int path,
    BoundsTemplate bounds,
    List<String> pushed,
    List<String> residual,
    double selectivity,
    boolean reverse,
    @Nullable RexNode limit) {

  /** Everything in row-key order. */
  public static final ScanPush NONE =
      new ScanPush(0, BoundsTemplate.ALL, List.of(), List.of(), 1, false, null);

  public ScanPush {
    pushed = List.copyOf(pushed);
    residual = List.copyOf(residual);
  }

  ScanPush withOrder(int newPath, boolean newReverse) {
    return new ScanPush(newPath, bounds, pushed, residual, selectivity, newReverse, limit);
  }

  /** With another direction. */
  public ScanPush withReverse(boolean newReverse) {
    return withOrder(path, newReverse);
  }

  /** Along another path; only for scans without bounds. */
  public ScanPush withPath(int newPath, boolean newReverse) {
    return withOrder(newPath, newReverse);
  }

  /** With a limit. */
  public ScanPush withLimit(RexNode newLimit) {
    return new ScanPush(path, bounds, pushed, residual, selectivity, reverse, newLimit);
  }

  double limitRows() {
    return limit instanceof RexLiteral literal && literal.getValueAs(Long.class) != null
        ? literal.getValueAs(Long.class)
        : Double.MAX_VALUE;
  }

  String digest() {
    return path + " " + bounds + " " + residual + " " + reverse + " " + limit;
  }

  String describeBounds(TableShape shape) {
    AccessPath along = shape.paths().get(path);
    List<String> parts = new ArrayList<>();
    int column = 0;
    for (List<BoundsTemplate.Value> values : bounds.equal()) {
      String name = shape.columns().get(along.columns().get(column++)).name();
      List<String> texts = new ArrayList<>();
      for (BoundsTemplate.Value value : values) {
        texts.add(
            value instanceof BoundsTemplate.Expression expression
                ? RexText.of(expression.node(), List.of())
                : "NULL");
      }
      if (texts.size() == 1) {
        parts.add(name + " = " + texts.get(0));
      } else {
        parts.add(name + " IN (" + String.join(", ", texts) + ")");
      }
    }
    if (!bounds.range().isEmpty()) {
      String name = shape.columns().get(along.columns().get(column)).name();
      List<String> alternatives = new ArrayList<>();
      for (BoundsTemplate.Range range : bounds.range()) {
        alternatives.add(describe(name, range));
      }
      parts.add(String.join(" OR ", alternatives));
    }
    return String.join(", ", parts);
  }

  private static String describe(String name, BoundsTemplate.Range range) {
    List<String> parts = new ArrayList<>();
    for (BoundsTemplate.End end : range.lower()) {
      parts.add(name + (end.inclusive() ? " >= " : " > ") + RexText.of(end.node(), List.of()));
    }
    for (BoundsTemplate.End end : range.upper()) {
      parts.add(name + (end.inclusive() ? " <= " : " < ") + RexText.of(end.node(), List.of()));
    }
    return String.join(" AND ", parts);
  }
}
