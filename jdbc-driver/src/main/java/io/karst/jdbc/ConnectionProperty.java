package io.karst.jdbc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The properties a connection accepts, in the URL or beside it. A fixed list on purpose: nothing
 * that is not named here reaches the layers below.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is made by List.of
enum ConnectionProperty {
  USER("user", "User name; an embedded database accepts any"),
  PASSWORD("password", "Password; an embedded database ignores it"),
  SCHEMA("schema", "Schema (collection) of unqualified names; default public"),
  ISOLATION("isolation", "Isolation of transactions", "snapshot", "read_committed", "serializable"),
  DURABILITY("durability", "When a commit is safe", "sync", "normal", "off"),
  LOCK_TIMEOUT("lock_timeout", "Longest wait for a row lock, e.g. 10s or 500ms"),
  STATEMENT_TIMEOUT(
      "statement_timeout", "Longest time a statement may run, e.g. 30s; 0 = no limit"),
  PRESET(
      "preset",
      "Storage settings fitting the use",
      "default",
      "small",
      "large",
      "read_heavy",
      "write_heavy"),
  MEMORY_LIMIT("memory_limit", "Memory for caches and write buffers of the process, e.g. 512MB"),
  READ_ONLY("read_only", "Refuse writes on this connection", "false", "true"),
  CREATE("create", "Create the database if it does not exist", "true", "false"),
  APPLICATION_NAME("application_name", "Name of the program, for lists of sessions");

  private final String key;
  private final String description;
  private final List<String> choices;

  ConnectionProperty(String key, String description, String... choices) {
    this.key = key;
    this.description = description;
    this.choices = List.of(choices);
  }

  /** The name in URLs and property lists. */
  String key() {
    return key;
  }

  String description() {
    return description;
  }

  /** Allowed values, the default first; empty = anything. */
  List<String> choices() {
    return choices;
  }

  /** The property of this name, in any case, or null. */
  static @Nullable ConnectionProperty find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (ConnectionProperty property : values()) {
      if (property.key.equals(lower)) {
        return property;
      }
    }
    return null;
  }

  /** All names, for error messages. */
  static String known() {
    StringBuilder names = new StringBuilder();
    for (ConnectionProperty property : values()) {
      names.append(names.length() == 0 ? "" : ", ").append(property.key);
    }
    return names.toString();
  }
}
