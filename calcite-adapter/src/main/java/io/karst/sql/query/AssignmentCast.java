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
public abstract class AssignmentCast {
  private static final long DAY_MICROS = 86_400_000_000L;

  AssignmentCast() {}

  /** The value as the column takes it; null stays null. */
  public final @Nullable Object apply(@Nullable Object value) {
    return value == null ? null : convert(value);
  }

  abstract @Nullable Object convert(Object value);

  /** Whether values pass unchanged. */
  public boolean isIdentity() {
    return this instanceof Identity;
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
      return new Coerce(to, values);
    }
    if (isText(target)) {
      return new Format(from, to, values);
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
    return unlimited ? Identity.INSTANCE : new Coerce(to, values);
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

  private static @Nullable AssignmentCast time(ColumnType from, ColumnType to, ZonedValues values) {
    boolean instant = from.kind() == TypeKind.TIMESTAMPTZ;
    boolean moment = instant || from.kind() == TypeKind.TIMESTAMP;
    return switch (to.kind()) {
      case TIMESTAMP, TIMESTAMPTZ ->
          moment || from.kind() == TypeKind.DATE ? new ToMoment(from, to, values) : null;
      case DATE -> moment ? new MomentToDate(instant, values) : null;
      case TIME -> moment ? new MomentToTime(instant, values, to) : null;
      default -> null;
    };
  }

  private static final class Identity extends AssignmentCast {
    static final Identity INSTANCE = new Identity();

    @Override
    Object convert(Object value) {
      return value;
    }
  }

  private static final class Coerce extends AssignmentCast {
    private final ColumnType to;
    private final ZonedValues values;

    Coerce(ColumnType to, ZonedValues values) {
      this.to = to;
      this.values = values;
    }

    @Override
    @Nullable Object convert(Object value) {
      return values.coerce(to, value);
    }
  }

  private static final class Format extends AssignmentCast {
    private final ColumnType from;
    private final ColumnType to;
    private final ZonedValues values;

    Format(ColumnType from, ColumnType to, ZonedValues values) {
      this.from = from;
      this.to = to;
      this.values = values;
    }

    @Override
    @Nullable Object convert(Object value) {
      String text = values.format(from, value);
      if (from.kind() == TypeKind.BOOLEAN) {
        text = text.equals("t") ? "true" : "false";
      }
      return Values.coerce(to, text);
    }
  }

  /** A date, which means its midnight, or a timestamp of one kind as one of the other. */
  private static final class ToMoment extends AssignmentCast {
    private final ColumnType from;
    private final ColumnType to;
    private final ZonedValues values;

    ToMoment(ColumnType from, ColumnType to, ZonedValues values) {
      this.from = from;
      this.to = to;
      this.values = values;
    }

    @Override
    @Nullable Object convert(Object value) {
      long moment =
          from.kind() == TypeKind.DATE
              ? Math.multiplyExact((long) (Integer) value, DAY_MICROS)
              : (Long) value;
      if (from.kind() == TypeKind.TIMESTAMPTZ) {
        moment = values.toTimestamp(moment);
      } else if (to.kind() == TypeKind.TIMESTAMPTZ) {
        moment = values.toInstant(moment);
      }
      return to.precision() < from.precision() ? Values.coerce(to, moment) : (Object) moment;
    }
  }

  private static final class MomentToDate extends AssignmentCast {
    private final boolean instant;
    private final ZonedValues values;

    MomentToDate(boolean instant, ZonedValues values) {
      this.instant = instant;
      this.values = values;
    }

    @Override
    Object convert(Object value) {
      long moment = instant ? values.toTimestamp((Long) value) : (Long) value;
      return (int) Math.floorDiv(moment, DAY_MICROS);
    }
  }

  private static final class MomentToTime extends AssignmentCast {
    private final boolean instant;
    private final ZonedValues values;
    private final ColumnType to;

    MomentToTime(boolean instant, ZonedValues values, ColumnType to) {
      this.instant = instant;
      this.values = values;
      this.to = to;
    }

    @Override
    @Nullable Object convert(Object value) {
      long moment = instant ? values.toTimestamp((Long) value) : (Long) value;
      return Values.coerce(to, Math.floorMod(moment, DAY_MICROS));
    }
  }
}
