package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/**
 * GROUP BY in one of its forms.
 *
 * @param key what tells the groups apart
 */
record Grouping(Sql sql, List<Expression> key) {
  static Grouping of(List<Expression> keys, Choices choices) {
    if (keys.isEmpty()) {
      return new Grouping(Sql.Text.NOTHING, keys);
    }
    List<Sql> names = keys.stream().map(Expression::sql).toList();
    Sql all = new Sql.Items(names, ", ", names.size());
    boolean columns = names.stream().allMatch(name -> name.text().matches("a\\d+\\.\\w+"));
    if (!columns
        || names.stream().map(Sql::text).distinct().count() < names.size()
        || !choices.oneIn(4)) {
      return new Grouping(Sql.format(" GROUP BY $", all), keys);
    }
    List<Expression> key = new ArrayList<>(keys);
    key.add(
        new Expression(
            Sql.format("GROUPING($)", all).uses(Feature.GROUPING_SETS), SqlType.INTEGER, 99, true));
    Sql sets =
        switch (choices.below(3)) {
          case 0 -> Sql.format(" GROUP BY ROLLUP ($)", all);
          case 1 -> Sql.format(" GROUP BY CUBE ($)", all);
          default -> Sql.format(" GROUP BY GROUPING SETS (($), ($), ())", all, names.get(0));
        };
    return new Grouping(sets.uses(Feature.GROUPING_SETS), key);
  }
}
