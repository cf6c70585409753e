package io.karst.sqltests.slt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a test file. */
sealed interface SltRecord {
  /** Line of the directive, from 1. */
  int line();

  /** The engines this record is for. */
  default Condition condition() {
    return Condition.ALWAYS;
  }

  /** The engines a record is for or not for; null where it does not say. */
  record Condition(@Nullable String onlyIf, @Nullable String skipIf) {
    static final Condition ALWAYS = new Condition(null, null);

    boolean matches(String engine) {
      return (onlyIf == null || onlyIf.equals(engine)) && !engine.equals(skipIf);
    }
  }

  /** A half-open range of lines of the file, from 0, that a rewrite replaces. */
  record LineRange(int from, int to) {}

  /** Order in which rows are compared. */
  enum SortMode {
    NO_SORT,
    ROW_SORT
  }

  /** A statement that must succeed; {@code count} is its expected update count, if given. */
  record Statement(int line, Condition condition, String sql, @Nullable Long count)
      implements SltRecord {}

  /** A statement that must fail. Null means any SQLSTATE, or any message. */
  record Failure(
      int line,
      Condition condition,
      String sql,
      @Nullable String sqlState,
      @Nullable String messageRegex)
      implements SltRecord {}

  /** A query with its rows, and what its EXPLAIN must and must not contain. */
  record Query(
      int line,
      Condition condition,
      String sql,
      String types,
      SortMode sort,
      List<String> rows,
      LineRange rowLines,
      List<String> plan,
      List<String> noPlan)
      implements SltRecord {}

  /** Makes the named connection current; it is opened on first use. */
  record UseConnection(int line, String name) implements SltRecord {}

  /** Closes every connection and the database, and opens it again. */
  record Reopen(int line) implements SltRecord {}

  /** Skips the rest of the file on other engines. */
  record Requires(int line, String engine) implements SltRecord {}
}
