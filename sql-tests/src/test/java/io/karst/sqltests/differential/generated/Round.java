package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One schema, and many statements over it. */
final class Round {
  static final int STATEMENTS = 60;

  private static final List<Check> RUNS =
      List.of(
          new RepetitionCheck(),
          new PreparedCheck(),
          new SettingCheck("key_plans", "on", "off"),
          new SettingCheck("join_collapse_limit", "60", "1"));

  private final long seed;
  private final Laboratory laboratory;
  private final Tally tally;
  private final Choices choices;
  private final Schema schema;
  private final Grammar grammar;

  Round(long seed, Laboratory laboratory, Tally tally) {
    this.seed = seed;
    this.laboratory = laboratory;
    this.tally = tally;
    this.choices = new Choices(seed);
    this.schema = new SchemaGenerator(choices).next();
    this.grammar = new Grammar(choices, schema);
  }

  void run(int statements) throws SQLException {
    tally.schema();
    for (int i = 0; i < statements; i++) {
      switch (choices.below(20)) {
        case 0, 1, 2 -> run(new Partitions(grammar).next(), List.of(choices.pick(Relation.ALL)));
        case 3, 4 ->
            run(
                new Changes(grammar).alone(),
                List.of(
                    new ChangeCheck(Dialect.POSTGRESQL),
                    new ChangeCheck(Dialect.KARST_WITHOUT_INDEXES)));
        case 5 -> run(new Changes(grammar).beforeQuery(), List.of(new TransactionCheck()));
        default -> run(Case.of(schema, grammar.queries().next()), checks());
      }
    }
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(new EngineCheck(Dialect.POSTGRESQL));
    checks.add(new EngineCheck(Dialect.H2));
    checks.add(new EngineCheck(Dialect.DUCKDB));
    checks.add(
        choices.coin() ? new EngineCheck(Dialect.KARST_WITHOUT_INDEXES) : choices.pick(RUNS));
    return checks;
  }

  private void run(Case example, List<Check> checks) throws SQLException {
    tally.statement();
    laboratory.forget();
    for (Check check : checks) {
      laboratory.use(schema);
      if (check.applies(example, laboratory)) {
        tally.check(check);
        Difference difference = check.run(example, laboratory);
        if (difference != null && tally.isNew(check, difference)) {
          report(example, check, difference);
        }
      }
    }
  }

  private void report(Case example, Check check, Difference difference) throws SQLException {
    Case reduced = new Reducer(laboratory, check, difference).reduce(example);
    laboratory.use(reduced.schema());
    laboratory.forget();
    Difference smallest = check.run(reduced, laboratory);
    tally.report(
        "-- "
            + check.name()
            + ", seed "
            + seed
            + "\n"
            + String.join(";\n", reduced.schema().statements(Dialect.KARST))
            + ";\n"
            + (smallest == null ? difference : smallest));
  }
}
