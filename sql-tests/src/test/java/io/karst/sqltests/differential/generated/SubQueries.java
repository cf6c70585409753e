package io.karst.sqltests.differential.generated;

import java.util.List;

/** Sub-queries in expressions. */
final class SubQueries {
  private final Grammar grammar;
  private final Choices choices;

  SubQueries(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  /** One value: of an aggregate, or of the first row. */
  Expression scalar(SqlType type, Scope scope, int depth) {
    From from = grammar.fromClauses().small(scope.inside());
    Sql where = where(from.scope(), depth);
    Expression value;
    Sql sql;
    if (choices.oneIn(3)) {
      value = grammar.expressions().leaf(type, from.scope());
      sql =
          Sql.format(
              "(SELECT $ FROM $$ ORDER BY $ LIMIT 1)",
              value.sql(),
              from.sql(),
              where,
              keys(from.scope()));
    } else {
      value = grammar.aggregates().of(type, from.scope().withoutOuter());
      sql = Sql.format("(SELECT $ FROM $$)", value.sql(), from.sql(), where);
    }
    return value.with(sql.or(grammar.expressions().literal(type).sql()));
  }

  /** The columns that tell rows apart, as a list for ORDER BY. */
  Sql keys(Scope scope) {
    List<Sql> keys =
        scope.key().stream()
            .map(
                key ->
                    Predicates.ordered(
                        key.type(),
                        Sql.format("$ NULLS " + choices.pick("FIRST", "LAST"), key.sql())))
            .toList();
    return new Sql.Items(keys, ", ", keys.size());
  }

  /** EXISTS, IN, ANY, ALL. */
  Sql predicate(Scope scope, int depth) {
    From from = grammar.fromClauses().small(scope.inside());
    if (choices.oneIn(3)) {
      String not = choices.pick("", "NOT ");
      return Sql.format(
          "(" + not + "EXISTS (SELECT 1 FROM $$))", from.sql(), correlated(scope, from, depth));
    }
    SqlType type =
        scope.columns().isEmpty() ? SqlType.INTEGER : choices.pick(scope.columns()).type();
    Sql value = grammar.expressions().leaf(type, scope).sql();
    Sql items =
        choices.oneIn(3)
            ? grammar.expressions().next(type, from.scope(), depth).sql()
            : grammar.expressions().column(type, from.scope()).sql();
    Sql where = choices.coin() ? where(from.scope(), depth) : correlated(scope, from, depth);
    Sql query = Sql.format("SELECT $ FROM $$", items, from.sql(), where);
    if (choices.oneIn(3)) {
      String operator = choices.pick("=", "<>", "<", ">", "<=", ">=");
      Sql sql =
          Sql.format("($ " + operator + choices.pick(" ANY", " ALL") + " ($))", value, query)
              .uses(Feature.QUANTIFIED);
      return operator.equals("=") || operator.equals("<>") ? sql : Predicates.ordered(type, sql);
    }
    return Sql.format(choices.pick("($ IN ($))", "($ NOT IN ($))"), value, query);
  }

  private Sql where(Scope scope, int depth) {
    return choices.oneIn(3)
        ? Sql.Text.NOTHING
        : Sql.clause(" WHERE $", grammar.predicates().next(scope, depth).sql());
  }

  /** A condition that ties the sub-query to the query around, as most have it. */
  private Sql correlated(Scope outer, From from, int depth) {
    List<Expression> columns =
        outer.columns().stream()
            .filter(column -> !from.scope().columns(column.type()).isEmpty())
            .filter(column -> from.scope().outer().contains(column))
            .toList();
    if (columns.isEmpty()) {
      return where(from.scope(), depth);
    }
    Expression column = choices.pick(columns);
    Sql own = choices.pick(from.scope().columns(column.type())).sql();
    Sql tie = Sql.format("$ = $", own, column.sql());
    if (choices.coin()) {
      return Sql.clause(" WHERE $", tie);
    }
    Sql more = grammar.predicates().next(from.scope(), Math.min(depth, 1)).sql();
    return Sql.clause(
        " WHERE $",
        Sql.format(choices.pick("$ AND $", "$ AND $", "$ OR $"), tie, more).or(tie, more));
  }
}
