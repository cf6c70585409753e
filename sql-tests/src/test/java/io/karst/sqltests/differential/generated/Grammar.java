package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** The parts of the generator of queries, which call each other, and what they share. */
final class Grammar {
  /** No query reads more pairs of rows than this from its FROM clause. */
  static final double MOST_ROWS = 20_000;

  private final Choices choices;
  private final Schema schema;
  private final Values values;
  private final Expressions expressions;
  private final Functions functions;
  private final Numbers numbers;
  private final Predicates predicates;
  private final SubQueries subQueries;
  private final Aggregates aggregates;
  private final Windows windows;
  private final FromClauses fromClauses;
  private final Selects selects;
  private final Queries queries;
  private final List<Source> sources = new ArrayList<>();
  private int aliases;
  private boolean portable;

  Grammar(Choices choices, Schema schema) {
    this.choices = choices;
    this.schema = schema;
    this.values = new Values(choices);
    this.expressions = new Expressions(this);
    this.functions = new Functions(this);
    this.numbers = new Numbers(this);
    this.predicates = new Predicates(this);
    this.subQueries = new SubQueries(this);
    this.aggregates = new Aggregates(this);
    this.windows = new Windows(this);
    this.fromClauses = new FromClauses(this);
    this.selects = new Selects(this);
    this.queries = new Queries(this);
    reset();
  }

  /** Forgets the names of the statement before. */
  void reset() {
    aliases = 0;
    portable = choices.coin() && schema.isPortable();
    sources.clear();
    schema.tables().forEach(table -> sources.add(Source.of(table)));
  }

  /** Whether other engines shall take the statement. */
  boolean isPortable() {
    return portable;
  }

  /** Types that the statement may use. */
  List<SqlType> types() {
    return portable ? SqlType.PORTABLE : SqlType.ALL;
  }

  /** A type for any expression: mostly one of a column. */
  SqlType type(Scope scope) {
    return scope.columns().isEmpty() || choices.oneIn(6)
        ? choices.pick(types())
        : choices.pick(scope.columns()).type();
  }

  String alias() {
    aliases++;
    return "a" + aliases;
  }

  /** What FROM may name now. */
  List<Source> sources() {
    return sources;
  }

  Choices choices() {
    return choices;
  }

  Schema schema() {
    return schema;
  }

  Values values() {
    return values;
  }

  Expressions expressions() {
    return expressions;
  }

  Functions functions() {
    return functions;
  }

  Numbers numbers() {
    return numbers;
  }

  Predicates predicates() {
    return predicates;
  }

  SubQueries subQueries() {
    return subQueries;
  }

  Aggregates aggregates() {
    return aggregates;
  }

  Windows windows() {
    return windows;
  }

  FromClauses fromClauses() {
    return fromClauses;
  }

  Selects selects() {
    return selects;
  }

  Queries queries() {
    return queries;
  }
}
