package io.karst.sql.session;

import io.karst.sql.settings.SettingTable;
import io.karst.storage.DatabaseOptions;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Durability;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Connection properties: those of the database; all others are settings of the session. */
final class ConnectionProperties {
  private static final Set<String> DATABASE_OPTIONS = Set.of("create", "preset", "memory_limit");

  private ConnectionProperties() {}

  static boolean isDatabaseOption(String name) {
    return DATABASE_OPTIONS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Options for the session that opens the database; later sessions share what is open. */
  static DatabaseOptions databaseOptions(Map<String, String> properties) {
    DatabaseOptions options =
        DatabaseOptions.defaults()
            .withCreate(bool("create", properties.getOrDefault("create", "true")));
    String durability = properties.get("durability");
    if (durability != null) {
      try {
        options =
            options.withDurability(Durability.valueOf(durability.trim().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw invalid("durability", durability);
      }
    }
    String preset = properties.get("preset");
    if (preset != null) {
      options = options.withPreset(preset.trim());
    }
    String limit = properties.get("memory_limit");
    return limit == null
        ? options
        : options.withMemoryLimit(SettingTable.bytes("memory_limit", limit));
  }

  private static boolean bool(String name, String value) {
    return switch (value.trim().toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes", "1" -> true;
      case "false", "off", "no", "0" -> false;
      default -> throw invalid(name, value);
    };
  }

  private static KarstException invalid(String name, String value) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "invalid value for property " + name + ": \"" + value + "\"");
  }
}
