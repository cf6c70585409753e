package io.karst.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sql.ResultColumn;
import io.karst.storage.value.ColumnType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Calls every method of the java.sql interfaces: none may fail with anything but SQLException. */
class JdbcSurfaceTest {
  private final FakeSession session = new FakeSession();

  private Connection connect() throws SQLException {
    session.parameterCount = 3;
    session.rows(
        "SELECT x",
        List.of(ResultColumn.computed("x", ColumnType.TEXT)),
        Collections.singletonList(new Object[] {"1"}));
    return new KarstConnection(
        session, ConnectionUrl.parse("jdbc:karst:mem:fake", new Properties()));
  }

  @Test
  void databaseMetaDataAlwaysAnswers() throws Exception {
    DatabaseMetaData metaData = connect().getMetaData();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getDeclaringClass() == DatabaseMetaData.class) {
        Object answer = method.invoke(metaData, arguments(method));
        if (answer instanceof ResultSet rows) {
          assertThat(rows.getMetaData().getColumnCount()).as(method.getName()).isPositive();
        }
      }
    }
  }

  @Test
  void resultSetsThrowNothingButSqlExceptions() throws Exception {
    for (Method method : ResultSet.class.getMethods()) {
      if (method.getName().equals("close")) {
        continue;
      }
      try (Connection connection = connect()) {
        ResultSet rows = connection.createStatement().executeQuery("SELECT x");
        rows.next();
        call(rows, method);
      }
    }
  }

  @Test
  void preparedStatementsThrowNothingButSqlExceptions() throws Exception {
    for (Method method : PreparedStatement.class.getMethods()) {
      try (Connection connection = connect();
          PreparedStatement statement = connection.prepareStatement("SELECT x")) {
        call(statement, method);
      }
    }
  }

  @Test
  void connectionsThrowNothingButSqlExceptions() throws Exception {
    for (Method method : Connection.class.getMethods()) {
      boolean sharding = method.getName().contains("Sharding");
      if (!sharding && !method.getName().equals("abort")) {
        call(connect(), method);
      }
    }
  }

  @Test
  void resultSetMetaDataAnswersForEveryColumn() throws Exception {
    try (ResultSet rows = connect().createStatement().executeQuery("SELECT x")) {
      for (Method method : ResultSetMetaData.class.getMethods()) {
        if (method.getDeclaringClass() == ResultSetMetaData.class) {
          Object[] arguments = new Object[method.getParameterCount()];
          Arrays.fill(arguments, 1);
          assertThat(method.invoke(rows.getMetaData(), arguments)).isNotNull();
        }
      }
    }
  }

  private static void call(Object target, Method method) throws IllegalAccessException {
    try {
      method.invoke(target, arguments(method));
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).as(method.toString()).isInstanceOf(SQLException.class);
    }
  }

  private static Object[] arguments(Method method) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = argument(types[i]);
    }
    return arguments;
  }

  private static Object argument(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == short.class) {
      return (short) 1;
    }
    if (type == byte.class) {
      return (byte) 1;
    }
    if (type == float.class) {
      return 1f;
    }
    if (type == double.class) {
      return 1d;
    }
    if (type == String.class) {
      return "x";
    }
    if (type == Class.class) {
      return String.class;
    }
    if (type == Properties.class) {
      return new Properties();
    }
    if (type == java.sql.SQLType.class) {
      return java.sql.JDBCType.VARCHAR;
    }
    if (type == int[].class) {
      return new int[] {1};
    }
    if (type == String[].class) {
      return new String[] {"x"};
    }
    return null;
  }
}
