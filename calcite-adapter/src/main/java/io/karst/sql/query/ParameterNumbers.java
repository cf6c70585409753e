package io.karst.sql.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one part of a statement. The planner counts the parameters of what it is given
 * from 0 in the order they appear; a part may begin anywhere in the statement.
 *
 * @param query the part with its parameters counted from 0
 * @param numbers number in the whole statement of each of them
 */
record ParameterNumbers(SqlNode query, int[] numbers) {

  static ParameterNumbers of(SqlNode part) {
    List<Integer> found = new ArrayList<>();
    part.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            found.add(parameter.getIndex());
            return null;
          }
        });
    int[] numbers = found.stream().mapToInt(Integer::intValue).toArray();
    boolean inOrder = true;
    for (int i = 0; i < numbers.length; i++) {
      inOrder &= numbers[i] == i;
    }
    return new ParameterNumbers(inOrder ? part : renumbered(part), numbers);
  }

  private static SqlNode renumbered(SqlNode part) {
    int[] next = new int[1];
    SqlNode changed =
        part.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlDynamicParam parameter) {
                return new SqlDynamicParam(next[0]++, parameter.getParserPosition());
              }
            });
    return changed == null ? part : changed;
  }

  /** One more than the highest number in the statement. */
  int statementCount() {
    int count = 0;
    for (int number : numbers) {
      count = Math.max(count, number + 1);
    }
    return count;
  }
}
