package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic that cannot overflow: operands know how large they may be. */
final class Numbers {
  private static final double SAFE_FLOAT = 1e9;

  private final Grammar grammar;
  private final Choices choices;

  Numbers(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  Expression next(SqlType type, Scope scope, int depth) {
    Expressions expressions = grammar.expressions();
    Expression left = expressions.settled(expressions.next(type, scope, depth - 1));
    int kind = grammar.isPortable() ? choices.below(6) % 5 : choices.below(8);
    SqlType second = kind < 3 ? lower(type) : other(type);
    Expression right = expressions.settled(expressions.next(second, scope, depth - 1));
    Expression result =
        switch (kind) {
          case 0, 1, 2 -> binary(left, right);
          case 3 -> divided(left, scope);
          case 4, 5 -> unary(left);
          default -> cast(type, right);
        };
    return result.bound() < largest(type) ? result : left;
  }

  private static double largest(SqlType type) {
    return type.isFloat() ? SAFE_FLOAT : type.largest();
  }

  /** A type whose values make no wider one of this type. */
  private SqlType lower(SqlType type) {
    if (type == SqlType.REAL || choices.coin()) {
      return type;
    }
    List<SqlType> all = new ArrayList<>(SqlType.NUMBERS);
    all.remove(SqlType.REAL);
    all.retainAll(grammar.types());
    List<SqlType> lower = all.subList(0, all.indexOf(type) + 1);
    return lower.isEmpty() ? type : choices.pick(lower);
  }

  private SqlType other(SqlType type) {
    SqlType other = choices.pick(SqlType.NUMBERS);
    return other == type ? SqlType.INTEGER : other;
  }

  private Expression binary(Expression left, Expression right) {
    String operator = choices.pick("+", "-", "*");
    double bound =
        operator.equals("*") ? left.bound() * right.bound() : left.bound() + right.bound();
    Sql sql = Sql.format("($ " + operator + " $)", left.sql(), right.sql());
    return result(sql, left, bound);
  }

  private Expression divided(Expression left, Scope scope) {
    boolean exact = !left.type().isFloat();
    String operator = exact && (grammar.isPortable() || choices.oneIn(3)) ? "%" : "/";
    Expression divisor =
        grammar.expressions().settled(grammar.expressions().column(left.type(), scope));
    Sql right =
        divisor.bound() < 1e3
            ? Sql.format("NULLIF($, CAST(0 AS " + left.type().sqlName() + "))", divisor.sql())
            : Sql.text("CAST(3 AS " + left.type().sqlName() + ")");
    Sql sql = Sql.format("($ " + operator + " $)", left.sql(), right);
    if (!(operator.equals("%") && left.type().isWhole())) {
      sql = sql.uses(Feature.POSTGRESQL);
    }
    return result(sql, left, left.bound() * 100);
  }

  private Expression unary(Expression value) {
    SqlType type = value.type();
    double bound = value.bound() * 1.01;
    if (type.isWhole()) {
      String template = choices.pick("abs($)", "(- $)", "($ * CAST(-1 AS " + type.sqlName() + "))");
      return result(Sql.format(template, value.sql()), value, bound);
    }
    String template =
        type == SqlType.REAL
            ? choices.pick("abs($)", "(- $)")
            : type.isFloat()
                ? choices.pick("abs($)", "(- $)", "floor($)", "ceil($)", "round($)", "trunc($)")
                : choices.pick(
                    "abs($)",
                    "(- $)",
                    "floor($)",
                    "ceil($)",
                    "round($, 1)",
                    "round($)",
                    "trunc($, 1)",
                    "sign($)",
                    "mod($, 1.5)",
                    "round($, -1)",
                    "CAST($ AS numeric(30,2))",
                    "trim_scale($)",
                    "sqrt(abs($))",
                    "power($, 2)");
    double larger = template.startsWith("power") ? bound * bound : bound + 10;
    return result(Sql.format(template, value.sql()).uses(Feature.POSTGRESQL), value, larger);
  }

  private Expression cast(SqlType type, Expression value) {
    Sql sql = Sql.format("CAST($ AS " + type.sqlName() + ")", value.sql());
    boolean whole = type.isWhole() && value.type().isWhole();
    return new Expression(
        whole ? sql : sql.uses(Feature.POSTGRESQL),
        type,
        value.bound() + 1,
        Expressions.writesAlike(type));
  }

  private static Expression result(Sql sql, Expression operand, double bound) {
    return new Expression(
        sql.or(operand.sql()), operand.type(), bound, Expressions.writesAlike(operand.type()));
  }
}
