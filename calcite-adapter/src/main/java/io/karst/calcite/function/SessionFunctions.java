package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SessionServices;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/** Functions that ask the session: names, sequences, entity ids, time zones. */
public final class SessionFunctions {
  /** Name under which a {@link DataContext} gives the {@link QueryContext}. */
  public static final String CONTEXT = "karstQueryContext";

  private SessionFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        SessionFunctions.class,
        "version():text",
        "version",
        "current_schema():text",
        "currentSchema",
        "current_database():text",
        "currentDatabase",
        "current_catalog():text",
        "currentDatabase",
        "current_user():text",
        "currentUser",
        "current_role():text",
        "currentUser",
        "session_user():text",
        "currentUser",
        "user():text",
        "currentUser",
        "current_setting(text):text",
        "currentSetting",
        "~current_setting(text,bool):text",
        "currentSetting",
        "!~set_config(text,text,bool):text",
        "setConfig",
        "!nextval(text):int8",
        "nextValue",
        "!currval(text):int8",
        "currentValue",
        "!lastval():int8",
        "lastValue",
        "!setval(text,int8):int8",
        "setValue",
        "!setval(text,int8,bool):int8",
        "setValue",
        "!gen_random_uuid():uuid",
        "randomUuid",
        "!uuidv4():uuid",
        "randomUuid",
        "!uuidv7():uuid",
        "timeOrderedUuid",
        "entity_id(text,any):uuid",
        "entityId",
        "entity_id(text,any,any):uuid",
        "entityId",
        "entity_id(text,any,any,any):uuid",
        "entityId",
        "~pg_typeof(any):text",
        "typeOf",
        "timezone(text,timestamp):timestamptz",
        "instantOf",
        "timezone(text,timestamptz):timestamp",
        "wallClockOf",
        "timezone(interval,timestamp):timestamptz",
        "instantOf",
        "timezone(interval,timestamptz):timestamp",
        "wallClockOf",
        "instant_difference(timestamptz,timestamptz):interval",
        "subtract");
  }

  /** The execution a {@link DataContext} belongs to. */
  public static QueryContext context(DataContext context) {
    return (QueryContext) context.get(CONTEXT);
  }

  static SessionServices session(DataContext context) {
    return context(context).session();
  }

  public static String version() {
    return "Karst 0.1.0";
  }

  public static String currentSchema(DataContext context) {
    return session(context).currentSchema();
  }

  public static String currentDatabase(DataContext context) {
    return session(context).databaseName();
  }

  public static String currentUser(DataContext context) {
    return session(context).userName();
  }

  public static String currentSetting(DataContext context, String name) {
    return requireNonNull(session(context).setting(name, true), name);
  }

  /** NULL for a setting that is not there, if that is wanted. */
  public static @Nullable String currentSetting(
      DataContext context, @Nullable String name, @Nullable Boolean missing) {
    return name == null || missing == null ? null : session(context).setting(name, !missing);
  }

  /** Sets a setting, or resets it for NULL, and gives what it is then. */
  public static @Nullable String setConfig(
      DataContext context, @Nullable String name, @Nullable String value, @Nullable Boolean local) {
    if (name == null) {
      throw new KarstException(ErrorCode.NULL_NOT_ALLOWED, "SET requires parameter name");
    }
    session(context).setSetting(name, value, local != null && local);
    return session(context).setting(name, true);
  }

  public static long nextValue(DataContext context, String sequence) {
    return session(context).nextValue(sequence);
  }

  public static long currentValue(DataContext context, String sequence) {
    return session(context).currentValue(sequence);
  }

  public static long lastValue(DataContext context) {
    return session(context).lastValue();
  }

  public static long setValue(DataContext context, String sequence, long value) {
    return setValue(context, sequence, value, true);
  }

  public static long setValue(DataContext context, String sequence, long value, boolean called) {
    session(context).setValue(sequence, value, called);
    return value;
  }

  public static UUID randomUuid() {
    return UUID.randomUUID();
  }

  public static UUID timeOrderedUuid() {
    long millis = System.currentTimeMillis();
    UUID random = UUID.randomUUID();
    long high = millis << 16 | 0x7000 | (random.getMostSignificantBits() & 0xFFF);
    return new UUID(high, random.getLeastSignificantBits());
  }

  public static UUID entityId(DataContext context, String type, Object key) {
    return session(context).entityId(type, new Object[] {key});
  }

  public static UUID entityId(DataContext context, String type, Object first, Object second) {
    return session(context).entityId(type, new Object[] {first, second});
  }

  public static UUID entityId(
      DataContext context, String type, Object first, Object second, Object third) {
    return session(context).entityId(type, new Object[] {first, second, third});
  }

  /** Never called: the type is known when the query is planned. */
  public static String typeOf(@Nullable Object value) {
    return "unknown";
  }

  /** The instant when the zone's clocks show the timestamp. */
  public static long instantOf(String zone, long timestamp) {
    return TimeCasts.toInstant(TimeZones.of(zone), timestamp);
  }

  /** What the zone's clocks show at the instant. */
  public static long wallClockOf(String zone, long instant) {
    Instant point = TimeFunctions.local(instant).toInstant(ZoneOffset.UTC);
    return TimeFunctions.micros(LocalDateTime.ofInstant(point, TimeZones.of(zone)));
  }

  public static long instantOf(Interval offset, long timestamp) {
    return TimeCasts.toInstant(TimeZones.of(offset), timestamp);
  }

  public static long wallClockOf(Interval offset, long instant) {
    return TimeCasts.toLocal(TimeZones.of(offset), instant);
  }

  public static Interval subtract(long later, long earlier) {
    return Interval.ofDaysAndMicros(Math.subtractExact(later, earlier));
  }
}
