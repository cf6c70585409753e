package io.karst.calcite.plan;

import java.util.List;

/**
 * Literals of a statement's text that may become parameters, so that one plan serves all statements
 * that differ in them only. Literal {@code i} becomes parameter {@code firstParameter + i}. The
 * plan tells which of them it made parameters ({@link EnumerablePlan#hoisted}); the values of the
 * others are part of the plan.
 *
 * @param firstParameter number of the statement's own parameters
 * @param positions where the literals begin
 */
public record HoistedLiterals(int firstParameter, List<Position> positions) {

  /** Line and column, both from 1, where a literal begins. */
  public record Position(int line, int column) {}

  /** All literals stay. */
  public static final HoistedLiterals NONE = new HoistedLiterals(0, List.of());

  public HoistedLiterals {
    positions = List.copyOf(positions);
  }
}
