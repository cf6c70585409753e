package io.karst.jdbc;

import io.karst.sql.Sessions;
import io.karst.storage.base.KarstException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The driver behind {@code jdbc:karst:} URLs; found by {@link java.util.ServiceLoader}. */
public final class KarstDriver implements Driver {
  /** What every URL of this driver starts with. */
  public static final String URL_PREFIX = ConnectionUrl.PREFIX;

  static final int MAJOR_VERSION = 0;
  static final int MINOR_VERSION = 1;
  static final String VERSION = "0.1.0";

  static {
    QuietLogging.ifNobodyListens();
    try {
      DriverManager.registerDriver(new KarstDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties properties)
      throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    return open(url, properties == null ? new Properties() : properties);
  }

  static KarstConnection open(String url, Properties properties) throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url, properties);
    try {
      return new KarstConnection(Sessions.open(parsed.target(), parsed.properties()), parsed);
    } catch (KarstException e) {
      throw SqlErrors.of(e);
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    if (url == null) {
      throw new SQLException("the URL is null", "08001");
    }
    return ConnectionUrl.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties properties) {
    ConnectionProperty[] known = ConnectionProperty.values();
    DriverPropertyInfo[] info = new DriverPropertyInfo[known.length];
    for (int i = 0; i < known.length; i++) {
      ConnectionProperty property = known[i];
      String value = properties == null ? null : properties.getProperty(property.key());
      if (value == null && !property.choices().isEmpty()) {
        value = property.choices().get(0);
      }
      info[i] = new DriverPropertyInfo(property.key(), value);
      info[i].description = property.description();
      if (!property.choices().isEmpty()) {
        info[i].choices = property.choices().toArray(new String[0]);
      }
    }
    return info;
  }

  @Override
  public int getMajorVersion() {
    return MAJOR_VERSION;
  }

  @Override
  public int getMinorVersion() {
    return MINOR_VERSION;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.notSupported("a java.util.logging logger");
  }
}
