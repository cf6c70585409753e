package io.karst.shell;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** What writers ask about columns. */
final class ColumnTypes {
  private ColumnTypes() {}

  static String[] labels(ResultSetMetaData metaData) throws SQLException {
    String[] labels = new String[metaData.getColumnCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = metaData.getColumnLabel(i + 1);
    }
    return labels;
  }

  static boolean[] numeric(ResultSetMetaData metaData) throws SQLException {
    boolean[] numeric = new boolean[metaData.getColumnCount()];
    for (int i = 0; i < numeric.length; i++) {
      numeric[i] = isNumeric(metaData.getColumnType(i + 1));
    }
    return numeric;
  }

  private static boolean isNumeric(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          true;
      default -> false;
    };
  }
}
