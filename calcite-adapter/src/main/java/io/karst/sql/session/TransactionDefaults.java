package io.karst.sql.session;

import io.karst.sql.settings.SessionSettings;
import io.karst.sql.settings.SettingTable;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.Isolation;
import io.karst.storage.engine.TransactionOptions;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What transactions of a session may do and see: as the settings say, or as the running block has
 * said for itself. Not thread-safe.
 */
final class TransactionDefaults {
  private final SessionSettings settings;
  private final BooleanSupplier cancelled;
  private @Nullable Isolation blockIsolation;
  private @Nullable Boolean blockReadOnly;
  private @Nullable TransactionOptions cachedOptions;
  private int cachedVersion = -1;
  private boolean readOnlySetting;
  private int readOnlyVersion = -1;

  TransactionDefaults(SessionSettings settings, BooleanSupplier cancelled) {
    this.settings = settings;
    this.cancelled = cancelled;
  }

  /** The block has an isolation of its own. */
  void setIsolation(Isolation isolation) {
    blockIsolation = isolation;
  }

  /** The block says whether it refuses writes. */
  void setReadOnly(boolean readOnly) {
    blockReadOnly = readOnly;
  }

  /** What the block has said holds no longer. */
  void endBlock() {
    blockIsolation = null;
    blockReadOnly = null;
  }

  boolean readOnly() {
    if (blockReadOnly != null) {
      return blockReadOnly;
    }
    if (readOnlyVersion != settings.version()) {
      readOnlyVersion = settings.version();
      readOnlySetting = settings.isOn(SettingTable.READ_ONLY);
    }
    return readOnlySetting;
  }

  Isolation isolation() {
    return blockIsolation != null ? blockIsolation : defaultIsolation();
  }

  /** Options of a query's own transaction that begins now. */
  TransactionOptions readingOptions() {
    return readingOptions(options());
  }

  private Isolation defaultIsolation() {
    return switch (settings.get(SettingTable.ISOLATION)) {
      case "read committed" -> Isolation.READ_COMMITTED;
      case "serializable" -> Isolation.SERIALIZABLE;
      default -> Isolation.SNAPSHOT;
    };
  }

  /** A level as the setting says it. */
  static String nameOf(Isolation isolation) {
    return switch (isolation) {
      case READ_COMMITTED -> "read committed";
      case SNAPSHOT -> "repeatable read";
      case SERIALIZABLE -> "serializable";
    };
  }

  /** Options of a transaction that begins now. */
  TransactionOptions options() {
    TransactionOptions options = cachedOptions;
    if (options == null || cachedVersion != settings.version()) {
      String durability = settings.get(SettingTable.DURABILITY).toUpperCase(Locale.ROOT);
      options =
          new TransactionOptions(
              defaultIsolation(),
              Durability.valueOf(durability),
              settings.number(SettingTable.LOCK_TIMEOUT),
              settings.number(SettingTable.TRANSACTION_MEMORY_LIMIT),
              cancelled);
      cachedOptions = options;
      cachedVersion = settings.version();
    }
    Isolation isolation = isolation();
    options = isolation == options.isolation() ? options : with(isolation, options);
    return readOnly() ? readingOptions(options) : options;
  }

  /**
   * What only reads is serializable at its snapshot: that is the state after some of the commits,
   * in their order.
   */
  private static TransactionOptions readingOptions(TransactionOptions options) {
    return options.isolation() == Isolation.SERIALIZABLE
        ? with(Isolation.SNAPSHOT, options)
        : options;
  }

  private static TransactionOptions with(Isolation isolation, TransactionOptions options) {
    return new TransactionOptions(
        isolation,
        options.durability(),
        options.lockTimeoutMillis(),
        options.maxBufferedBytes(),
        options.cancelled());
  }
}
