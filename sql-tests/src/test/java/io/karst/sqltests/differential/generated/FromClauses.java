package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FROM clauses: tables, common tables, values, derived and lateral tables, and their joins. */
final class FromClauses {
  private final Grammar grammar;
  private final Choices choices;

  FromClauses(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  From next(Scope outer, int depth) {
    if (depth > 0 && choices.oneIn(12)) {
      From merged = using(outer);
      if (merged != null) {
        return merged;
      }
    }
    From from = item(outer, depth);
    for (int i = choices.below(3); i > 0; i--) {
      from = joined(from, depth);
    }
    return from;
  }

  /** One table or, seldom, two; more seldom tables that depend on the queries around. */
  From small(Scope outer) {
    boolean depends = !outer.outer().isEmpty() && choices.oneIn(10);
    From from =
        depends ? derived(outer.outer(), grammar.alias(), 0, false) : table(outer, grammar.alias());
    return choices.oneIn(depends ? 2 : 5) ? joined(from, depends ? 2 : 0) : from;
  }

  private From item(Scope outer, int depth) {
    String alias = grammar.alias();
    if (depth > 1 && choices.oneIn(5)) {
      return derived(outer.outer(), alias, depth - 1, false);
    }
    return choices.oneIn(12) ? values(outer, alias) : table(outer, alias);
  }

  private From table(Scope outer, String alias) {
    Source source = choices.pick(grammar.sources());
    return new From(Sql.text(source.name() + " " + alias), source.scope(alias, outer));
  }

  private From derived(List<Expression> visible, String alias, int depth, boolean lateral) {
    Scope around = new Scope(List.of(), List.of(), visible, 1);
    Query query = grammar.queries().derived(around, depth);
    Sql sql = Sql.format((lateral ? "LATERAL " : "") + "($) " + alias, query.sql());
    Scope scope = query.source(alias).scope(alias, Scope.EMPTY);
    return new From(
        visible.isEmpty() ? sql : sql.uses(Feature.LATERAL),
        new Scope(scope.columns(), scope.key(), visible, query.rows()));
  }

  private From values(Scope outer, String alias) {
    SqlType second = choices.pick(grammar.types());
    boolean alike = Expressions.writesAlike(second);
    List<Sql> rows = new ArrayList<>();
    for (int i = choices.between(1, 4); i > 0; i--) {
      Sql text =
          choices.oneIn(6) && !rows.isEmpty()
              ? Sql.text("NULL")
              : grammar.expressions().literal(second).sql();
      rows.add(Sql.format("($, $)", Sql.text(String.valueOf(choices.below(9))), text));
    }
    Sql sql = Sql.format("(VALUES $) AS " + alias + "(x1, x2)", Sql.list(rows));
    List<Expression> columns =
        List.of(
            new Expression(Sql.text("x1"), SqlType.INTEGER, 9, true),
            new Expression(Sql.text("x2"), second, 40, alike));
    return new From(sql, new Source(alias, columns, null, rows.size()).scope(alias, outer));
  }

  private From joined(From left, int depth) {
    String alias = grammar.alias();
    Scope scope = left.scope();
    if (depth > 1 && choices.oneIn(7)) {
      return lateral(left, alias, depth);
    }
    From right =
        depth > 1 && choices.oneIn(6)
            ? derived(scope.outer(), alias, depth - 1, false)
            : table(scope, alias);
    boolean few = scope.rows() * right.scope().rows() < Grammar.MOST_ROWS / 40;
    if (few && choices.oneIn(8)) {
      return new From(
          Sql.format("$ CROSS JOIN $", left.sql(), right.sql()), scope.join(right.scope(), 1));
    }
    String kind = choices.pick("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    Sql equality = equality(scope, right.scope());
    if (equality == null || scope.rows() * right.scope().rows() > Grammar.MOST_ROWS) {
      return left;
    }
    Scope both = scope.join(right.scope(), 0.4);
    Sql condition = equality;
    if (!kind.startsWith("FULL")) {
      condition = condition(equality, both, few);
    }
    Sql sql = Sql.format("$ " + kind + " $ ON $", left.sql(), right.sql(), condition);
    return new From(
        (kind.startsWith("FULL") ? sql.uses(Feature.FULL_JOIN) : sql).or(left.sql(), right.sql()),
        both);
  }

  private Sql condition(Sql equality, Scope both, boolean few) {
    if (choices.oneIn(3)) {
      Sql more = grammar.predicates().next(both, 1).sql();
      return Sql.format("$ AND $", equality, more).or(equality, more);
    }
    return few && choices.oneIn(8) ? grammar.predicates().next(both, 1).sql() : equality;
  }

  private From lateral(From left, String alias, int depth) {
    List<Expression> visible = new ArrayList<>(left.scope().outer());
    visible.addAll(left.scope().columns());
    From right = derived(visible, alias, depth - 1, true);
    String kind = choices.pick("CROSS JOIN", "LEFT JOIN");
    String on = kind.startsWith("LEFT") ? " ON TRUE" : "";
    if (left.scope().rows() * right.scope().rows() > Grammar.MOST_ROWS) {
      return left;
    }
    Scope both = left.scope().join(right.scope(), 1);
    return new From(
        Sql.format("$ " + kind + " $" + on, left.sql(), right.sql()).or(left.sql()), both);
  }

  /** A column of the one side equal to one of the other; null if no types fit. */
  private @Nullable Sql equality(Scope left, Scope right) {
    List<Sql> pairs = new ArrayList<>();
    for (Expression one : left.columns()) {
      for (Expression two : right.columns()) {
        if (one.type() == two.type() || (choices.oneIn(4) && isPeer(one.type(), two.type()))) {
          pairs.add(Sql.format("$ = $", one.sql(), two.sql()));
        }
      }
    }
    return pairs.isEmpty() ? null : choices.pick(pairs);
  }

  private static boolean isPeer(SqlType one, SqlType two) {
    return one.peers().contains(two);
  }

  /** Two tables joined by a column of the same name, which is then named without its table. */
  private @Nullable From using(Scope outer) {
    Source left = choices.pick(grammar.sources());
    Source right = choices.pick(grammar.sources());
    List<Expression> shared =
        left.columns().stream().filter(column -> contains(right, column)).toList();
    if (shared.isEmpty() || left.rows() * right.rows() > Grammar.MOST_ROWS) {
      return null;
    }
    Expression column = choices.pick(shared);
    String one = grammar.alias();
    String two = grammar.alias();
    String kind = choices.pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    Sql sql =
        Sql.text(
            left.name()
                + " "
                + one
                + " "
                + kind
                + " "
                + right.name()
                + " "
                + two
                + " USING ("
                + column.sql().text()
                + ")");
    Scope both = left.scope(one, outer).join(right.scope(two, outer), 0.4);
    List<Expression> columns = new ArrayList<>(both.columns());
    columns.add(
        new Expression(column.sql(), column.type(), 1e300, Expressions.writesAlike(column.type())));
    return new From(
        kind.startsWith("FULL") ? sql.uses(Feature.FULL_JOIN) : sql,
        new Scope(columns, both.key(), both.outer(), both.rows()));
  }

  private static boolean contains(Source source, Expression column) {
    return source.columns().stream()
        .anyMatch(
            other ->
                other.type() == column.type() && other.sql().text().equals(column.sql().text()));
  }
}
