package io.karst.sqltests.differential.generated;

import java.util.List;
import java.util.stream.Stream;

/** Aggregates whose result does not depend on the order of rows. */
final class Aggregates {
  private static final double EXACT = 1e6;

  private final Grammar grammar;
  private final Choices choices;

  Aggregates(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  /** An aggregate of any type. */
  Expression next(Scope scope) {
    return of(choices.coin() ? SqlType.BIGINT : grammar.type(scope), scope);
  }

  /** An aggregate with this result. */
  Expression of(SqlType type, Scope scope) {
    Expression plain =
        switch (type) {
          case BIGINT -> choices.oneIn(4) ? extreme(type, scope) : whole(scope);
          case NUMERIC -> choices.oneIn(3) ? extreme(type, scope) : exact(scope);
          case REAL, DOUBLE -> choices.coin() ? extreme(type, scope) : floating(type, scope);
          case TEXT -> grammar.isPortable() || choices.coin() ? extreme(type, scope) : text(scope);
          case BOOLEAN ->
              grammar.isPortable()
                  ? counted(scope)
                  : Expression.of(
                      type,
                      Sql.format(
                              choices.pick("bool_and($)", "bool_or($)", "every($)"),
                              grammar.predicates().next(scope, 0).sql())
                          .uses(Feature.POSTGRESQL));
          case UUID, BYTEA -> casted(type, scope);
          default -> extreme(type, scope);
        };
    boolean simple = plain.sql().text().endsWith(")") && !plain.sql().text().startsWith("CAST");
    return simple && choices.oneIn(6) ? filtered(plain, scope) : plain;
  }

  private Expression filtered(Expression plain, Scope scope) {
    Sql sql =
        Sql.format(
            "$$",
            plain.sql(),
            Sql.clause(" FILTER (WHERE $)", grammar.predicates().next(scope, 1).sql())
                .uses(Feature.FILTER));
    return plain.with(sql);
  }

  private Expression counted(Scope scope) {
    return Expression.of(
        SqlType.BOOLEAN, Sql.format("(count($) > 1)", argument(grammar.type(scope), scope).sql()));
  }

  private Expression argument(SqlType type, Scope scope) {
    return choices.oneIn(3) ? shallow(type, scope) : grammar.expressions().column(type, scope);
  }

  /** An expression without sub-queries. */
  private Expression shallow(SqlType type, Scope scope) {
    return grammar.expressions().next(type, scope, 1);
  }

  private Expression extreme(SqlType type, Scope scope) {
    Expression argument = grammar.expressions().alike(argument(type, scope));
    Sql sql = Sql.format(choices.pick("min($)", "max($)"), argument.sql());
    return argument.with(Predicates.ordered(type, sql));
  }

  private Expression whole(Scope scope) {
    SqlType type = choices.pick(SqlType.SMALLINT, SqlType.INTEGER);
    Expression number = argument(type, scope);
    Sql sql =
        switch (choices.below(5)) {
          case 0 -> Sql.text("count(*)");
          case 1 -> Sql.format("count($)", argument(grammar.type(scope), scope).sql());
          case 2 ->
              Sql.format(
                  "count(DISTINCT $)",
                  grammar.expressions().alike(argument(grammar.type(scope), scope)).sql());
          case 3 -> Sql.format("sum($)", number.sql());
          default -> Sql.format("sum(DISTINCT $)", number.sql());
        };
    return new Expression(sql, SqlType.BIGINT, number.bound() * MOST + MOST, true);
  }

  private static final double MOST = Grammar.MOST_ROWS;

  private Expression exact(Scope scope) {
    SqlType type = choices.pick(SqlType.EXACT);
    Expression number = grammar.expressions().settled(argument(type, scope));
    if (number.bound() * MOST > SqlType.NUMERIC.largest()) {
      number = grammar.expressions().literal(type);
    }
    String template =
        choices.pick(
            "avg($)",
            "avg($)",
            "sum(CAST($ AS numeric))",
            "sum(DISTINCT CAST($ AS numeric))",
            "var_pop($)",
            "stddev_samp($)",
            "stddev($)",
            "avg(DISTINCT $)");
    if (number.bound() > EXACT && (template.startsWith("var") || template.startsWith("std"))) {
      template = "avg($)";
    }
    return new Expression(
        Sql.format(template, number.sql()).uses(Feature.POSTGRESQL),
        SqlType.NUMERIC,
        Math.max(number.bound() * MOST, number.bound() * number.bound()),
        false);
  }

  /** Sums of numbers that have few bits: any order gives the same. */
  private Expression floating(SqlType type, Scope scope) {
    Expression number = grammar.expressions().column(type, scope);
    if (!number.canonical() || number.bound() > 50) {
      number = grammar.expressions().literal(type);
    }
    Sql sql = Sql.format("sum($)", number.sql());
    return new Expression(sql.uses(Feature.POSTGRESQL), type, number.bound() * MOST, false);
  }

  private Expression text(Scope scope) {
    Expression item = argument(SqlType.TEXT, scope);
    String template =
        choices.pick(
            "string_agg($, ',' ORDER BY $)", "string_agg(DISTINCT $, ',' ORDER BY $)",
            "CAST(array_agg($ ORDER BY $) AS text)", "string_agg($, '' ORDER BY $ DESC)");
    if (!item.sql().text().contains(".")) {
      return extreme(SqlType.TEXT, scope);
    }
    Sql same = item.sql().frozen();
    return Expression.of(SqlType.TEXT, Sql.format(template, same, same).uses(Feature.POSTGRESQL));
  }

  private Expression casted(SqlType type, Scope scope) {
    Sql value = grammar.expressions().column(type, scope).sql();
    Sql sql =
        type == SqlType.UUID
            ? Sql.format("CAST(max(CAST($ AS text)) AS uuid)", value)
            : Sql.format("decode(max(encode($, 'hex')), 'hex')", value);
    return Expression.of(type, sql.uses(Feature.POSTGRESQL));
  }

  List<Expression> some(Scope scope, int most) {
    return Stream.generate(() -> next(scope)).limit(choices.between(1, most)).toList();
  }
}
