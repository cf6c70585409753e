package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** Conditions. */
final class Predicates {
  private static final List<String> COMPARISONS = List.of("=", "=", "<>", "<", "<=", ">", ">=");
  private static final List<String> PATTERNS =
      List.of(
          "a%", "%b", "%a%", "ab", "", "%", "a%c", "A%", "_", "a_", "%_b%", "é%", "\\%%", "%\\_");

  private final Grammar grammar;
  private final Choices choices;

  Predicates(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  Expression next(Scope scope, int depth) {
    if (depth > 0 && choices.oneIn(2)) {
      return Expression.of(SqlType.BOOLEAN, logic(scope, depth));
    }
    if (depth > 0 && choices.oneIn(5)) {
      return Expression.of(SqlType.BOOLEAN, grammar.subQueries().predicate(scope, depth - 1));
    }
    return Expression.of(SqlType.BOOLEAN, simple(scope, depth));
  }

  private Sql logic(Scope scope, int depth) {
    Sql left = next(scope, depth - 1).sql();
    return switch (choices.below(6)) {
      case 0 -> Sql.format("(NOT $)", left).or(left);
      case 1 ->
          Sql.format(
                  "($ " + choices.pick("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE") + ")",
                  left)
              .or(left);
      default -> {
        Sql right = next(scope, depth - 1).sql();
        yield Sql.format(choices.pick("($ AND $)", "($ OR $)"), left, right).or(left, right);
      }
    };
  }

  private Sql simple(Scope scope, int depth) {
    SqlType type = grammar.type(scope);
    Sql value =
        choices.oneIn(3)
            ? grammar.expressions().next(type, scope, depth).sql()
            : grammar.expressions().leaf(type, scope).sql();
    return switch (choices.below(12)) {
      case 0 -> Sql.format(choices.pick("($ IS NULL)", "($ IS NOT NULL)"), value);
      case 1 ->
          ordered(
              type,
              Sql.format(
                  choices.pick("($ BETWEEN $ AND $)", "($ NOT BETWEEN $ AND $)"),
                  value,
                  operand(type, scope, depth),
                  operand(type, scope, depth)));
      case 2, 3 ->
          Sql.format(
              choices.pick("($ IN ($))", "($ IN ($))", "($ NOT IN ($))"), value, values(type));
      case 4 ->
          Sql.format(
              choices.pick("($ IS DISTINCT FROM $)", "($ IS NOT DISTINCT FROM $)"),
              value,
              operand(type, scope, depth));
      case 5 -> rows(scope, type, value);
      case 6 -> type == SqlType.BOOLEAN ? value : like(scope, depth);
      case 7 ->
          scope.columns(SqlType.BOOLEAN).isEmpty()
              ? compare(scope, type, value, depth)
              : grammar.expressions().column(SqlType.BOOLEAN, scope).sql();
      default -> compare(scope, type, value, depth);
    };
  }

  private Sql compare(Scope scope, SqlType type, Sql value, int depth) {
    String operator = choices.pick(COMPARISONS);
    SqlType peer = choices.oneIn(4) ? peer(type) : type;
    Sql other = operand(peer, scope, depth);
    Sql sql =
        choices.oneIn(6)
            ? Sql.format("($ " + operator + " $)", other, value)
            : Sql.format("($ " + operator + " $)", value, other);
    return operator.equals("=") || operator.equals("<>") ? sql : ordered(type, sql);
  }

  private SqlType peer(SqlType type) {
    List<SqlType> peers = type.peers().stream().filter(grammar.types()::contains).toList();
    return peers.isEmpty() ? type : choices.pick(peers);
  }

  private Sql operand(SqlType type, Scope scope, int depth) {
    if (choices.coin()) {
      return grammar.expressions().comparand(type);
    }
    return choices.oneIn(3)
        ? grammar.expressions().next(type, scope, Math.min(depth, 1)).sql()
        : grammar.expressions().leaf(type, scope).sql();
  }

  private Sql values(SqlType type) {
    List<Sql> items = new ArrayList<>();
    for (int i = choices.between(1, 4); i > 0; i--) {
      items.add(choices.oneIn(15) ? Sql.text("NULL") : grammar.expressions().comparand(type));
    }
    return Sql.list(items);
  }

  private Sql like(Scope scope, int depth) {
    Sql value = grammar.expressions().next(SqlType.TEXT, scope, Math.min(depth, 1)).sql();
    String pattern = choices.pick(grammar.isPortable() ? PATTERNS.subList(0, 8) : PATTERNS);
    boolean portable = !pattern.contains("_") && !pattern.contains("\\");
    String operator =
        portable ? choices.pick("LIKE", "NOT LIKE") : choices.pick("LIKE", "NOT LIKE", "ILIKE");
    Sql sql = Sql.format("($ " + operator + " '" + pattern + "')", value);
    return portable ? sql : sql.uses(Feature.POSTGRESQL);
  }

  private Sql rows(Scope scope, SqlType type, Sql value) {
    SqlType second = grammar.type(scope);
    Sql other = grammar.expressions().leaf(second, scope).sql();
    if (!grammar.isPortable() && choices.coin()) {
      String operator = choices.pick("=", "<>", "<", ">=");
      return Sql.format(
              "(($, $) " + operator + " ($, $))",
              value,
              other,
              operand(type, scope, 0),
              operand(second, scope, 0))
          .uses(Feature.POSTGRESQL);
    }
    List<Sql> items = new ArrayList<>();
    for (int i = choices.between(1, 3); i > 0; i--) {
      items.add(
          Sql.format(
              "($, $)",
              grammar.expressions().comparand(type),
              grammar.expressions().comparand(second)));
    }
    return Sql.format("(($, $) IN ($))", value, other, Sql.list(items)).uses(Feature.ROW_VALUES);
  }

  /** The order of texts differs between engines where it is not that of code points. */
  static Sql ordered(SqlType type, Sql sql) {
    return type.isText() ? sql.uses(Feature.TEXT_ORDER) : sql;
  }
}
