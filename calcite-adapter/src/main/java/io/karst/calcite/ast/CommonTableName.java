package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The name of a query of WITH that is written with {@code MATERIALIZED} or {@code NOT
 * MATERIALIZED}. Names go through all rewriting as they are.
 */
public final class CommonTableName extends SqlIdentifier {
  private final boolean materialized;

  /**
   * The name.
   *
   * @param materialized whether the query runs once for all who read it; else it runs for each
   */
  public CommonTableName(SqlIdentifier name, boolean materialized) {
    super(name.names, name.getParserPosition());
    this.materialized = materialized;
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new CommonTableName(this, materialized);
  }

  /** Whether a query is written to run once. */
  public static boolean isMaterialized(SqlIdentifier name) {
    return name instanceof CommonTableName common && common.materialized;
  }

  /** Whether a query is written to run for each who reads it. */
  public static boolean isNotMaterialized(SqlIdentifier name) {
    return name instanceof CommonTableName common && !common.materialized;
  }
}
