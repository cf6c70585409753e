package io.karst.sql.query;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
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
   * @throws KarstException 42804 if there is none
   */
  public static AssignmentCast of(ColumnType from, ColumnType to) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source == target) {
      return sameKind(from, to);
    }
    if (isText(source) || (isNumber(source) && isNumber(target)) || isList(source, target)) {
      return new Coerce(to);
    }
    if (isText(target)) {
      return new Format(from, to);
    }
    AssignmentCast time = time(from, to);
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
      return of(from, to) != null;
    } catch (KarstException e) {
      return false;
    }
  }

  /** As {@link #of(ColumnType, ColumnType)} with an error that names the column. */
  public static AssignmentCast forColumn(String column, ColumnType from, ColumnType to) {
    try {
      return of(from, to);
    } catch (KarstException e) {
      throw new KarstException(
              e.code(),
              "column \"" + column + "\" is of type " + to + " but expression is of type " + from)
          .withHint("You will need to rewrite or cast the expression.");
    }
  }

  private static AssignmentCast sameKind(ColumnType from, ColumnType to) {
    boolean unlimited =
        switch (to.kind()) {
          case DECIMAL, VARCHAR, CHAR -> to.precision() == 0 || from.equals(to);
          case TIME, TIMESTAMP, TIMESTAMPTZ -> to.precision() >= from.precision();
          case INTERVAL -> to.equals(ColumnType.INTERVAL);
          case ARRAY, VECTOR -> from.equals(to);
          default -> true;
        };
    return unlimited ? Identity.INSTANCE : new Coerce(to);
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

  private static @Nullable AssignmentCast time(ColumnType from, ColumnType to) {
    boolean fromInstant = from.kind() == TypeKind.TIMESTAMP || from.kind() == TypeKind.TIMESTAMPTZ;
    boolean toInstant = to.kind() == TypeKind.TIMESTAMP || to.kind() == TypeKind.TIMESTAMPTZ;
    if (fromInstant && toInstant) {
      return to.precision() < from.precision() ? new Coerce(to) : Identity.INSTANCE;
    }
    if (from.kind() == TypeKind.DATE && toInstant) {
      return new DateToTimestamp();
    }
    if (fromInstant && to.kind() == TypeKind.DATE) {
      return new TimestampToDate();
    }
    if (fromInstant && to.kind() == TypeKind.TIME) {
      return new TimestampToTime(to);
    }
    return null;
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

    Coerce(ColumnType to) {
      this.to = to;
    }

    @Override
    @Nullable Object convert(Object value) {
      return Values.coerce(to, value);
    }
  }

  private static final class Format extends AssignmentCast {
    private final ColumnType from;
    private final ColumnType to;

    Format(ColumnType from, ColumnType to) {
      this.from = from;
      this.to = to;
    }

    @Override
    @Nullable Object convert(Object value) {
      String text = Values.format(from, value);
      if (from.kind() == TypeKind.BOOLEAN) {
        text = text.equals("t") ? "true" : "false";
      }
      return Values.coerce(to, text);
    }
  }

  private static final class DateToTimestamp extends AssignmentCast {
    @Override
    Object convert(Object value) {
      return Math.multiplyExact((long) (Integer) value, DAY_MICROS);
    }
  }

  private static final class TimestampToDate extends AssignmentCast {
    @Override
    Object convert(Object value) {
      return (int) Math.floorDiv((Long) value, DAY_MICROS);
    }
  }

  private static final class TimestampToTime extends AssignmentCast {
    private final ColumnType to;

    TimestampToTime(ColumnType to) {
      this.to = to;
    }

    @Override
    @Nullable Object convert(Object value) {
      return Values.coerce(to, Math.floorMod((Long) value, DAY_MICROS));
    }
  }
}
