package io.karst.sqltests.differential.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Generated statements over generated tables: Karst answers as PostgreSQL, H2 and DuckDB do where
 * they are there and agree, with and without indexes, prepared, repeated, in transactions.
 *
 * <p>{@code -Ddifferential.seed=<n>} repeats a run, {@code -Ddifferential.queries=<n>} lengthens
 * it. Every schema has a seed of its own, one more than that of the schema before: a report names
 * the seed that makes its schema the first.
 */
class GeneratedQueriesTest {
  private static final long SEED = Long.getLong("differential.seed", System.nanoTime() % 1_000_000);
  private static final int QUERIES = Integer.getInteger("differential.queries", 6000);

  /** The same statements in each build, so that a build fails for its own changes only. */
  @Test
  void firstStatements() throws SQLException {
    run(1, 240);
  }

  @Test
  @Tag("slow")
  void manyStatements() throws SQLException {
    run(SEED, QUERIES);
  }

  private static void run(long seed, int statements) throws SQLException {
    Tally tally = new Tally();
    try (Laboratory laboratory = new Laboratory()) {
      int rounds = (statements + Round.STATEMENTS - 1) / Round.STATEMENTS;
      for (int i = 0; i < rounds; i++) {
        new Round(seed + i, laboratory, tally)
            .run(Math.min(Round.STATEMENTS, statements - i * Round.STATEMENTS));
      }
    }
    System.out.println("seed " + seed + ": " + tally);
    assertThat(tally.reports())
        .withFailMessage(
            () ->
                "run again with -Ddifferential.seed=<seed of the report> -Ddifferential.queries="
                    + Round.STATEMENTS
                    + "\n"
                    + tally.kinds()
                    + "\n\n"
                    + String.join("\n\n", tally.reports()))
        .isEmpty();
  }
}
