package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.storage.base.ErrorCode;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** Describes the columns of a result. */
final class KarstResultSetMetaData implements ResultSetMetaData, Unwrapping {
  private final List<ResultColumn> columns;
  private final String catalog;

  KarstResultSetMetaData(List<ResultColumn> columns, String catalog) {
    this.columns = columns;
    this.catalog = catalog;
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return column(column).autoIncrement();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return JdbcType.isCaseSensitive(column(column).type());
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return JdbcType.isSigned(column(column).type());
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return JdbcType.displaySize(column(column).type());
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).label();
  }

  /** The name in the table it comes from; the label of a computed column. */
  @Override
  public String getColumnName(int column) throws SQLException {
    ResultColumn found = column(column);
    String name = found.column();
    return name == null ? found.label() : name;
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    String schema = column(column).schema();
    return schema == null ? "" : schema;
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return JdbcType.precision(column(column).type());
  }

  @Override
  public int getScale(int column) throws SQLException {
    return JdbcType.scale(column(column).type());
  }

  @Override
  public String getTableName(int column) throws SQLException {
    String table = column(column).table();
    return table == null ? "" : table;
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return column(column).table() == null ? "" : catalog;
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return JdbcType.code(column(column).type());
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return JdbcType.name(column(column).type());
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return column(column).table() == null;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return column(column).table() != null;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return JdbcType.className(column(column).type());
  }

  private ResultColumn column(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw SqlErrors.error(
          ErrorCode.UNDEFINED_COLUMN,
          "column " + column + " of a result with " + columns.size() + " columns");
    }
    return columns.get(column - 1);
  }
}
