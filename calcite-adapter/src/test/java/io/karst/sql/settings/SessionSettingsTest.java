package io.karst.sql.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
  private final SessionSettings settings = new SessionSettings();

  private static ErrorCode codeOf(Throwable error) {
    return ((KarstException) error).code();
  }

  @Test
  void valuesAreNormalised() {
    settings.set("lock_timeout", "5s");
    assertThat(settings.number("LOCK_TIMEOUT")).isEqualTo(5000);
    settings.set("transaction_memory_limit", "64MB");
    assertThat(settings.number("transaction_memory_limit")).isEqualTo(64L << 20);
    settings.set("isolation", "READ_COMMITTED");
    assertThat(settings.get("default_transaction_isolation")).isEqualTo("read committed");
    settings.set("isolation", "snapshot");
    assertThat(settings.get("transaction_isolation")).isEqualTo("repeatable read");
    settings.set("read_only", "TRUE");
    assertThat(settings.isOn(SettingTable.READ_ONLY)).isTrue();
  }

  @Test
  void badNamesAndValuesAreRefused() {
    assertThatThrownBy(() -> settings.get("nonsense"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.UNDEFINED_OBJECT));
    assertThatThrownBy(() -> settings.set("durability", "maybe"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_PARAMETER));
    assertThatThrownBy(() -> settings.set("isolation", "chaos"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_PARAMETER));
    assertThatThrownBy(() -> settings.set("timezone", "Mars/Base"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }

  @Test
  void transactionsUndoWhatTheySet() {
    settings.set("application_name", "before");
    settings.beginTransaction();
    settings.set("application_name", "inside");
    settings.endTransaction(false);
    assertThat(settings.get("application_name")).isEqualTo("before");
    settings.beginTransaction();
    settings.setLocal("application_name", "local");
    settings.set("lock_timeout", "1");
    settings.endTransaction(true);
    assertThat(settings.get("application_name")).isEqualTo("before");
    assertThat(settings.get("lock_timeout")).isEqualTo("1");
  }

  @Test
  void resetReturnsToTheConnectionProperty() {
    settings.setStart("lock_timeout", "7");
    settings.set("lock_timeout", "9");
    settings.reset("lock_timeout");
    assertThat(settings.get("lock_timeout")).isEqualTo("7");
    settings.set("durability", "off");
    settings.resetAll();
    assertThat(settings.get("durability")).isEqualTo("sync");
    assertThat(settings.get("lock_timeout")).isEqualTo("7");
  }
}
