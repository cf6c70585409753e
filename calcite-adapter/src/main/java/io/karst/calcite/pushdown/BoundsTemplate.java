package io.karst.calcite.pushdown;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.exec.BoundsProgram;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexNode;

/**
 * Key bounds at planning time: values are literals, parameters or expressions of these.
 *
 * @param equal for each leading path column the values it may have
 * @param range alternatives for the next path column; empty = not bounded
 * @param types of the bounded path columns
 */
public record BoundsTemplate(List<List<Value>> equal, List<Range> range, List<ColumnType> types) {

  /** The whole path. */
  public static final BoundsTemplate ALL = new BoundsTemplate(List.of(), List.of(), List.of());

  /** A value of a column: an expression, or NULL as in IS NULL. */
  public sealed interface Value {}

  /** An expression over literals and parameters. */
  public record Expression(RexNode node) implements Value {
    @Override
    public String toString() {
      return node.toString();
    }
  }

  /** IS NULL. */
  public record Null() implements Value {
    @Override
    public String toString() {
      return "NULL";
    }
  }

  /** One end of a range. */
  public record End(RexNode node, boolean inclusive) {}

  /** Above all lower ends, below all upper ends. */
  public record Range(List<End> lower, List<End> upper) {
    public Range {
      lower = List.copyOf(lower);
      upper = List.copyOf(upper);
    }
  }

  /** Whether nothing is bounded. */
  public boolean isAll() {
    return types.isEmpty();
  }

  /** Whether one key at most can be asked for. */
  public boolean isSingle() {
    for (List<Value> values : equal) {
      if (values.size() != 1) {
        return false;
      }
    }
    return range.size() <= 1;
  }

  /** The same bounds ready to run; {@code compile} turns expressions into values. */
  public BoundsProgram compile(Function<RexNode, BoundValue> compile) {
    List<List<BoundValue>> equals = new ArrayList<>();
    for (List<Value> values : equal) {
      List<BoundValue> alternatives = new ArrayList<>();
      for (Value value : values) {
        alternatives.add(
            value instanceof Expression expression
                ? compile.apply(expression.node())
                : BoundsProgram.IS_NULL);
      }
      equals.add(alternatives);
    }
    List<BoundsProgram.Range> ranges = new ArrayList<>();
    for (Range alternative : range) {
      ranges.add(
          new BoundsProgram.Range(
              ends(alternative.lower(), compile), ends(alternative.upper(), compile)));
    }
    return new BoundsProgram(equals, ranges, types);
  }

  private static List<BoundsProgram.End> ends(
      List<End> ends, Function<RexNode, BoundValue> compile) {
    List<BoundsProgram.End> result = new ArrayList<>();
    for (End end : ends) {
      result.add(new BoundsProgram.End(compile.apply(end.node()), end.inclusive()));
    }
    return result;
  }
}
