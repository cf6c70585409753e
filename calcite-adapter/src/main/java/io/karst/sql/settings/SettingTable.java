package io.karst.sql.settings;

import io.karst.sql.settings.Setting.Kind;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.TransactionOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is. PostgreSQL clients send some that mean nothing here: they are accepted.
 */
public final class SettingTable {
  public static final String SEARCH_PATH = "search_path";
  public static final String ISOLATION = "default_transaction_isolation";
  public static final String READ_ONLY = "default_transaction_read_only";
  public static final String DURABILITY = "durability";
  public static final String LOCK_TIMEOUT = "lock_timeout";
  public static final String STATEMENT_TIMEOUT = "statement_timeout";
  public static final String TRANSACTION_MEMORY_LIMIT = "transaction_memory_limit";
  public static final String TIME_ZONE = "timezone";
  public static final String ON_ERROR_ROLLBACK = "on_error_rollback";
  public static final String STATEMENT_RESTARTS = "statement_restarts";
  public static final String KEY_PLANS = "key_plans";
  public static final String JOIN_COLLAPSE_LIMIT = "join_collapse_limit";

  private static final String ACCEPTED = "Accepted for PostgreSQL clients; has no effect.";
  private static final Map<String, Setting> SETTINGS = new TreeMap<>();

  static {
    own();
    postgres();
  }

  private SettingTable() {}

  /** All settings by name. */
  public static Collection<Setting> all() {
    return Collections.unmodifiableCollection(SETTINGS.values());
  }

  /** The setting of that name in any case, or null. */
  public static @Nullable Setting find(String name) {
    return SETTINGS.get(canonical(name));
  }

  /**
   * The setting of that name in any case.
   *
   * @throws KarstException 42704 if there is none
   */
  public static Setting require(String name) {
    Setting setting = find(name);
    if (setting == null) {
      throw new KarstException(
              ErrorCode.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"")
          .withHint("SHOW ALL lists the settings there are.");
    }
    return setting;
  }

  /**
   * An amount of memory as settings take it.
   *
   * @throws KarstException 22023
   */
  public static long bytes(String name, String value) {
    return Long.parseLong(
        SettingValues.normalise(new Setting(name, Kind.MEMORY, "0", List.of(), ""), value));
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "time zone", "time_zone" -> TIME_ZONE;
      case "isolation", "transaction_isolation", "transaction isolation level" -> ISOLATION;
      case "transaction_read_only", "read_only" -> READ_ONLY;
      case "schema", "current_schema" -> SEARCH_PATH;
      default -> lower;
    };
  }

  private static void own() {
    text(SEARCH_PATH, "public", "Schemas in which unqualified names are looked up, in order.");
    choice(
        ISOLATION,
        List.of("repeatable read", "read committed", "serializable"),
        "Isolation of new transactions; snapshot is another word for repeatable read.");
    add(READ_ONLY, Kind.BOOLEAN, "off", "Whether new transactions refuse writes.");
    choice(
        DURABILITY,
        List.of("sync", "normal", "off"),
        "When a commit is safe: on stable storage, with the operating system, or some time later.");
    add(LOCK_TIMEOUT, Kind.DURATION, "10000", "Longest wait for one row lock; 0 = do not wait.");
    add(STATEMENT_TIMEOUT, Kind.DURATION, "0", "Longest run of a statement; 0 = no limit.");
    add(
        TRANSACTION_MEMORY_LIMIT,
        Kind.MEMORY,
        Long.toString(TransactionOptions.defaultLimit()),
        "Most heap the unwritten changes of a transaction may take.");
    text(TIME_ZONE, "UTC", "Time zone of the session.");
    choice(
        ON_ERROR_ROLLBACK,
        List.of("transaction", "statement"),
        "What an error inside a transaction leaves: only ROLLBACK (as PostgreSQL), or all earlier"
            + " statements.");
    add(
        STATEMENT_RESTARTS,
        Kind.INTEGER,
        "100",
        "How often a statement that lost a race is run again before 40001 is reported.");
    add(
        KEY_PLANS,
        Kind.BOOLEAN,
        "on",
        "Whether walks along one access path run without generated code; off is for tests.");
    add(
        JOIN_COLLAPSE_LIMIT,
        Kind.INTEGER,
        "60",
        "Most tables whose joins are put into the cheapest order together; 1 = as written.");
    add("fetch_size", Kind.INTEGER, "0", "Default number of rows a client reads at a time.");
    add("server_version", Kind.READ_ONLY, "15.0 (Karst 0.1)", "Version of SQL and of Karst.");
    add("server_version_num", Kind.READ_ONLY, "150000", "The same as a number.");
  }

  private static void postgres() {
    text("application_name", "", "Name the client gives itself.");
    choice("client_encoding", List.of("UTF8", "UTF-8", "UNICODE"), "Text is always UTF-8.");
    add("server_encoding", Kind.READ_ONLY, "UTF8", "Text is always UTF-8.");
    choice(
        "standard_conforming_strings",
        List.of("on"),
        "A backslash in '...' is always a backslash.");
    add("integer_datetimes", Kind.READ_ONLY, "on", "Times are whole microseconds.");
    add("max_identifier_length", Kind.READ_ONLY, "128", "Longest name.");
    add("extra_float_digits", Kind.INTEGER, "1", ACCEPTED);
    text("datestyle", "ISO, MDY", ACCEPTED);
    text("intervalstyle", "postgres", ACCEPTED);
    text("bytea_output", "hex", ACCEPTED);
    text("client_min_messages", "notice", ACCEPTED);
    text("default_tablespace", "", ACCEPTED);
    text("default_table_access_method", "heap", ACCEPTED);
    text("xmloption", "content", ACCEPTED);
    text("synchronous_commit", "on", ACCEPTED);
    text("lc_messages", "C", ACCEPTED);
    text("lc_monetary", "C", ACCEPTED);
    text("lc_numeric", "C", ACCEPTED);
    text("lc_time", "C", ACCEPTED);
    text("session_authorization", "karst", ACCEPTED);
    text("role", "none", ACCEPTED);
    text("work_mem", "4MB", ACCEPTED);
    text("maintenance_work_mem", "64MB", ACCEPTED);
    text("random_page_cost", "4", ACCEPTED);
    add("check_function_bodies", Kind.BOOLEAN, "on", ACCEPTED);
    add("row_security", Kind.BOOLEAN, "off", ACCEPTED);
    add("escape_string_warning", Kind.BOOLEAN, "on", ACCEPTED);
    add("jit", Kind.BOOLEAN, "off", ACCEPTED);
    add("enable_seqscan", Kind.BOOLEAN, "on", ACCEPTED);
    add("enable_hashjoin", Kind.BOOLEAN, "on", ACCEPTED);
    add("enable_mergejoin", Kind.BOOLEAN, "on", ACCEPTED);
    add("enable_nestloop", Kind.BOOLEAN, "on", ACCEPTED);
    add("enable_indexscan", Kind.BOOLEAN, "on", ACCEPTED);
    add("idle_in_transaction_session_timeout", Kind.DURATION, "0", ACCEPTED);
  }

  private static void text(String name, String defaultValue, String description) {
    add(name, Kind.TEXT, defaultValue, description);
  }

  private static void choice(String name, List<String> allowed, String description) {
    SETTINGS.put(name, new Setting(name, Kind.ENUM, allowed.get(0), allowed, description));
  }

  private static void add(String name, Kind kind, String defaultValue, String description) {
    SETTINGS.put(name, new Setting(name, kind, defaultValue, List.of(), description));
  }
}
