package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Two ways to the same answer. */
interface Check {
  /** What it compares, for reports. */
  String name();

  /** Whether the engines that it needs are there and take the statements. */
  boolean applies(Case example, Laboratory laboratory);

  /** The difference that it finds; null if there is none. */
  @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException;
}
