package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import io.karst.storage.value.ZoneNames;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time zones by the names that PostgreSQL knows: regions, abbreviations, offsets. */
final class TimeZones {
  private TimeZones() {}

  /**
   * The zone of a name.
   *
   * @throws KarstException INVALID_PARAMETER if there is none
   */
  static ZoneId of(String name) {
    String trimmed = name.trim();
    char sign = trimmed.isEmpty() ? ' ' : trimmed.charAt(0);
    // An offset is west of Greenwich here, as in POSIX.
    ZoneId zone =
        ZoneNames.find(
            sign == '+' || sign == '-'
                ? (sign == '+' ? "-" : "+") + trimmed.substring(1)
                : trimmed);
    if (zone == null) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "time zone \"" + name + "\" not recognized");
    }
    return zone;
  }

  /** The zone whose clocks are so far ahead of UTC. */
  static ZoneId of(Interval offset) {
    long seconds = offset.micros() / 1_000_000;
    if (offset.months() != 0 || offset.days() != 0 || Math.abs(seconds) > 18 * 3600) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "interval time zone \"" + offset + "\" must not include months or days");
    }
    return ZoneOffset.ofTotalSeconds((int) seconds);
  }
}
