package io.karst.sqltests.differential.generated;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Failures of Karst's planner that are known: they are counted and not reported, because no shape
 * of a statement tells that it will meet them. An answer that is wrong is never one of them.
 */
enum KnownFailure {
  /** Decorrelation of Calcite gives up on sub-queries that reach over several levels. */
  CORRELATION(
      "mapCorToCorRel|contains .cor|Correlation variable .* should be defined"
          + "|Mappings.NoElementException|Correlated (RIGHT|FULL) join is not supported|RexSubQuery cannot be cast"
          + "|cannot translate expression|IndexOutOfBoundsException: index out of range"),
  /** A constant CASE of intervals in BETWEEN; a set operation below which nothing is grouped. */
  CONSTANT_PARTS("Program is not normalized|planning failed: java.lang.ClassCastException"),
  /** Plans without a message, of windows over outer joins with sub-queries in their conditions. */
  NO_MESSAGE("no way to run this query is known: null$"),
  /** Assertions of Calcite about NOT NULL and the form of conditions. */
  ASSERTIONS(
      "type mismatch:|failed to preserve datatypes|RexUtil.isFlat|Cannot add expression of different type to set|AssertionError$"),
  /** A list or a sub-query inside of an aggregate that is itself an argument of a window. */
  NESTED_AGGREGATE("NullPointerException: subQuery|RuntimeException: while converting"),
  /** Parameters and sorted calls below aggregates with FILTER, and in CASE below an aggregate. */
  AGGREGATE_ARGUMENT("not supported in this place: class org.apache.calcite.sql.Sql"),
  /** A grouped expression with a list of values is not found again in HAVING. */
  GROUPED_LIST("42803 column .* must appear in the GROUP BY clause"),
  /** Rounding a real: Calcite finds no order of numeric and double precision for it. */
  REAL_OVERLOAD("AssertionError: DECIMAL");

  private final Pattern pattern;

  KnownFailure(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL | Pattern.MULTILINE);
  }

  static Optional<KnownFailure> of(Difference difference) {
    String failures = difference.expected().failure() + "\n" + difference.actual().failure();
    return Arrays.stream(values())
        .filter(known -> known.pattern.matcher(failures).find())
        .findFirst();
  }
}
