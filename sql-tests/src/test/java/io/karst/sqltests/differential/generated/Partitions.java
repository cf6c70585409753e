package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Examples for {@link Relation}. */
final class Partitions {
  private final Grammar grammar;

  Partitions(Grammar grammar) {
    this.grammar = grammar;
  }

  Case next() {
    grammar.reset();
    From from = grammar.fromClauses().next(Scope.EMPTY, 2);
    Scope scope = from.scope();
    List<Expression> keys = scope.columns().stream().filter(Expression::canonical).toList();
    if (keys.isEmpty()) {
      return next(); // nothing to group by that all engines show alike
    }
    List<Sql> items = new ArrayList<>();
    for (SqlType type : grammar.expressions().types(scope, 3)) {
      Expression item = grammar.expressions().next(type, scope, 2);
      items.add(grammar.expressions().shared(item).sql());
    }
    Expression key = grammar.choices().pick(keys);
    SqlType type = grammar.choices().pick(SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT);
    Sql value = grammar.expressions().column(type, scope).sql();
    List<Expression> groups = new ArrayList<>();
    groups.add(key);
    groups.add(grammar.aggregates().next(scope.withoutOuter()));
    Scope grouped = new Scope(groups, List.of(key), List.of(), scope.rows());
    Map<String, Sql> parts = new LinkedHashMap<>();
    parts.put("items", Sql.list(items));
    parts.put("from", from.sql());
    parts.put("condition", grammar.predicates().next(scope, 3).sql());
    parts.put("key", key.sql());
    parts.put("value", value);
    parts.put("having", grammar.predicates().next(grouped, 1).sql());
    return new Case(grammar.schema(), parts, false);
  }
}
