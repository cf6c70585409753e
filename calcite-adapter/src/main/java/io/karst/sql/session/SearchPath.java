package io.karst.sql.session;

import io.karst.sql.settings.SessionSettings;
import io.karst.sql.settings.SettingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings that every statement needs, parsed once per change. Not thread-safe. */
final class SearchPath {
  private final SessionSettings settings;
  private final SessionTransaction transactions;
  private @Nullable String temporary;
  private int version = -1;
  private String planSettings = "";
  private int planVersion;
  private List<String> schemas = List.of();
  private long statementTimeout;
  private long statementRestarts;
  private long timeoutOverride;

  SearchPath(SessionSettings settings, SessionTransaction transactions) {
    this.settings = settings;
    this.transactions = transactions;
  }

  /** The settings that decide how a statement is planned, as one text. */
  String planSettings() {
    refresh();
    return planSettings;
  }

  /** Grows when {@link #planSettings} changes. */
  int planVersion() {
    refresh();
    return planVersion;
  }

  /** Schemas in the order they are searched: that of temporary tables before all others. */
  List<String> schemas() {
    refresh();
    return schemas;
  }

  /** The schema that receives new objects. */
  String first() {
    refresh();
    int first = temporary == null ? 0 : 1;
    return schemas.size() <= first ? "public" : schemas.get(first);
  }

  long statementTimeout() {
    refresh();
    return timeoutOverride > 0 ? timeoutOverride : statementTimeout;
  }

  /** Overrides the setting, without counting as a change of settings; 0 = the setting holds. */
  void setStatementTimeout(long millis) {
    timeoutOverride = millis;
  }

  long statementRestarts() {
    refresh();
    return statementRestarts;
  }

  /** A name as it is written in the setting. */
  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void refresh() {
    String present = transactions.temporarySchema();
    if (version == settings.version() && Objects.equals(temporary, present)) {
      return;
    }
    temporary = present;
    version = settings.version();
    String text = settings.get(SettingTable.SEARCH_PATH);
    String plan =
        text
            + '|'
            + settings.get(SettingTable.TIME_ZONE)
            + '|'
            + settings.get(SettingTable.KEY_PLANS)
            + '|'
            + settings.get(SettingTable.JOIN_COLLAPSE_LIMIT)
            + '|'
            + temporary;
    if (!plan.equals(planSettings)) {
      planSettings = plan;
      planVersion++;
    }
    List<String> names = parse(text);
    if (temporary != null) {
      names.remove(temporary);
      names.add(0, temporary);
    }
    schemas = List.copyOf(names);
    statementRestarts = settings.number(SettingTable.STATEMENT_RESTARTS);
    statementTimeout = settings.number(SettingTable.STATEMENT_TIMEOUT);
  }

  /** Names separated by commas, folded unless quoted; "$user" is nobody here. */
  private static List<String> parse(String path) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    boolean keepCase = false;
    for (int i = 0; i <= path.length(); i++) {
      char c = i < path.length() ? path.charAt(i) : ',';
      if (c == '"' && quoted && i + 1 < path.length() && path.charAt(i + 1) == '"') {
        name.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
        keepCase = true;
      } else if (c == ',' && !quoted) {
        String folded = keepCase ? name.toString() : name.toString().trim();
        folded = keepCase ? folded.trim() : folded.toLowerCase(Locale.ROOT);
        if (!folded.isEmpty() && !folded.equals("$user")) {
          names.add(folded);
        }
        name.setLength(0);
        keepCase = false;
      } else {
        name.append(c);
      }
    }
    return names;
  }
}
