package io.karst.calcite.exec;

import io.karst.storage.scan.KeyBounds;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key bounds whose values are resolved when an execution starts. Values that do not fit the
 * column's type exactly shrink or empty the range; nothing is ever rounded into it.
 *
 * @param equal for each leading path column the values it may have; a row must match one of each
 * @param range ranges of the next path column, alternatives; empty = not bounded
 * @param types of the path columns that are bounded
 */
public record BoundsProgram(
    List<List<BoundValue>> equal, List<Range> range, List<ColumnType> types) {

  /** No bounds. */
  public static final BoundsProgram ALL = new BoundsProgram(List.of(), List.of(), List.of());

  /** Marks IS NULL among equal values. */
  public static final BoundValue IS_NULL = new BoundValue.Constant(IsNull.INSTANCE);

  private enum IsNull {
    INSTANCE
  }

  /** One end of a range. */
  public record End(BoundValue value, boolean inclusive) {}

  /**
   * A range: above all lower ends and below all upper ends.
   *
   * @param lower the highest of these counts
   * @param upper the lowest of these counts
   */
  public record Range(List<End> lower, List<End> upper) {}

  /** The bounds of one execution, without duplicates; empty if no row can match. */
  public List<KeyBounds> resolve(BoundInputs inputs) {
    if (types.isEmpty()) {
      return List.of(KeyBounds.ALL);
    }
    if (isPoint()) {
      @Nullable Object[] key = point(inputs);
      return key == null ? List.of() : List.of(KeyBounds.equalTo(key));
    }
    List<@Nullable Object[]> prefixes = new ArrayList<>();
    prefixes.add(new Object[0]);
    for (int i = 0; i < equal.size(); i++) {
      List<@Nullable Object> values = values(inputs, i);
      List<@Nullable Object[]> longer = new ArrayList<>(prefixes.size() * values.size());
      for (@Nullable Object[] prefix : prefixes) {
        for (Object value : values) {
          @Nullable Object[] next = java.util.Arrays.copyOf(prefix, i + 1);
          next[i] = value;
          longer.add(next);
        }
      }
      prefixes = longer;
    }
    List<KeyBounds> result = new ArrayList<>();
    for (@Nullable Object[] prefix : prefixes) {
      if (range.isEmpty()) {
        result.add(KeyBounds.equalTo(prefix));
      } else {
        for (Range alternative : range) {
          addRange(inputs, prefix, alternative, result);
        }
      }
    }
    return result;
  }

  /** Whether one value of each bounded column is asked for. */
  private boolean isPoint() {
    if (!range.isEmpty()) {
      return false;
    }
    for (int i = 0; i < equal.size(); i++) {
      if (equal.get(i).size() != 1) {
        return false;
      }
    }
    return true;
  }

  /** The one combination of values, or null if no row can have it. */
  private @Nullable Object @Nullable [] point(BoundInputs inputs) {
    @Nullable Object[] key = new @Nullable Object[equal.size()];
    for (int i = 0; i < key.length; i++) {
      Object value = equal.get(i).get(0).evaluate(inputs);
      if (value == IsNull.INSTANCE) {
        continue;
      }
      if (value == null) {
        return null;
      }
      KeyValue placed = KeyValue.of(types.get(i), value, inputs.canonical());
      if (!placed.exact()) {
        return null;
      }
      key[i] = placed.value();
    }
    return key;
  }

  private List<@Nullable Object> values(BoundInputs inputs, int column) {
    ColumnType type = types.get(column);
    List<@Nullable Object> values = new ArrayList<>();
    for (BoundValue source : equal.get(column)) {
      Object value = source.evaluate(inputs);
      if (value == IsNull.INSTANCE) {
        addDistinct(type, values, null);
      } else if (value != null) {
        KeyValue key = KeyValue.of(type, value, inputs.canonical());
        if (key.exact()) {
          addDistinct(type, values, key.value());
        }
      }
    }
    return values;
  }

  private static void addDistinct(
      ColumnType type, List<@Nullable Object> values, @Nullable Object value) {
    for (Object known : values) {
      if (Values.same(type.kind(), known, value)) {
        return;
      }
    }
    values.add(value);
  }

  private void addRange(
      BoundInputs inputs, @Nullable Object[] prefix, Range alternative, List<KeyBounds> result) {
    ColumnType type = types.get(equal.size());
    Limit lower = Limit.NONE;
    for (End end : alternative.lower()) {
      Object value = end.value().evaluate(inputs);
      if (value == null) {
        return;
      }
      lower =
          lower.higher(type, KeyValue.of(type, value, inputs.canonical()).asLower(end.inclusive()));
    }
    Limit upper = Limit.NONE;
    for (End end : alternative.upper()) {
      Object value = end.value().evaluate(inputs);
      if (value == null) {
        return;
      }
      upper =
          upper.lower(type, KeyValue.of(type, value, inputs.canonical()).asUpper(end.inclusive()));
    }
    if (lower.isEmptyRange() || upper.isEmptyRange() || crossed(type, lower, upper)) {
      return;
    }
    if (lower.value() == null && upper.value() == null) {
      // Both ends lie outside the type: every value matches, and NULLs do not.
      lower = Limit.lowest(type);
    }
    result.add(
        new KeyBounds(prefix, lower.value(), lower.inclusive(), upper.value(), upper.inclusive()));
  }

  private static boolean crossed(ColumnType type, Limit lower, Limit upper) {
    Object low = lower.value();
    Object high = upper.value();
    if (low == null || high == null) {
      return false;
    }
    int order = Values.compare(type.kind(), low, high);
    return order > 0 || (order == 0 && !(lower.inclusive() && upper.inclusive()));
  }
}
