package io.karst.calcite.function;

import java.util.Locale;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * A window function whose frames generated code cannot make: of groups of peers, or with rows left
 * out. The planner gives it to our own window operator.
 */
public final class FrameFunction extends SqlAggFunction {
  private final SqlAggFunction function;
  private final Mode mode;

  /** What offsets count. */
  public enum Mode {
    /** What the window says: rows or distances. */
    PLAIN,
    /** Distances over an order that is mirrored: descending. */
    MIRRORED,
    /** Groups of peers. */
    GROUPS
  }

  /** Wraps what is computed over the frames. */
  public FrameFunction(SqlAggFunction function, Mode mode) {
    super(
        mode.name().toLowerCase(Locale.ROOT) + " " + function.getName(),
        null,
        SqlKind.OTHER_FUNCTION,
        function.getReturnTypeInference(),
        function.getOperandTypeInference(),
        function.getOperandTypeChecker(),
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        true,
        Optionality.FORBIDDEN);
    this.function = function;
    this.mode = mode;
  }

  /** What is computed over the frames. */
  public SqlAggFunction function() {
    return function;
  }

  /** What offsets count. */
  public Mode mode() {
    return mode;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FrameFunction that
        && that.mode == mode
        && that.function.equals(function);
  }

  @Override
  public int hashCode() {
    return function.hashCode() * 31 + mode.hashCode();
  }
}
