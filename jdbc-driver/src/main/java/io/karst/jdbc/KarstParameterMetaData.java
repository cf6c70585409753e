package io.karst.jdbc;

import io.karst.sql.ParameterInfo;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.value.ColumnType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** Describes the {@code ?} of a statement. One whose type the statement leaves open is text. */
final class KarstParameterMetaData implements ParameterMetaData, Unwrapping {
  private final List<ParameterInfo> parameters;

  KarstParameterMetaData(List<ParameterInfo> parameters) {
    this.parameters = parameters;
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
  }

  @Override
  public int isNullable(int index) throws SQLException {
    return parameter(index).nullable() ? parameterNullable : parameterNoNulls;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return JdbcType.isSigned(type(index));
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return JdbcType.precision(type(index));
  }

  @Override
  public int getScale(int index) throws SQLException {
    return JdbcType.scale(type(index));
  }

  @Override
  public int getParameterType(int index) throws SQLException {
    return JdbcType.code(type(index));
  }

  @Override
  public String getParameterTypeName(int index) throws SQLException {
    return JdbcType.name(type(index));
  }

  @Override
  public String getParameterClassName(int index) throws SQLException {
    return JdbcType.className(type(index));
  }

  @Override
  public int getParameterMode(int index) throws SQLException {
    parameter(index);
    return parameterModeIn;
  }

  private ColumnType type(int index) throws SQLException {
    ColumnType type = parameter(index).type();
    return type == null ? ColumnType.TEXT : type;
  }

  private ParameterInfo parameter(int index) throws SQLException {
    if (index < 1 || index > parameters.size()) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER,
          "parameter " + index + " of a statement with " + parameters.size() + " parameters");
    }
    return parameters.get(index - 1);
  }
}
