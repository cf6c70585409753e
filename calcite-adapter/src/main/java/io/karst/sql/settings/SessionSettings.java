package io.karst.sql.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one session. SET inside a transaction that is rolled back is undone with it; SET
 * LOCAL ends with the transaction. Not thread-safe.
 */
public final class SessionSettings {
  private final Map<String, String> startValues = new HashMap<>();
  private Map<String, String> values = new HashMap<>();
  private @Nullable Map<String, String> beforeTransaction;
  private final Set<String> local = new HashSet<>();
  private int version;

  /** The current value, normalised; 42704 if there is no such setting. */
  public String get(String name) {
    Setting setting = SettingTable.require(name);
    String value = values.get(setting.name());
    return value == null ? setting.defaultValue() : value;
  }

  /** A BOOLEAN setting. */
  public boolean isOn(String name) {
    return get(name).equals("on");
  }

  /** A DURATION in milliseconds, a MEMORY in bytes or an INTEGER. */
  public long number(String name) {
    return Long.parseLong(get(name));
  }

  /** Grows with every change. */
  public int version() {
    return version;
  }

  /** Changes a value for the session; 42704 or 22023. */
  public void set(String name, String value) {
    Setting setting = SettingTable.require(name);
    values.put(setting.name(), SettingValues.normalise(setting, value));
    local.remove(setting.name());
    version++;
  }

  /** Changes a value until the end of the running transaction. */
  public void setLocal(String name, String value) {
    set(name, value);
    if (beforeTransaction != null) {
      local.add(SettingTable.require(name).name());
    }
  }

  /** Sets a value that RESET returns to: a connection property. */
  public void setStart(String name, String value) {
    set(name, value);
    startValues.put(SettingTable.require(name).name(), get(name));
  }

  /** Returns a setting to the value the session started with. */
  public void reset(String name) {
    Setting setting = SettingTable.require(name);
    if (setting.kind() != Setting.Kind.READ_ONLY) {
      String start = startValues.get(setting.name());
      set(setting.name(), start == null ? setting.defaultValue() : start);
    }
  }

  /** Returns all settings to what the session started with. */
  public void resetAll() {
    values = new HashMap<>(startValues);
    local.clear();
    version++;
  }

  /** A transaction begins. */
  public void beginTransaction() {
    beforeTransaction = new HashMap<>(values);
  }

  /** The transaction ends: undoes what it set (rollback) or what it set with LOCAL (commit). */
  public void endTransaction(boolean committed) {
    Map<String, String> before = beforeTransaction;
    beforeTransaction = null;
    if (before == null) {
      return;
    }
    if (!committed) {
      if (!before.equals(values)) {
        values = before;
        version++;
      }
    } else {
      for (String name : local) {
        restore(name, before.get(name));
      }
    }
    local.clear();
  }

  private void restore(String name, @Nullable String value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
    version++;
  }
}
