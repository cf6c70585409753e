package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A setting that must change no answer. */
record SettingCheck(String setting) implements Check {
  @Override
  public String name() {
    return setting + " on and off";
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return true;
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    String sql = example.query().text();
    Answer on = laboratory.answer(Dialect.KARST, sql);
    laboratory.execute(Dialect.KARST, "SET " + setting + " = off");
    Answer off = laboratory.again(Dialect.KARST, sql);
    laboratory.execute(Dialect.KARST, "SET " + setting + " = on");
    List<String> script = List.of(sql, "SET " + setting + " = off", sql);
    return Difference.between(script, off, on, example.ordered());
  }
}
