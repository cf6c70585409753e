package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
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
  public static final String URL_PREFIX = "jdbc:karst:";

  static {
    try {
      DriverManager.registerDriver(new KarstDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public @Nullable Connection connect(String url, Properties properties)
      throws SQLFeatureNotSupportedException {
    if (!acceptsURL(url)) {
      return null;
    }
    throw new SQLFeatureNotSupportedException(
        "opening a database is not supported yet", ErrorCode.FEATURE_NOT_SUPPORTED.sqlState());
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(URL_PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 0;
  }

  @Override
  public int getMinorVersion() {
    return 1;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "java.util.logging is not used", ErrorCode.FEATURE_NOT_SUPPORTED.sqlState());
  }
}
