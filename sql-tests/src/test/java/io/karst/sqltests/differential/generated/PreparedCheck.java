package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literals and parameters with their values give the same rows. */
final class PreparedCheck implements Check {
  @Override
  public String name() {
    return "literals and parameters";
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return example.query().hasLiteral();
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    List<Sql.Literal> literals = new ArrayList<>();
    String sql =
        example
            .query()
            .text(
                literal -> {
                  literals.add(literal);
                  return Parameters.marker(literal);
                });
    Answer expected = laboratory.answer(Dialect.KARST, example.query().text());
    Answer actual = Answer.of(laboratory.connection(Dialect.KARST), sql, literals);
    return Difference.between(
        List.of(example.query().text(), sql), expected, actual, example.ordered());
  }
}
