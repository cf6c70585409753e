package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** INSERT, UPDATE and DELETE whose result does not depend on the order in which rows are read. */
final class Changes {
  private final Grammar grammar;
  private final Choices choices;

  Changes(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  /** Some changes, then a query. */
  Case beforeQuery() {
    Map<String, Sql> parts = new LinkedHashMap<>();
    for (int i = choices.between(1, 3); i > 0; i--) {
      parts.put("change" + i, Sql.clause("$", next()));
    }
    Query query = grammar.queries().next();
    parts.put(Case.QUERY, query.sql());
    return new Case(grammar.schema(), parts, query.ordered());
  }

  /** One change. */
  Case alone() {
    return new Case(grammar.schema(), Map.of("change", next()), false);
  }

  private Sql next() {
    grammar.reset();
    Table table = choices.pick(grammar.schema().tables());
    return switch (choices.below(8)) {
      case 0, 1 -> insert(table);
      case 2 -> copy(table);
      case 3 -> merge(table);
      case 4, 5, 6 -> update(table);
      default -> delete(table);
    };
  }

  private Scope scope(Table table, String alias) {
    return Source.of(table).scope(alias, Scope.EMPTY);
  }

  private Sql insert(Table table) {
    List<Sql> rows = new ArrayList<>();
    for (int i = choices.between(1, 3); i > 0; i--) {
      rows.add(row(table));
    }
    Sql conflict =
        choices.oneIn(3)
            ? Sql.clause(" ON CONFLICT DO NOTHING").uses(Feature.UNIQUE_KEYS)
            : Sql.Text.NOTHING;
    return Sql.format(
        "INSERT INTO " + table.name() + " VALUES $$$",
        Sql.list(rows),
        conflict,
        returning(table, table.name()));
  }

  private Sql row(Table table) {
    List<Sql> values = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean key = column.notNull() || table.primaryKey().contains(column.name());
      if (key && choices.oneIn(40)) {
        values.add(Sql.text("NULL").uses(Feature.POSTGRESQL)); // others look for conflicts first
        continue;
      }
      boolean nothing = !key && choices.oneIn(6);
      values.add(
          column.values().isEmpty()
              ? Sql.text(String.valueOf(choices.between(0, table.rows().size() + 15)))
              : Sql.text(nothing ? "NULL" : choices.pick(column.values())));
    }
    return Sql.format("($)", new Sql.Items(values, ", ", values.size()));
  }

  /** Rows of the table itself, with new values in some columns. */
  private Sql copy(Table table) {
    String alias = grammar.alias();
    Scope scope = scope(table, alias);
    List<Sql> values = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean own = column.name().equals("id") || choices.oneIn(3);
      values.add(own ? Sql.text(alias + "." + column.name()) : value(column, scope));
    }
    if (table.columns().get(0).name().equals("id")) {
      values.set(0, Sql.text(alias + ".id + " + choices.between(1, 40)));
    }
    Sql conflict =
        choices.coin()
            ? Sql.text(" ON CONFLICT DO NOTHING").uses(Feature.UNIQUE_KEYS)
            : Sql.Text.NOTHING;
    return Sql.format(
        "INSERT INTO "
            + table.name()
            + " SELECT $ FROM "
            + table.name()
            + " "
            + alias
            + "$ ORDER BY $$",
        new Sql.Items(values, ", ", values.size()),
        where(scope),
        grammar.subQueries().keys(scope),
        conflict);
  }

  /** ON CONFLICT DO UPDATE. */
  private Sql merge(Table table) {
    if (table.primaryKey().isEmpty()) {
      return insert(table);
    }
    List<Column> free = free(table);
    if (free.isEmpty()) {
      return insert(table);
    }
    Column column = choices.pick(free);
    Scope scope = scope(table, table.name());
    Sql value = choices.coin() ? Sql.text("excluded." + column.name()) : value(column, scope);
    return Sql.format(
            "INSERT INTO "
                + table.name()
                + " VALUES $ ON CONFLICT ("
                + String.join(", ", table.primaryKey())
                + ") DO UPDATE SET "
                + column.name()
                + " = $$$",
            row(table),
            value,
            where(scope),
            returning(table, table.name()))
        .uses(Feature.UNIQUE_KEYS);
  }

  private static List<Column> free(Table table) {
    return table.columns().stream()
        .filter(
            column ->
                !table.primaryKey().contains(column.name())
                    && table.uniques().stream()
                        .noneMatch(key -> List.of(key.split(", ")).contains(column.name())))
        .toList();
  }

  private Sql update(Table table) {
    String alias = grammar.alias();
    Scope scope = scope(table, alias);
    List<Column> columns = free(table);
    boolean single = columns.isEmpty() || choices.oneIn(4);
    if (single) {
      columns = table.columns();
    }
    List<Sql> assignments = new ArrayList<>();
    for (Column column : choices.some(columns, 3)) {
      Sql value = single ? Sql.text(constant(column)) : value(column, scope);
      assignments.add(Sql.format(column.name() + " = $", value));
    }
    Sql where = single ? oneRow(table, alias) : where(scope);
    return Sql.format(
        "UPDATE " + table.name() + " AS " + alias + " SET $$$",
        Sql.list(assignments),
        where,
        returning(table, alias));
  }

  private String constant(Column column) {
    return column.values().isEmpty()
        ? String.valueOf(choices.below(30))
        : choices.pick(column.values());
  }

  /** The row with some key; keys of many rows may be changed in any order. */
  private Sql oneRow(Table table, String alias) {
    if (table.rows().isEmpty() || table.primaryKey().isEmpty()) {
      return Sql.text(" WHERE FALSE");
    }
    List<String> row = choices.pick(table.rows());
    List<String> parts = new ArrayList<>();
    for (String name : table.primaryKey()) {
      int place = table.columns().indexOf(table.column(name));
      parts.add(alias + "." + name + " = " + row.get(place));
    }
    return Sql.text(" WHERE " + String.join(" AND ", parts));
  }

  /** A value that fits into the column. */
  private Sql value(Column column, Scope scope) {
    Expression value = grammar.expressions().next(column.type(), scope, 2);
    boolean narrow =
        switch (column.type()) {
          case VARCHAR, CHAR -> true;
          case NUMERIC -> !column.declaration().equals("numeric");
          default -> false;
        };
    boolean large = column.type() == SqlType.NUMERIC && value.bound() > 9e4;
    boolean far = column.type().isTime() && value.bound() > column.bound();
    Sql sql =
        large || far || (column.type().isNumber() && value.bound() > column.bound() * 3)
            ? Sql.text(constant(column))
            : narrow
                ? Sql.format("CAST($ AS " + column.declaration() + ")", value.sql())
                : value.sql();
    return column.notNull() ? Sql.format("COALESCE($, " + constant(column) + ")", sql) : sql;
  }

  private Sql delete(Table table) {
    String alias = grammar.alias();
    Scope scope = scope(table, alias);
    return Sql.format(
        "DELETE FROM " + table.name() + " AS " + alias + "$$",
        where(scope),
        returning(table, alias));
  }

  private Sql where(Scope scope) {
    return Sql.clause(" WHERE $", grammar.predicates().next(scope, 2).sql());
  }

  private Sql returning(Table table, String alias) {
    if (!choices.oneIn(4)) {
      return Sql.Text.NOTHING;
    }
    return Sql.clause(
        " RETURNING $",
        grammar
            .expressions()
            .next(choices.pick(table.columns()).type(), scope(table, alias), 1)
            .sql());
  }
}
