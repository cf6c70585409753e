package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/**
 * A query.
 *
 * @param columns its columns, named c1, c2 ...
 * @param ordered whether the order of its rows counts
 */
record Query(Sql sql, List<Expression> columns, boolean ordered, double rows) {
  /** Its columns as a source under a name. */
  Source source(String name) {
    List<Expression> named = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      named.add(columns.get(i).with(Sql.text("c" + (i + 1))));
    }
    return new Source(name, named, null, rows);
  }
}
