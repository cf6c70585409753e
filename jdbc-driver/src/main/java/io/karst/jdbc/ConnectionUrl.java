package io.karst.jdbc;

import io.karst.sql.ConnectionTarget;
import io.karst.storage.base.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A parsed {@code jdbc:karst:} URL.
 *
 * <pre>
 * jdbc:karst:&lt;directory&gt;[;name=value]...
 * jdbc:karst:mem:&lt;name&gt;[;name=value]...     the empty name is a private database
 * jdbc:karst://host:port/                  a server: not in this version
 * </pre>
 *
 * @param url as given, without properties
 * @param target which database
 * @param properties by name; those of the URL win over those beside it
 */
record ConnectionUrl(String url, ConnectionTarget target, Map<String, String> properties) {

  static final String PREFIX = "jdbc:karst:";
  private static final String MEMORY = "mem:";

  static boolean accepts(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  static ConnectionUrl parse(String url, Properties given) throws SQLException {
    String[] parts = url.substring(PREFIX.length()).split(";", -1);
    Map<String, String> properties = new TreeMap<>();
    for (String name : given.stringPropertyNames()) {
      put(properties, name, given.getProperty(name));
    }
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw SqlErrors.error(
            ErrorCode.INVALID_PARAMETER,
            "'" + part + "' in the URL is not of the form name=value; " + url);
      }
      put(properties, part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return new ConnectionUrl(PREFIX + parts[0], target(parts[0]), properties);
  }

  private static ConnectionTarget target(String text) throws SQLException {
    if (text.startsWith("//") && text.indexOf(':', 2) > 0) {
      throw SqlErrors.notSupported("connecting to a server (" + PREFIX + text + ")");
    }
    if (text.regionMatches(true, 0, MEMORY, 0, MEMORY.length())) {
      return new ConnectionTarget.Memory(text.substring(MEMORY.length()));
    }
    if (text.isBlank()) {
      throw SqlErrors.error(
          ErrorCode.CANNOT_CONNECT,
          "the URL names no database: use " + PREFIX + "<directory> or " + PREFIX + "mem:<name>");
    }
    try {
      return new ConnectionTarget.Directory(directory(text));
    } catch (InvalidPathException e) {
      throw SqlErrors.error(
          ErrorCode.CANNOT_CONNECT, "'" + text + "' is no directory name: " + e.getReason());
    }
  }

  private static Path directory(String text) {
    String path = text.startsWith("file:") ? text.substring("file:".length()) : text;
    if (path.equals("~") || path.startsWith("~/")) {
      return Path.of(System.getProperty("user.home", ""), path.substring(1));
    }
    return Path.of(path);
  }

  private static void put(Map<String, String> properties, String name, String value)
      throws SQLException {
    ConnectionProperty property = ConnectionProperty.find(name);
    if (property == null) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER,
          "unknown connection property '" + name + "'; known: " + ConnectionProperty.known());
    }
    String checked = value;
    if (!property.choices().isEmpty()) {
      checked = value.toLowerCase(Locale.ROOT).replace(' ', '_');
      if (!property.choices().contains(checked)) {
        throw SqlErrors.error(
            ErrorCode.INVALID_PARAMETER,
            "connection property "
                + property.key()
                + " cannot be '"
                + value
                + "'; allowed: "
                + String.join(", ", property.choices()));
      }
    }
    properties.put(property.key(), checked);
  }
}
