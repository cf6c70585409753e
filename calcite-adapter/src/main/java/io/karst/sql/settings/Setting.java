package io.karst.sql.settings;

import java.util.List;

/**
 * A setting that a session knows.
 *
 * @param name lower case
 * @param kind which values it takes
 * @param defaultValue normalised
 * @param allowed the values of an {@link Kind#ENUM}; empty for other kinds
 * @param description one sentence for SHOW ALL
 */
public record Setting(
    String name, Kind kind, String defaultValue, List<String> allowed, String description) {

  /** Which values a setting takes. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** on or off. */
    BOOLEAN,
    /** A whole number. */
    INTEGER,
    /** Milliseconds, or a number with ms, s, min, h; 0 = none. */
    DURATION,
    /** Bytes, or a number with kB, MB, GB. */
    MEMORY,
    /** One of {@link Setting#allowed}. */
    ENUM,
    /** SHOW only. */
    READ_ONLY
  }

  public Setting {
    allowed = List.copyOf(allowed);
  }
}
