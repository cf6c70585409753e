package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.jspecify.annotations.Nullable;

/** What planned scalar sub-queries call. */
public final class ScalarQueries {
  private ScalarQueries() {}

  static void register(FunctionTable table) {
    table.add(ScalarQueries.class, "~$one_row(int8,bool):bool?", "oneRow");
  }

  /**
   * True; NULL for a query that has no row.
   *
   * @param found whether the rows are those of the row around, as the join with it says: rules may
   *     ask before it does, and groups that no row looks at are no error
   * @throws KarstException 21000 for more than one row
   */
  public static @Nullable Boolean oneRow(@Nullable Long rows, @Nullable Boolean found) {
    if (rows == null || found == null || !found) {
      return null;
    }
    if (rows > 1) {
      throw new KarstException(
          ErrorCode.CARDINALITY_VIOLATION,
          "more than one row returned by a subquery used as an expression");
    }
    return true;
  }
}
