package io.karst.jdbc;

import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source of connections to one database, configured as a bean: {@code url}, {@code user}, {@code
 * password}, further properties in the URL. Opens a new connection each time; the database itself
 * stays open only as long as a connection to it is.
 */
public final class KarstDataSource implements DataSource, Serializable, Unwrapping {
  private static final long serialVersionUID = 1L;

  private String url = "";
  private @Nullable String user;
  private @Nullable String password;
  private int loginTimeout;

  /** Creates a source without URL, for tools that set properties. */
  public KarstDataSource() {}

  /** Creates a source for a {@code jdbc:karst:} URL. */
  public KarstDataSource(String url) {
    this.url = url;
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String newUrl) {
    this.url = newUrl;
  }

  public @Nullable String getUser() {
    return user;
  }

  public void setUser(@Nullable String newUser) {
    this.user = newUser;
  }

  public @Nullable String getPassword() {
    return password;
  }

  public void setPassword(@Nullable String newPassword) {
    this.password = newPassword;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(user, password);
  }

  @Override
  public Connection getConnection(@Nullable String asUser, @Nullable String withPassword)
      throws SQLException {
    if (!ConnectionUrl.accepts(url)) {
      throw new SQLException("'" + url + "' is no " + ConnectionUrl.PREFIX + " URL", "08001");
    }
    Properties properties = new Properties();
    if (asUser != null) {
      properties.setProperty(ConnectionProperty.USER.key(), asUser);
    }
    if (withPassword != null) {
      properties.setProperty(ConnectionProperty.PASSWORD.key(), withPassword);
    }
    return KarstDriver.open(url, properties);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return DriverManager.getLogWriter();
  }

  /** Ignored: this driver writes no log. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {
    this.loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw SqlErrors.notSupported("a java.util.logging logger");
  }
}
