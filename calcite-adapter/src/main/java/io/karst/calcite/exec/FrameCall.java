package io.karst.calcite.exec;

import io.karst.calcite.function.Accumulator;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * A window function over frames.
 *
 * @param arguments columns of the input, or constants
 * @param computation how it is computed
 */
public record FrameCall(Frame frame, List<Argument> arguments, Computation computation) {

  /**
   * An argument.
   *
   * @param column of the input; -1 = the constant
   */
  public record Argument(int column, @Nullable Object constant) {
    @Nullable Object of(@Nullable Object[] row) {
      return column < 0 ? constant : row[column];
    }
  }

  /** How a function is computed. */
  public sealed interface Computation {}

  /**
   * By a tree of parts.
   *
   * @param empty the result without values
   */
  public record Folded(FrameFold fold, @Nullable Object empty) implements Computation {}

  /**
   * Row by row, from the first of each frame on.
   *
   * @param strict whether rows with a NULL argument are left out
   * @param empty the result instead of NULL
   */
  public record Accumulated(Supplier<Accumulator> states, boolean strict, @Nullable Object empty)
      implements Computation {}

  /** A row of the frame: the first, the last or that of a number. */
  public record Placed(Place place, boolean ignoreNulls) implements Computation {}

  /** Which row. */
  public enum Place {
    FIRST,
    LAST,
    NTH
  }

  /** The function's value for each row of a partition. */
  @Nullable Object[] compute(DataContext root, List<@Nullable Object[]> rows, FrameRows frames) {
    if (computation instanceof Folded folded) {
      return folded(folded, rows, frames);
    }
    return computation instanceof Accumulated accumulated
        ? accumulated(root, accumulated, rows, frames)
        : placed((Placed) computation, rows, frames);
  }

  private @Nullable Object[] folded(
      Folded folded, List<@Nullable Object[]> rows, FrameRows frames) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      values.add(arguments.isEmpty() ? (Object) true : arguments.get(0).of(row));
    }
    FrameFold.Tree tree = new FrameFold.Tree(folded.fold(), values);
    @Nullable Object[] results = new @Nullable Object[rows.size()];
    for (int i = 0; i < results.length; i++) {
      frames.seek(i);
      Object result = tree.over(frames);
      results[i] = result == null ? folded.empty() : result;
    }
    return results;
  }

  /** Goes on with the last row's state where the frame has only grown at its end. */
  private @Nullable Object[] accumulated(
      DataContext root, Accumulated accumulated, List<@Nullable Object[]> rows, FrameRows frames) {
    @Nullable Object[] results = new @Nullable Object[rows.size()];
    Accumulator state = accumulated.states().get();
    int start = 0;
    int end = 0;
    for (int i = 0; i < results.length; i++) {
      KarstDataContext.checkCancelled(root);
      frames.seek(i);
      boolean grown =
          frames.ranges == 1 && frames.starts[0] == start && frames.ends[0] >= end && i > 0;
      if (!grown) {
        state = accumulated.states().get();
        end = 0;
      }
      for (int range = 0; range < frames.ranges; range++) {
        for (int row = Math.max(end, frames.starts[range]); row < frames.ends[range]; row++) {
          take(state, accumulated.strict(), rows.get(row));
        }
      }
      boolean single = frames.ranges == 1;
      start = single ? frames.starts[0] : -1;
      end = single ? frames.ends[0] : 0;
      Object result = state.result();
      results[i] = result == null ? accumulated.empty() : result;
    }
    return results;
  }

  private void take(Accumulator state, boolean strict, @Nullable Object[] row) {
    @Nullable Object[] values = new @Nullable Object[3];
    for (int i = 0; i < arguments.size(); i++) {
      values[i] = arguments.get(i).of(row);
      if (strict && values[i] == null) {
        return;
      }
    }
    state.take(values[0], values[1], values[2]);
  }

  private @Nullable Object[] placed(
      Placed placed, List<@Nullable Object[]> rows, FrameRows frames) {
    @Nullable Object[] results = new @Nullable Object[rows.size()];
    for (int i = 0; i < results.length; i++) {
      frames.seek(i);
      long wanted = 1;
      if (placed.place() == Place.NTH) {
        Object number = arguments.get(1).of(rows.get(i));
        wanted = number == null ? 0 : ((Number) number).longValue();
        if (number != null && wanted < 1) {
          throw new KarstException(
              ErrorCode.INVALID_NTH_VALUE, "argument of nth_value must be greater than zero");
        }
      }
      results[i] = wanted == 0 ? null : find(placed, wanted, rows, frames);
    }
    return results;
  }

  private @Nullable Object find(
      Placed placed, long wanted, List<@Nullable Object[]> rows, FrameRows frames) {
    boolean backwards = placed.place() == Place.LAST;
    Argument argument = arguments.get(0);
    long left = wanted;
    for (int i = 0; i < frames.ranges; i++) {
      int range = backwards ? frames.ranges - 1 - i : i;
      int start = frames.starts[range];
      int end = frames.ends[range];
      if (!placed.ignoreNulls()) {
        if (left <= end - start) {
          int row = backwards ? end - 1 : start + (int) left - 1;
          return argument.of(rows.get(row));
        }
        left -= end - start;
        continue;
      }
      for (int step = 0; step < end - start; step++) {
        Object value = argument.of(rows.get(backwards ? end - 1 - step : start + step));
        if (value != null && --left == 0) {
          return value;
        }
      }
    }
    return null;
  }
}
