package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole queries: SELECT, set operations, and either of them behind WITH. */
final class Queries {
  private static final int DEPTH = 3;

  private final Grammar grammar;
  private final Choices choices;

  Queries(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  /** A statement. */
  Query next() {
    grammar.reset();
    if (choices.oneIn(5)) {
      return with();
    }
    return choices.oneIn(6) ? combined(2) : select(choices.between(1, DEPTH), choices.coin());
  }

  /** A query in FROM. */
  Query derived(Scope around, int depth) {
    if (choices.oneIn(5)) {
      return combined(1);
    }
    return grammar.selects().next(null, around, Math.min(depth, 2), false, choices.oneIn(4));
  }

  private Query select(int depth, boolean tail) {
    return grammar.selects().next(null, Scope.EMPTY, depth, false, tail);
  }

  private Query with() {
    List<Sql> tables = new ArrayList<>();
    for (int i = choices.between(1, 2); i > 0; i--) {
      Query query =
          choices.oneIn(5) ? combined(1) : select(choices.between(1, 2), choices.oneIn(4));
      String name = "w" + grammar.alias();
      String hint = choices.pick("", "", "", "MATERIALIZED ", "NOT MATERIALIZED ");
      Sql table = Sql.format(name + " AS " + hint + "($)", query.sql());
      tables.add(hint.isEmpty() ? table : table.uses(Feature.MATERIALIZED));
      Source source = query.source(name);
      // Twice, so that it is likely to be used.
      grammar.sources().add(source);
      grammar.sources().add(source);
    }
    Query main = choices.oneIn(6) ? combined(1) : select(choices.between(1, 2), choices.coin());
    Sql sql = Sql.format("WITH $ $", Sql.list(tables), main.sql()).or(main.sql());
    return new Query(sql, main.columns(), main.ordered(), main.rows());
  }

  private Query combined(int depth) {
    List<SqlType> types = new ArrayList<>();
    Table table = choices.pick(grammar.schema().tables());
    for (int i = choices.between(1, 3); i > 0; i--) {
      SqlType type = choices.pick(table.columns()).type();
      types.add(type == SqlType.INTERVAL ? SqlType.INTEGER : type);
    }
    Query first = branch(types, depth);
    Sql sql = first.sql();
    double rows = first.rows();
    for (int i = choices.between(1, 2); i > 0; i--) {
      Query other = branch(types, depth);
      String word = choices.pick("UNION", "INTERSECT", "EXCEPT");
      String all = choices.pick("", " ALL");
      Sql both = Sql.format("($) " + word + all + " ($)", sql, other.sql()).or(sql, other.sql());
      boolean counted = !all.isEmpty() && !word.equals("UNION");
      sql = counted ? both.uses(Feature.SET_ALL) : both;
      rows += other.rows();
    }
    Sql order = choices.oneIn(3) ? grammar.selects().ordinals(first.columns()) : Sql.Text.NOTHING;
    return order == Sql.Text.NOTHING
        ? new Query(sql, first.columns(), false, rows)
        : new Query(Sql.format("$ ORDER BY $", sql, order), first.columns(), true, rows);
  }

  private Query branch(@Nullable List<SqlType> types, int depth) {
    return grammar.selects().next(types, Scope.EMPTY, depth, true, choices.oneIn(8));
  }
}
