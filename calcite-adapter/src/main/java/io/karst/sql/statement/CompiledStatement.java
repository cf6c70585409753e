package io.karst.sql.statement;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement ready to run any number of times, by any session whose settings and catalog match
 * those it was compiled under. Immutable; thread-safe; holds no syntax tree and no relational
 * algebra.
 */
public interface CompiledStatement {

  StatementKind kind();

  /** The kind of statement as the result shows it, e.g. {@code CREATE TABLE}. */
  String commandTag();

  /** Its {@code ?} in order of appearance. */
  List<ParameterInfo> parameters();

  /** Columns of its rows, or null if it gives none. */
  @Nullable List<ResultColumn> columns();

  /** Whether it gives rows and changes none. */
  default boolean isQuery() {
    return columns() != null && kind() != StatementKind.MODIFY;
  }

  /** Whether another session may use it: not for definitions and one-time commands. */
  default boolean cacheable() {
    return kind() == StatementKind.QUERY || kind() == StatementKind.MODIFY;
  }

  /**
   * For each literal that might become a parameter whether it did; its value then stands in the
   * parameters of {@link #execute}.
   */
  default boolean[] hoisted() {
    return new boolean[0];
  }

  /** How it runs, one line per entry, for EXPLAIN. */
  default List<String> explain() {
    return List.of(commandTag());
  }

  /**
   * Runs it once. A failure leaves the transaction as it is at that moment: the session undoes the
   * statement through its mark.
   *
   * @param parameters one object per parameter; not kept
   */
  SqlResult execute(StatementContext context, @Nullable Object[] parameters);
}
