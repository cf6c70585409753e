package io.karst.sql.query;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a value on its way into a column of another type: the assignment casts of
 * PostgreSQL, and text is read as the column's type. Works on canonical values.
 */
public final class AssignmentCast {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final AssignmentCast IDENTITY = new AssignmentCast(value -> value);

  private final Conversion conversion;

  /** What happens to a value that is not null. */
  private interface Conversion {
    @Nullable Object of(Object value);
  }

  private AssignmentCast(Conversion conversion) {
    this.conversion = conversion;
  }

  /** The value as the column takes it; null stays null. */
  public @Nullable Object apply(@Nullable Object value) {
    return value == null ? null : conversion.of(value);
  }

  /** Whether values pass unchanged. */
  @SuppressWarnings("ReferenceEquality") // there is one
  public boolean isIdentity() {
    return this == IDENTITY;
  }

  /**
   * The cast between two types.
   *
   * @param values of the session: text, dates and timestamps are read in its time zone
   * @throws KarstException 42804 if there is none
   */
  public static AssignmentCast of(ColumnType from, ColumnType to, ZonedValues values) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source == target) {
      return sameKind(from, to, values);
    }
    if (isText(source) || (isNumber(source) && isNumber(target)) || isList(source, target)) {
      return coerce(to, values);
    }
    if (isText(target)) {
      return new AssignmentCast(value -> Values.coerce(to, text(from, value, values)));
    }
    AssignmentCast time = time(from, to, values);
    if (time != null) {
      return time;
    }
    throw new KarstException(
            ErrorCode.DATATYPE_MISMATCH,
            "expression is of type " + from + " but " + to + " is needed")
        .withHint("You will need to rewrite or cast the expression.");
  }

  /** Whether there is a cast between two types. */
  public static boolean exists(ColumnType from, ColumnType to) {
    try {
      return of(from, to, ZonedValues.UTC) != null;
    } catch (KarstException e) {
      return false;
    }
  }

  /** As {@link #of} with an error that names the column. */
  public static AssignmentCast forColumn(
      String column, ColumnType from, ColumnType to, ZonedValues values) {
    try {
      return of(from, to, values);
    } catch (KarstException e) {
      throw new KarstException(
              e.code(),
              "column \"" + column + "\" is of type " + to + " but expression is of type " + from)
          .withHint("You will need to rewrite or cast the expression.");
    }
  }

  private static AssignmentCast sameKind(ColumnType from, ColumnType to, ZonedValues values) {
    boolean unlimited =
        switch (to.kind()) {
          case DECIMAL, VARCHAR, CHAR -> to.precision() == 0 || from.equals(to);
          case TIME, TIMESTAMP, TIMESTAMPTZ -> to.precision() >= from.precision();
          case INTERVAL -> to.equals(ColumnType.INTERVAL);
          case ARRAY, VECTOR -> from.equals(to);
          default -> true;
        };
    return unlimited ? IDENTITY : coerce(to, values);
  }

  private static boolean isText(TypeKind kind) {
    return kind == TypeKind.VARCHAR || kind == TypeKind.CHAR || kind == TypeKind.JSON;
  }

  private static boolean isNumber(TypeKind kind) {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  private static boolean isList(TypeKind source, TypeKind target) {
    return (source == TypeKind.ARRAY || source == TypeKind.VECTOR)
        && (target == TypeKind.ARRAY || target == TypeKind.VECTOR);
  }

  private static AssignmentCast coerce(ColumnType to, ZonedValues values) {
    return new AssignmentCast(value -> values.coerce(to, value));
  }

  private static String text(ColumnType from, Object value, ZonedValues values) {
    return from.kind() == TypeKind.BOOLEAN ? String.valueOf(value) : values.format(from, value);
  }

  private static @Nullable AssignmentCast time(ColumnType from, ColumnType to, ZonedValues values) {
    boolean date = from.kind() == TypeKind.DATE;
    boolean instant = from.kind() == TypeKind.TIMESTAMPTZ;
    boolean moment = instant || from.kind() == TypeKind.TIMESTAMP;
    return switch (to.kind()) {
      case TIMESTAMP, TIMESTAMPTZ ->
          moment || date ? new AssignmentCast(value -> moment(from, to, value, values)) : null;
      case DATE ->
          moment
              ? new AssignmentCast(
                  value -> (int) Math.floorDiv(clock(instant, value, values), DAY_MICROS))
              : null;
      case TIME ->
          moment
              ? new AssignmentCast(
                  value ->
                      Values.coerce(to, Math.floorMod(clock(instant, value, values), DAY_MICROS)))
              : null;
      default -> null;
    };
  }

  /** What clocks show at a timestamp. */
  private static long clock(boolean instant, Object value, ZonedValues values) {
    return instant ? values.toTimestamp((Long) value) : (Long) value;
  }

  /** A date, which means its midnight, or a timestamp of one kind as one of the other. */
  private static @Nullable Object moment(
      ColumnType from, ColumnType to, Object value, ZonedValues values) {
    long clock =
        from.kind() == TypeKind.DATE
            ? Math.multiplyExact((long) (Integer) value, DAY_MICROS)
            : clock(from.kind() == TypeKind.TIMESTAMPTZ, value, values);
    long moment = to.kind() == TypeKind.TIMESTAMPTZ ? values.toInstant(clock) : clock;
    return to.precision() < from.precision() ? Values.coerce(to, moment) : (Object) moment;
  }
}
