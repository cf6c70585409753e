package io.karst.storage.value;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A type with its modifiers.
 *
 * @param kind what it holds
 * @param precision DECIMAL: digits (0 = unconstrained); VARCHAR, CHAR: characters (0 = unbounded);
 *     VECTOR: dimensions; TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL: fractional digits 0..6; JSON: 1
 *     if it is jsonb; otherwise 0
 * @param scale DECIMAL: digits after the point; INTERVAL: its {@link IntervalFields}; otherwise 0
 * @param element ARRAY: the element type; otherwise null
 */
public record ColumnType(TypeKind kind, int precision, int scale, @Nullable ColumnType element) {

  public static final ColumnType BOOLEAN = of(TypeKind.BOOLEAN);
  public static final ColumnType SMALLINT = of(TypeKind.SMALLINT);
  public static final ColumnType INTEGER = of(TypeKind.INTEGER);
  public static final ColumnType BIGINT = of(TypeKind.BIGINT);
  public static final ColumnType REAL = of(TypeKind.REAL);
  public static final ColumnType DOUBLE = of(TypeKind.DOUBLE);
  public static final ColumnType TEXT = of(TypeKind.VARCHAR);
  public static final ColumnType BYTEA = of(TypeKind.BYTEA);
  public static final ColumnType DATE = of(TypeKind.DATE);
  public static final ColumnType TIME = new ColumnType(TypeKind.TIME, 6, 0, null);
  public static final ColumnType TIMESTAMP = new ColumnType(TypeKind.TIMESTAMP, 6, 0, null);
  public static final ColumnType TIMESTAMPTZ = new ColumnType(TypeKind.TIMESTAMPTZ, 6, 0, null);
  public static final ColumnType INTERVAL = new ColumnType(TypeKind.INTERVAL, 6, 0, null);
  public static final ColumnType UUID = of(TypeKind.UUID);
  public static final ColumnType JSON = of(TypeKind.JSON);
  public static final ColumnType JSONB = new ColumnType(TypeKind.JSON, 1, 0, null);

  public ColumnType {
    requireNonNull(kind, "kind");
    if ((kind == TypeKind.ARRAY) != (element != null)) {
      throw new IllegalArgumentException("an ARRAY, and nothing else, has an element type");
    }
  }

  /** A type without modifiers. */
  public static ColumnType of(TypeKind kind) {
    return new ColumnType(kind, 0, 0, null);
  }

  public static ColumnType varchar(int characters) {
    return new ColumnType(TypeKind.VARCHAR, characters, 0, null);
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(TypeKind.DECIMAL, precision, scale, null);
  }

  public static ColumnType vector(int dimensions) {
    return new ColumnType(TypeKind.VECTOR, dimensions, 0, null);
  }

  public static ColumnType array(ColumnType element) {
    return new ColumnType(TypeKind.ARRAY, 0, 0, element);
  }

  /** The PostgreSQL spelling, e.g. {@code numeric(10,2)}, {@code character varying(20)}. */
  @Override
  public String toString() {
    return TypeNames.format(this);
  }
}
