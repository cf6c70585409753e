package io.karst.calcite.plan;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Literals of a statement's text that may become parameters, so that one plan serves all statements
 * that differ in them only. Literal {@code i} becomes parameter {@code firstParameter + i}. The
 * plan tells which of them it made parameters ({@link QueryPlan#hoisted}); the values of the others
 * are part of the plan.
 *
 * @param firstParameter number of the statement's own parameters
 * @param positions where the literals begin
 * @param values of the literals: Integer, Long, BigDecimal or String
 */
public record HoistedLiterals(int firstParameter, List<Position> positions, List<Object> values) {

  /** Line and column, both from 1, where a literal begins. */
  public record Position(int line, int column) {}

  /** All literals stay. */
  public static final HoistedLiterals NONE = new HoistedLiterals(0, List.of(), List.of());

  public HoistedLiterals {
    positions = List.copyOf(positions);
    values = List.copyOf(values);
  }

  /** Number of the literal that a node is, or -1. */
  public int indexOf(@Nullable SqlNode node) {
    if (positions.isEmpty() || !(node instanceof SqlLiteral literal)) {
      return -1;
    }
    SqlParserPos pos = literal.getParserPosition();
    int index = positions.indexOf(new Position(pos.getLineNum(), pos.getColumnNum()));
    return index >= 0 && isSame(index, literal) ? index : -1;
  }

  /** Whether a syntax node is that literal, and of a kind whose type its value tells. */
  boolean isSame(int index, SqlLiteral literal) {
    Object value = values.get(index);
    if (value instanceof String text) {
      return literal.getTypeName() == SqlTypeName.CHAR
          && text.equals(literal.getValueAs(String.class));
    }
    return literal instanceof SqlNumericLiteral number
        && number.isInteger() == !(value instanceof BigDecimal)
        && new BigDecimal(value.toString()).compareTo(number.getValueAs(BigDecimal.class)) == 0;
  }

  /** Numbers of all literals, for statements whose parameters they are. */
  public int[] parameterNumbers() {
    int[] numbers = new int[positions.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = firstParameter + i;
    }
    return numbers;
  }
}
