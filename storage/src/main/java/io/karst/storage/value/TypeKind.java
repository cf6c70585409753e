package io.karst.storage.value;

/**
 * The kinds of values a column can hold. The number is written to disk and never reused.
 *
 * <p>The Java class named here is the canonical object of a value; SQL NULL is Java null.
 */
public enum TypeKind {
  BOOLEAN(1, Boolean.class),
  SMALLINT(2, Short.class),
  INTEGER(3, Integer.class),
  BIGINT(4, Long.class),
  REAL(5, Float.class),
  DOUBLE(6, Double.class),
  /** Precision at most 38; scale fixed. */
  DECIMAL(7, java.math.BigDecimal.class),
  /** Unbounded when precision is 0; else at most that many characters. */
  VARCHAR(8, String.class),
  /** Blank-padded to precision characters when read through SQL, stored without padding. */
  CHAR(9, String.class),
  BYTEA(10, byte[].class),
  /** Days since 1970-01-01. */
  DATE(11, Integer.class),
  /** Microseconds of the day. */
  TIME(12, Long.class),
  /** Microseconds since 1970-01-01 00:00 on the wall clock. */
  TIMESTAMP(13, Long.class),
  /** Microseconds since the epoch, UTC. */
  TIMESTAMPTZ(14, Long.class),
  UUID(17, java.util.UUID.class),
  /** JSON text as written. */
  JSON(18, String.class),
  /** Fixed number (precision) of float32. */
  VECTOR(19, float[].class),
  /** Any number of element values, each canonical or null. */
  ARRAY(20, Object[].class),
  /** Months, days and microseconds. (15 and 16 were intervals of one of them.) */
  INTERVAL(21, Interval.class);

  private final int number;
  private final Class<?> javaClass;

  TypeKind(int number, Class<?> javaClass) {
    this.number = number;
    this.javaClass = javaClass;
  }

  /** The number on disk. */
  public int number() {
    return number;
  }

  public Class<?> javaClass() {
    return javaClass;
  }
}
