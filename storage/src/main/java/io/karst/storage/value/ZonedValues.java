package io.karst.storage.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * {@link Values} for a session: text without a zone is a TIMESTAMPTZ of the session's time zone,
 * and a TIMESTAMPTZ is shown in it. Immutable.
 */
public final class ZonedValues {
  /** Values as the store has them. */
  public static final ZonedValues UTC = new ZonedValues(ZoneOffset.UTC);

  private static final long SECOND = 1_000_000;

  private final ZoneId zone;

  private ZonedValues(ZoneId zone) {
    this.zone = zone;
  }

  /** The values of a time zone. */
  public static ZonedValues of(ZoneId zone) {
    ZoneId plain = zone.normalized();
    return plain.equals(ZoneOffset.UTC) ? UTC : new ZonedValues(plain);
  }

  /** Whether values of a type depend on the time zone. */
  public static boolean areZoned(ColumnType type) {
    ColumnType element = type.element();
    return type.kind() == TypeKind.TIMESTAMPTZ
        || (element != null && element.kind() == TypeKind.TIMESTAMPTZ);
  }

  private boolean zones(ColumnType type) {
    return !zone.equals(ZoneOffset.UTC) && areZoned(type);
  }

  /** As {@link Values#coerce}. */
  public @Nullable Object coerce(ColumnType type, @Nullable Object value) {
    return value instanceof CharSequence text && zones(type)
        ? parse(type, text.toString())
        : Values.coerce(type, value);
  }

  /** As {@link Values#parse}. */
  public Object parse(ColumnType type, String text) {
    if (!zones(type)) {
      return Values.parse(type, text);
    }
    ColumnType element = type.element();
    if (element == null) {
      return new DatetimeParser(type, text).timestampTz(zone);
    }
    Object[] elements = (Object[]) Values.parse(ColumnType.array(ColumnType.TEXT), text);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = coerce(element, elements[i]);
    }
    return elements;
  }

  /** As {@link Values#format}. */
  public String format(ColumnType type, Object value) {
    if (!zones(type)) {
      return Values.format(type, value);
    }
    if (type.kind() == TypeKind.TIMESTAMPTZ) {
      long micros = (Long) value;
      return DatetimeText.formatTimestampTz(micros, offset(micros));
    }
    Object[] elements = ((Object[]) value).clone();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = elements[i] == null ? null : format(ColumnType.TIMESTAMPTZ, elements[i]);
    }
    return Values.format(ColumnType.array(ColumnType.TEXT), elements);
  }

  /** Microseconds since the epoch when clocks of the zone show a timestamp. */
  public long toInstant(long timestamp) {
    if (zone.equals(ZoneOffset.UTC)) {
      return timestamp;
    }
    long seconds = Math.floorDiv(timestamp, SECOND);
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return epochSecond(local, zone) * SECOND + Math.floorMod(timestamp, SECOND);
  }

  /** The moment when clocks show that; of two the later one, as PostgreSQL has it. */
  static long epochSecond(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).withLaterOffsetAtOverlap().toEpochSecond();
  }

  /** What clocks of the zone show. */
  public long toTimestamp(long instant) {
    return instant + offset(instant) * SECOND;
  }

  private int offset(long instant) {
    return zone.getRules()
        .getOffset(Instant.ofEpochSecond(Math.floorDiv(instant, SECOND)))
        .getTotalSeconds();
  }
}
