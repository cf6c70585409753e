package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** Expressions of a wanted type. */
final class Expressions {
  private final Grammar grammar;
  private final Choices choices;

  Expressions(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  /** An expression of the type; the deeper, the more operators in it. */
  Expression next(SqlType type, Scope scope, int depth) {
    if (depth <= 0 || choices.oneIn(4)) {
      return leaf(type, scope);
    }
    int kind = choices.below(12);
    if (kind < 4 || (kind < 6 && type == SqlType.BOOLEAN)) {
      return common(type, scope, depth);
    }
    if (kind == 4 && depth > 1) {
      return grammar.subQueries().scalar(type, scope, depth - 1);
    }
    if (type == SqlType.BOOLEAN) {
      return grammar.predicates().next(scope, depth - 1);
    }
    if (type.isNumber() && kind < 10) {
      return grammar.numbers().next(type, scope, depth);
    }
    return grammar.functions().next(type, scope, depth);
  }

  /** A column, or a literal. */
  Expression leaf(SqlType type, Scope scope) {
    List<Expression> own = scope.columns(type);
    List<Expression> outer = scope.outer(type);
    if (!outer.isEmpty() && choices.oneIn(own.isEmpty() ? 2 : 6)) {
      return choices.pick(outer);
    }
    return own.isEmpty() || choices.oneIn(7) ? literal(type) : choices.pick(own);
  }

  Expression column(SqlType type, Scope scope) {
    List<Expression> own = scope.columns(type);
    return own.isEmpty() ? literal(type) : choices.pick(own);
  }

  Expression literal(SqlType type) {
    Sql sql = new Sql.Literal(grammar.values().typed(type), type, false);
    return new Expression(type.marked(sql), type, type.isNumber() ? 40 : 0, true);
  }

  /** A literal that is compared with something of its type. */
  Sql comparand(SqlType type) {
    return type.marked(new Sql.Literal(grammar.values().any(type, 0), type, true));
  }

  /** What any type has: CASE, COALESCE and their like. */
  private Expression common(SqlType type, Scope scope, int depth) {
    Expression first = next(type, scope, depth - 1);
    Expression second = next(type, scope, depth - 1);
    Sql one = first.sql();
    Sql two = second.sql();
    Sql sql =
        switch (choices.below(grammar.isPortable() ? 6 : 7)) {
          case 0, 1 ->
              Sql.format("CASE WHEN $ THEN $ ELSE $ END", predicate(scope, depth), one, two);
          case 2 ->
              Sql.format(
                  "CASE WHEN $ THEN $ WHEN $ THEN $ END",
                  predicate(scope, depth),
                  one,
                  predicate(scope, depth),
                  two);
          case 3 -> Sql.format("COALESCE($, $)", one, two);
          case 4 -> Sql.format("NULLIF($, $)", one, two);
          case 5 -> simpleCase(scope, depth, one, two);
          default ->
              type == SqlType.BOOLEAN
                  ? Sql.format("COALESCE($, $)", one, two)
                  : Sql.format(choices.pick("GREATEST($, $)", "LEAST($, $)"), one, two)
                      .uses(Feature.POSTGRESQL);
        };
    return new Expression(
        sql.or(one, two), type, Math.max(first.bound(), second.bound()), writesAlike(type));
  }

  private Sql simpleCase(Scope scope, int depth, Sql one, Sql two) {
    SqlType type = choices.pick(SqlType.INTEGER, SqlType.TEXT, SqlType.BOOLEAN);
    Sql value = next(type, scope, depth - 2).sql();
    return Sql.format(
        "CASE $ WHEN $ THEN $ WHEN $ THEN $ ELSE $ END",
        value,
        comparand(type),
        one,
        comparand(type),
        two,
        one);
  }

  private Sql predicate(Scope scope, int depth) {
    return grammar.predicates().next(scope, Math.min(depth - 1, 1)).sql();
  }

  /** Whether values of the type that are equal are written alike whatever made them. */
  static boolean writesAlike(SqlType type) {
    return switch (type) {
      case NUMERIC, CHAR, INTERVAL, REAL, DOUBLE -> false;
      default -> true;
    };
  }

  /** The same value, written like all values that are equal to it. */
  Expression alike(Expression value) {
    if (value.canonical()) {
      return value;
    }
    return switch (value.type()) {
      case NUMERIC -> scaled(value);
      case REAL, DOUBLE ->
          new Expression(
              Sql.format("($ + CAST(0 AS " + value.type().sqlName() + "))", value.sql()),
              value.type(),
              value.bound(),
              true);
      default -> literal(value.type());
    };
  }

  /** An operand whose scale, on which digits of a quotient depend, all engines agree on. */
  Expression settled(Expression value) {
    boolean open = !value.canonical() && value.sql().text().matches("a\\d+\\.\\w+");
    return open && value.type() == SqlType.NUMERIC ? alike(value) : value;
  }

  /** A value that may stand in a column with values of other sources. */
  Expression shared(Expression value) {
    return switch (value.type()) {
      case NUMERIC -> scaled(value);
      case CHAR -> Expression.of(SqlType.CHAR, Sql.format("CAST($ AS char(6))", value.sql()));
      default -> alike(value);
    };
  }

  private Expression scaled(Expression value) {
    if (value.bound() > 1e19) {
      return scaled(literal(SqlType.NUMERIC));
    }
    Sql sql = Sql.format("CAST($ AS numeric(24,4))", value.sql()).uses(Feature.POSTGRESQL);
    return new Expression(sql, SqlType.NUMERIC, value.bound(), true);
  }

  /** Types that a query could show: those of the columns, and some others. */
  List<SqlType> types(Scope scope, int most) {
    List<SqlType> types = new ArrayList<>();
    for (int i = choices.between(1, most); i > 0; i--) {
      types.add(grammar.type(scope));
    }
    return types;
  }
}
