package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query that ran before, and whose plan is kept, answers the same after other literals. */
final class RepetitionCheck implements Check {
  @Override
  public String name() {
    return "first run and later runs";
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return true;
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    String sql = example.query().text();
    Answer first = laboratory.answer(Dialect.KARST, sql);
    Values values = new Values(new Choices(sql.hashCode()));
    String other =
        example
            .query()
            .text(
                literal ->
                    literal.plain() ? values.any(literal.type(), 0) : values.typed(literal.type()));
    // Its own answer is not looked at: operands may be out of their bounds now.
    laboratory.again(Dialect.KARST, other);
    Answer later = laboratory.again(Dialect.KARST, sql);
    return Difference.between(List.of(sql, other, sql), first, later, example.ordered());
  }
}
