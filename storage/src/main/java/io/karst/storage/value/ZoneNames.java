package io.karst.storage.value;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Time zones by the names that PostgreSQL knows: regions in any case, and abbreviations. */
public final class ZoneNames {
  private static final Map<String, String> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("z", "Z"),
          Map.entry("zulu", "Z"),
          Map.entry("utc", "Z"),
          Map.entry("gmt", "Z"),
          Map.entry("wet", "Z"),
          Map.entry("est", "-05:00"),
          Map.entry("edt", "-04:00"),
          Map.entry("cst", "-06:00"),
          Map.entry("cdt", "-05:00"),
          Map.entry("mst", "-07:00"),
          Map.entry("mdt", "-06:00"),
          Map.entry("pst", "-08:00"),
          Map.entry("pdt", "-07:00"),
          Map.entry("bst", "+01:00"),
          Map.entry("cet", "+01:00"),
          Map.entry("cest", "+02:00"),
          Map.entry("eet", "+02:00"),
          Map.entry("eest", "+03:00"),
          Map.entry("msk", "+03:00"),
          Map.entry("jst", "+09:00"),
          Map.entry("kst", "+09:00"));

  private ZoneNames() {}

  /** The zone of a name; null if there is none. */
  public static @Nullable ZoneId find(String name) {
    String abbreviation = ABBREVIATIONS.get(name.toLowerCase(Locale.ROOT));
    if (abbreviation != null) {
      return ZoneId.of(abbreviation);
    }
    try {
      return ZoneId.of(isPosix(name) ? reversed(name) : name);
    } catch (DateTimeException e) {
      for (String id : ZoneId.getAvailableZoneIds()) {
        if (id.equalsIgnoreCase(name)) {
          return ZoneId.of(id);
        }
      }
      return null;
    }
  }

  /** {@code GMT+3} is west of Greenwich there. */
  private static boolean isPosix(String name) {
    return name.length() > 4
        && (name.regionMatches(true, 0, "GMT", 0, 3) || name.regionMatches(true, 0, "UTC", 0, 3))
        && (name.charAt(3) == '+' || name.charAt(3) == '-');
  }

  private static String reversed(String name) {
    return "UTC" + (name.charAt(3) == '+' ? '-' : '+') + name.substring(4);
  }
}
