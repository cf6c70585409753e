package io.karst.sql.dml;

import io.karst.calcite.schema.UpdatableView;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A condition of WITH CHECK OPTION.
 *
 * @param view whose condition it is
 * @param condition over rows of the table
 */
record ViewCheck(String view, RowExpressions condition) {

  /** The conditions that hold for rows written through a view. */
  static List<ViewCheck> compile(StatementContext context, Target target, UpdatableView view) {
    List<ViewCheck> compiled = new ArrayList<>();
    int count = view.checks(new SqlIdentifier("$rows", SqlParserPos.ZERO)).size();
    for (int i = 0; i < count; i++) {
      int number = i;
      UpdatableView.Check check = view.checks(new SqlIdentifier("$rows", SqlParserPos.ZERO)).get(i);
      compiled.add(
          new ViewCheck(
              check.view(),
              RowExpressions.compile(
                  context,
                  target.name().schema(),
                  target.columns(),
                  List.of(check.condition()),
                  rows -> view.checks(rows).get(number).from())));
    }
    return compiled;
  }

  /** Fails with 44000 if the view would not show a row. */
  void require(StatementContext context, RowRules rules, List<@Nullable Object[]> rows) {
    List<@Nullable Object[]> results = condition.evaluate(context, new Object[0], rows);
    for (int i = 0; i < results.size(); i++) {
      if (!Boolean.TRUE.equals(results.get(i)[0])) {
        throw new KarstException(
                ErrorCode.CHECK_OPTION_VIOLATION,
                "new row violates check option for view \"" + view + "\"")
            .withDetail("Failing row contains " + rules.describe(rows.get(i)) + ".");
      }
    }
  }
}
