package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** Window functions whose result does not depend on the order of rows that are alike. */
final class Windows {
  private final Grammar grammar;
  private final Choices choices;

  Windows(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  Expression next(Scope scope) {
    Expression result =
        switch (choices.below(6)) {
          case 0 -> ranking(scope);
          case 1, 2 -> neighbour(scope);
          case 3 -> whole(scope);
          case 4 -> ranged(scope);
          default -> framed(scope);
        };
    return result.with(result.sql().uses(Feature.WINDOW));
  }

  /** What peers share. */
  private Expression ranking(Scope scope) {
    String function =
        grammar.isPortable()
            ? choices.pick("rank()", "dense_rank()")
            : choices.pick("rank()", "dense_rank()", "percent_rank()", "cume_dist()");
    boolean fraction = function.endsWith("t_rank()") || function.startsWith("cume");
    Sql sql = Sql.format(function + " OVER ($$)", partition(scope), order(scope, false));
    return fraction
        ? Expression.of(SqlType.DOUBLE, sql.uses(Feature.POSTGRESQL))
        : new Expression(sql, SqlType.BIGINT, Grammar.MOST_ROWS, true);
  }

  /** Functions that count rows: their order leaves nothing open. */
  private Expression neighbour(Scope scope) {
    Expression value = column(scope);
    String function =
        choices.pick(
            "row_number()",
            "ntile(3)",
            "lag($)",
            "lead($)",
            "lag($, 2)",
            "lead($, 1, $)",
            "first_value($)",
            "last_value($)",
            "nth_value($, 2)");
    boolean number = function.startsWith("row") || function.startsWith("ntile");
    List<Sql> arguments = new ArrayList<>();
    for (int i = function.replaceAll("[^$]", "").length(); i > 0; i--) {
      arguments.add(value.sql());
    }
    String frame = function.contains("value") ? rows() : "";
    arguments.add(partition(scope));
    arguments.add(order(scope, true));
    Sql sql = Sql.format(function + " OVER ($$" + frame + ")", arguments.toArray(Sql[]::new));
    return number ? new Expression(sql, SqlType.BIGINT, 1e5, true) : value.with(sql);
  }

  /** An aggregate over the partition. */
  private Expression whole(Scope scope) {
    Expression aggregate = aggregate(scope);
    return aggregate.with(Sql.format("$ OVER ($)", aggregate.sql(), partition(scope)));
  }

  /** An aggregate over rows up to the peers of each. */
  private Expression ranged(Scope scope) {
    Expression aggregate = aggregate(scope);
    String frame =
        choices.pick(
            "",
            " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            " RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
            " RANGE UNBOUNDED PRECEDING");
    Sql sql =
        Sql.format(
            "$ OVER ($$" + frame + ")", aggregate.sql(), partition(scope), order(scope, false));
    return aggregate.with(sql);
  }

  /** An aggregate over a frame of rows, or of numbers around each. */
  private Expression framed(Scope scope) {
    Expression aggregate = aggregate(scope);
    List<Expression> numbers =
        scope.columns(SqlType.INTEGER).stream().filter(column -> column.bound() < 1e6).toList();
    if (!numbers.isEmpty() && choices.oneIn(3)) {
      String frame =
          choices.pick(
              "RANGE BETWEEN 2 PRECEDING AND 3 FOLLOWING",
              "RANGE BETWEEN 5 PRECEDING AND 1 PRECEDING",
              "RANGE BETWEEN CURRENT ROW AND 2 FOLLOWING");
      Sql order = Sql.format("ORDER BY $ NULLS FIRST ", choices.pick(numbers).sql());
      Sql sql = Sql.format("$ OVER ($$" + frame + ")", aggregate.sql(), partition(scope), order);
      return aggregate.with(sql);
    }
    Sql sql =
        Sql.format(
            "$ OVER ($$" + rows() + ")", aggregate.sql(), partition(scope), order(scope, true));
    return aggregate.with(sql);
  }

  private String rows() {
    return choices.pick(
        "",
        " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",
        " ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING",
        " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
        " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
        " ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
        " ROWS 1 PRECEDING");
  }

  private Expression column(Scope scope) {
    return scope.columns().isEmpty()
        ? grammar.expressions().literal(SqlType.INTEGER)
        : choices.pick(scope.columns());
  }

  private Expression aggregate(Scope scope) {
    Expression value = grammar.expressions().column(SqlType.INTEGER, scope);
    String sum = choices.pick("sum($)", "avg($)", "count($)", "count(*)", "min($)", "max($)");
    if (grammar.isPortable()) {
      sum = choices.pick("sum($)", "count($)", "count(*)", "min($)", "max($)");
    } else if (choices.oneIn(3)) {
      value = grammar.expressions().column(SqlType.NUMERIC, scope);
    } else if (choices.coin()) {
      value = grammar.expressions().alike(column(scope));
      boolean ordered =
          !List.of(SqlType.BOOLEAN, SqlType.UUID, SqlType.BYTEA).contains(value.type());
      sum = ordered ? choices.pick("count($)", "min($)", "max($)") : "count($)";
    }
    boolean counted = sum.startsWith("count");
    Sql sql = sum.contains("$") ? Sql.format(sum, value.sql()) : Sql.text(sum);
    SqlType type =
        counted || (sum.startsWith("sum") && value.type() == SqlType.INTEGER)
            ? SqlType.BIGINT
            : sum.startsWith("avg") ? SqlType.NUMERIC : value.type();
    Sql marked = sum.startsWith("avg") ? sql.uses(Feature.POSTGRESQL) : sql;
    return new Expression(
        counted ? marked : Predicates.ordered(value.type(), marked),
        type,
        value.bound() * Grammar.MOST_ROWS + Grammar.MOST_ROWS,
        Expressions.writesAlike(type));
  }

  private Sql partition(Scope scope) {
    if (scope.columns().isEmpty() || choices.oneIn(3)) {
      return Sql.Text.NOTHING;
    }
    List<Sql> columns = choices.some(scope.columns(), 2).stream().map(Expression::sql).toList();
    return Sql.clause("PARTITION BY $ ", Sql.list(columns));
  }

  private Sql order(Scope scope, boolean total) {
    List<Sql> parts = new ArrayList<>();
    if (!scope.columns().isEmpty() && (!total || choices.coin())) {
      parts.add(direction(choices.pick(scope.columns())));
    }
    if (total) {
      scope.key().forEach(key -> parts.add(direction(key)));
    }
    return parts.isEmpty()
        ? Sql.Text.NOTHING
        : Sql.format("ORDER BY $", new Sql.Items(parts, ", ", parts.size()));
  }

  /** A part of ORDER BY. */
  Sql direction(Expression value) {
    String direction = choices.pick("", "", " DESC");
    String nulls =
        grammar.isPortable()
            ? choices.pick(" NULLS FIRST", " NULLS LAST")
            : choices.pick("", " NULLS FIRST", " NULLS LAST");
    Sql sql = Sql.format("$" + direction + nulls, value.sql());
    return Predicates.ordered(
        value.type(), nulls.isEmpty() ? sql.uses(Feature.DEFAULT_NULLS) : sql);
  }
}
