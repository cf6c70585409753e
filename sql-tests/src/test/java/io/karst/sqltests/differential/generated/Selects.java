package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SELECT without set operations. */
final class Selects {
  private final Grammar grammar;
  private final Choices choices;

  Selects(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  /**
   * A SELECT.
   *
   * @param types of its columns; null for any
   * @param shared whether its rows meet rows of others in a set operation
   * @param tail whether it may end in ORDER BY and LIMIT
   */
  Query next(@Nullable List<SqlType> types, Scope outer, int depth, boolean shared, boolean tail) {
    From from = grammar.fromClauses().next(outer, depth);
    Sql where =
        choices.oneIn(4)
            ? Sql.Text.NOTHING
            : Sql.clause(" WHERE $", grammar.predicates().next(from.scope(), depth).sql());
    List<SqlType> wanted = types == null ? grammar.expressions().types(from.scope(), 4) : types;
    int kind = choices.below(10);
    if (kind < 3) {
      return grouped(from, where, wanted, depth, shared, tail);
    }
    boolean distinct = kind == 3;
    List<Expression> items = items(wanted, from.scope(), depth, shared || distinct);
    int windows = kind < 6 && types == null && !distinct ? choices.between(1, 2) : 0;
    if (!from.scope().hasUniqueRows()) {
      windows = Math.min(windows, 1); // two could number rows that are alike each in its own way
    }
    for (int i = windows; i > 0; i--) {
      items.add(grammar.windows().next(from.scope()));
    }
    if (kind == 6 && !shared) {
      return distinctOn(from, where, items);
    }
    Sql body =
        Sql.format(
            "SELECT " + (distinct ? "DISTINCT " : "") + "$ FROM $$",
            named(items),
            from.sql(),
            where);
    Sql order =
        !tail ? Sql.Text.NOTHING : distinct ? ordinals(items) : order(from.scope(), items, windows);
    return query(body, order, items, from.scope().rows());
  }

  private List<Expression> items(List<SqlType> types, Scope scope, int depth, boolean alike) {
    List<Expression> items = new ArrayList<>();
    for (SqlType type : types) {
      Expression item = grammar.expressions().next(type, scope, depth);
      items.add(alike ? grammar.expressions().shared(item) : item);
    }
    return items;
  }

  private Sql named(List<Expression> items) {
    List<Sql> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      parts.add(Sql.format("$ AS c" + (i + 1), items.get(i).sql()));
    }
    return Sql.list(parts);
  }

  private Query query(Sql body, Sql order, List<Expression> items, double rows) {
    boolean ordered = order != Sql.Text.NOTHING;
    if (!ordered) {
      return new Query(body, items, false, rows);
    }
    return new Query(Sql.format("$ ORDER BY $$", body, order, limit()), items, true, rows);
  }

  private Sql limit() {
    if (choices.oneIn(3)) {
      return Sql.Text.NOTHING;
    }
    String offset = choices.oneIn(3) ? " OFFSET " + choices.below(5) : "";
    return Sql.clause(" LIMIT " + choices.between(0, 12) + offset);
  }

  /** All columns, by their numbers. */
  Sql ordinals(List<Expression> items) {
    if (!items.stream().allMatch(Expression::canonical)) {
      return Sql.Text.NOTHING;
    }
    List<Sql> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      parts.add(grammar.windows().direction(items.get(i).with(Sql.text(String.valueOf(i + 1)))));
    }
    return new Sql.Items(parts, ", ", parts.size());
  }

  /**
   * Any column or expression, then what tells rows apart: their keys, and window functions at the
   * end of the list where rows are the same in all columns.
   */
  private Sql order(Scope scope, List<Expression> items, int windows) {
    List<Sql> parts = new ArrayList<>();
    for (Expression column : choices.some(scope.columns(), 2)) {
      Expression value =
          choices.oneIn(3) ? grammar.expressions().next(column.type(), scope, 1) : column;
      parts.add(grammar.windows().direction(hasColumn(value) ? value : column));
    }
    scope.key().forEach(key -> parts.add(grammar.windows().direction(key)));
    for (int i = items.size() - windows; i < items.size(); i++) {
      Sql number = Sql.text(String.valueOf(i + 1));
      parts.add(grammar.windows().direction(items.get(i).with(number)));
    }
    return new Sql.Items(parts, ", ", parts.size());
  }

  private Query distinctOn(From from, Sql where, List<Expression> items) {
    List<Expression> keys = choices.some(from.scope().columns(), 2);
    List<Sql> order = new ArrayList<>();
    keys.forEach(key -> order.add(grammar.windows().direction(key)));
    from.scope().key().forEach(key -> order.add(grammar.windows().direction(key)));
    Sql sql =
        Sql.format(
                "SELECT DISTINCT ON ($) $ FROM $$ ORDER BY $",
                new Sql.Items(keys.stream().map(Expression::sql).toList(), ", ", keys.size()),
                named(items),
                from.sql(),
                where,
                new Sql.Items(order, ", ", order.size()))
            .uses(Feature.DISTINCT_ON);
    return new Query(sql, items, true, from.scope().rows());
  }

  private Query grouped(
      From from, Sql where, List<SqlType> types, int depth, boolean shared, boolean tail) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> alike = from.scope().columns().stream().filter(Expression::canonical).toList();
    for (int i = alike.isEmpty() ? 0 : choices.below(4); i > 0; i--) {
      keys.add(key(choices.pick(alike), from.scope()));
    }
    Grouping grouping = Grouping.of(keys, choices);
    Scope scope = from.scope();
    List<Expression> columns = new ArrayList<>(keys);
    columns.addAll(grammar.aggregates().some(scope.withoutOuter(), 3));
    List<Expression> outer = Exclusion.OUTER_BESIDE_AGGREGATES.isKept() ? List.of() : scope.outer();
    Scope groups = new Scope(columns, grouping.key(), outer, scope.rows());
    List<Expression> items = new ArrayList<>();
    if (!shared && (types.size() == 1 || choices.oneIn(3))) {
      items.addAll(columns);
      if (choices.oneIn(4) && !keys.isEmpty()) {
        items.add(grammar.windows().next(groups));
      }
    } else {
      for (SqlType type : types) {
        Expression item =
            groups.columns(type).isEmpty() && choices.coin()
                ? grammar.aggregates().of(type, scope.withoutOuter())
                : grammar.expressions().next(type, groups, depth - 1);
        items.add(shared ? grammar.expressions().shared(item) : item);
      }
    }
    Sql having =
        choices.oneIn(3)
            ? Sql.clause(" HAVING $", grammar.predicates().next(groups, Math.min(depth, 1)).sql())
            : Sql.Text.NOTHING;
    Sql body =
        Sql.format("SELECT $ FROM $$$$", named(items), from.sql(), where, grouping.sql(), having);
    boolean sortable = items.stream().allMatch(Expression::canonical);
    return query(body, tail && sortable ? ordinals(items) : Sql.Text.NOTHING, items, scope.rows());
  }

  /** A column, or an expression of its type. */
  private Expression key(Expression column, Scope scope) {
    if (choices.oneIn(4)) {
      Expression value =
          grammar
              .expressions()
              .alike(grammar.expressions().next(column.type(), scope.withoutOuter(), 1));
      if (hasColumn(value)) {
        return value.with(value.sql().frozen());
      }
    }
    return column;
  }

  private static boolean hasColumn(Expression value) {
    return value.sql().text().matches("(?s).*\\ba\\d+\\.\\w.*");
  }
}
