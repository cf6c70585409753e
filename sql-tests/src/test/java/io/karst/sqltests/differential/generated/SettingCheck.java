package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting that must change no answer.
 *
 * @param setting its name
 * @param usual the value it has
 * @param other another one
 */
record SettingCheck(String setting, String usual, String other) implements Check {
  @Override
  public String name() {
    return setting + " = " + other;
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return true;
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    String sql = example.query().text();
    Answer first = laboratory.answer(Dialect.KARST, sql);
    laboratory.execute(Dialect.KARST, "SET " + setting + " = " + other);
    Answer second = laboratory.again(Dialect.KARST, sql);
    laboratory.execute(Dialect.KARST, "SET " + setting + " = " + usual);
    List<String> script = List.of(sql, "SET " + setting + " = " + other, sql);
    return Difference.between(script, second, first, example.ordered());
  }
}
