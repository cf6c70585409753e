package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The parts of a connection that need no session: values to keep, things to make or to refuse. */
abstract class ConnectionSettings implements Connection, Unwrapping {
  private final Properties clientInfo = new Properties();
  private Map<String, Class<?>> typeMap = new HashMap<>();
  private @Nullable SQLWarning warnings;
  private int networkTimeout;

  abstract void checkOpen() throws SQLException;

  final void addWarning(String message) {
    SQLWarning warning = new SQLWarning(message, "01000");
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return JdbcEscapes.translate(sql);
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return typeMap;
  }

  /** Kept for tools that ask for it again; there are no user-defined types to map. */
  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    typeMap = map == null ? new HashMap<>() : map;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  /** Holding rows over a commit is accepted with a warning, not done. */
  @Override
  public void setHoldability(int holdability) throws SQLException {
    checkOpen();
    checkHoldability(holdability);
  }

  final void checkHoldability(int holdability) throws SQLException {
    if (holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT) {
      addWarning("results are closed at commit; HOLD_CURSORS_OVER_COMMIT has no effect");
    } else if (holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "holdability cannot be " + holdability);
    }
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeout;
  }

  /** Kept; an embedded database has no network to wait for. */
  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int millis) throws SQLException {
    checkOpen();
    if (millis < 0) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "network timeout cannot be " + millis);
    }
    networkTimeout = millis;
  }

  @Override
  public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
    if (value == null) {
      clientInfo.remove(name);
    } else {
      clientInfo.setProperty(name, value);
    }
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    clientInfo.clear();
    for (String name : properties.stringPropertyNames()) {
      clientInfo.setProperty(name, properties.getProperty(name));
    }
  }

  @Override
  public @Nullable String getClientInfo(String name) throws SQLException {
    checkOpen();
    return clientInfo.getProperty(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
  }

  @Override
  public Blob createBlob() throws SQLException {
    checkOpen();
    return new KarstBlob(new byte[0]);
  }

  @Override
  public Clob createClob() throws SQLException {
    checkOpen();
    return new KarstClob("");
  }

  @Override
  public NClob createNClob() throws SQLException {
    checkOpen();
    return new KarstClob("");
  }

  @Override
  public Array createArrayOf(String typeName, @Nullable Object @Nullable [] elements)
      throws SQLException {
    checkOpen();
    ColumnType element = elementType(typeName);
    try {
      Object canonical = Values.coerce(ColumnType.array(element), elements);
      return new KarstArray(
          element, canonical == null ? new @Nullable Object[0] : (Object[]) canonical);
    } catch (KarstException e) {
      throw SqlErrors.of(e);
    }
  }

  private static ColumnType elementType(String name) throws SQLException {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "boolean", "bool" -> ColumnType.BOOLEAN;
      case "smallint", "int2" -> ColumnType.SMALLINT;
      case "integer", "int", "int4" -> ColumnType.INTEGER;
      case "bigint", "int8" -> ColumnType.BIGINT;
      case "real", "float4" -> ColumnType.REAL;
      case "double precision", "double", "float8", "float" -> ColumnType.DOUBLE;
      case "numeric", "decimal" -> ColumnType.decimal(0, 0);
      case "text", "varchar", "character varying", "char" -> ColumnType.TEXT;
      case "bytea", "varbinary", "binary" -> ColumnType.BYTEA;
      case "date" -> ColumnType.DATE;
      case "time", "time without time zone" -> ColumnType.TIME;
      case "timestamp", "timestamp without time zone" -> ColumnType.TIMESTAMP;
      case "timestamptz", "timestamp with time zone" -> ColumnType.TIMESTAMPTZ;
      case "uuid" -> ColumnType.UUID;
      case "json" -> ColumnType.JSON;
      case "jsonb" -> ColumnType.JSONB;
      default -> throw SqlErrors.error(ErrorCode.UNDEFINED_OBJECT, "no type '" + name + "'");
    };
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw SqlErrors.notSupported("type XML");
  }

  @Override
  public Struct createStruct(String typeName, @Nullable Object[] attributes) throws SQLException {
    throw SqlErrors.notSupported("a structured type");
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw noCalls();
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    throw noCalls();
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw noCalls();
  }

  private static SQLException noCalls() {
    return SqlErrors.notSupported("a stored procedure (prepareCall)");
  }
}
