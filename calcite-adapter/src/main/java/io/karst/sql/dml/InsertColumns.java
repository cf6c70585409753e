package io.karst.sql.dml;

import io.karst.sql.query.Names;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * The columns that the values of an INSERT are for.
 *
 * @param positions in the table's shape, in the order of the values
 * @param named whether the statement names them; otherwise rows may be shorter
 */
record InsertColumns(List<Integer> positions, boolean named) {

  /**
   * The columns of a column list.
   *
   * @param columns empty: all visible columns in order
   */
  static InsertColumns of(Target target, List<SqlIdentifier> columns) {
    if (columns.isEmpty()) {
      return new InsertColumns(target.insertedPositions(), false);
    }
    List<Integer> positions = new ArrayList<>(columns.size());
    for (String column : Names.simple(columns)) {
      int position = target.writablePosition(column);
      if (positions.contains(position)) {
        throw new KarstException(
            ErrorCode.DUPLICATE_COLUMN, "column \"" + column + "\" specified more than once");
      }
      positions.add(position);
    }
    return new InsertColumns(List.copyOf(positions), true);
  }

  /**
   * Requires as many values as the columns take.
   *
   * @throws KarstException 42601
   */
  void requireWidth(int values) {
    if (values > positions.size()) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "INSERT has more expressions than target columns");
    }
    if (values < positions.size() && named) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "INSERT has more target columns than expressions");
    }
    for (int i = 0; i < values; i++) {
      if (positions.get(i) < 0) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "cannot insert into column " + (i + 1) + " of the view")
            .withDetail(
                "View columns that are not columns of their base relation are not updatable.");
      }
    }
  }
}
