package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array value in memory. */
final class KarstArray implements Array {
  private final ColumnType elementType;
  private final @Nullable Object[] canonical;

  /** Wraps canonical elements. */
  KarstArray(ColumnType elementType, @Nullable Object[] canonical) {
    this.elementType = elementType;
    this.canonical = canonical;
  }

  @Override
  public String getBaseTypeName() {
    return JdbcType.name(elementType);
  }

  @Override
  public int getBaseType() {
    return JdbcType.code(elementType);
  }

  /** Elements as {@code getObject} returns them, in an array of their class. */
  @Override
  public Object getArray() throws SQLException {
    return toArray();
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    return toArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    int from = from(index, count);
    return Arrays.copyOfRange(toArray(), from, from + count);
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() {
    return resultSet(0, canonical.length);
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return resultSet(from(index, count), count);
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet(index, count);
  }

  @Override
  public void free() {}

  /** PostgreSQL's text form, e.g. {@code {1,2,NULL}}. */
  @Override
  public String toString() {
    return Values.format(ColumnType.array(elementType), canonical);
  }

  @Nullable Object[] toArray() throws SQLException {
    ColumnReader reader = ColumnReader.of(elementType);
    @Nullable Object[] objects = newArray(canonical.length);
    for (int i = 0; i < objects.length; i++) {
      Object element = canonical[i];
      objects[i] = element == null ? null : reader.toObject(element);
    }
    return objects;
  }

  private @Nullable Object[] newArray(int length) {
    try {
      Class<?> type = Class.forName(JdbcType.className(elementType));
      return (Object[]) java.lang.reflect.Array.newInstance(type, length);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("class of " + elementType, e);
    }
  }

  private int from(long index, int count) throws SQLException {
    if (index < 1 || count < 0 || index - 1 + count > canonical.length) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER,
          "elements "
              + index
              + " to "
              + (index + count - 1)
              + " of an array of "
              + canonical.length);
    }
    return (int) index - 1;
  }

  private ResultSet resultSet(int from, int count) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      rows.add(new @Nullable Object[] {(long) i + 1, canonical[i]});
    }
    ResultShape shape =
        ResultShape.of(List.of("INDEX", "VALUE"), List.of(ColumnType.BIGINT, elementType));
    return KarstResultSet.inMemory(shape, rows);
  }
}
