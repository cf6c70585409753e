package io.karst.storage.value;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random canonical values, edge cases more often than not. */
public final class RandomValues {
  /** One type of every kind, arrays nested. */
  public static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BOOLEAN,
          ColumnType.SMALLINT,
          ColumnType.INTEGER,
          ColumnType.BIGINT,
          ColumnType.REAL,
          ColumnType.DOUBLE,
          ColumnType.decimal(12, 3),
          ColumnType.decimal(38, 10),
          ColumnType.of(TypeKind.DECIMAL),
          ColumnType.TEXT,
          ColumnType.varchar(5),
          new ColumnType(TypeKind.CHAR, 4, 0, null),
          ColumnType.BYTEA,
          ColumnType.DATE,
          new ColumnType(TypeKind.TIME, 6, 0, null),
          new ColumnType(TypeKind.TIMESTAMP, 6, 0, null),
          new ColumnType(TypeKind.TIMESTAMPTZ, 6, 0, null),
          ColumnType.INTERVAL,
          ColumnType.UUID,
          ColumnType.JSON,
          ColumnType.vector(3),
          ColumnType.array(ColumnType.INTEGER),
          ColumnType.array(ColumnType.array(ColumnType.TEXT)));

  private static final long[] LONGS = {
    0,
    1,
    -1,
    127,
    128,
    -128,
    -129,
    255,
    256,
    32767,
    32768,
    -32768,
    65535,
    1L << 31,
    -(1L << 31),
    (1L << 31) - 1,
    1L << 40,
    -(1L << 55),
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    1e-5,
    1e15,
    123456.789,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    2e-3,
    3e23
  };
  private static final String[] CHARACTERS = {
    "a",
    "b",
    "z",
    "0",
    " ",
    "\u0001",
    "\u007F",
    "\u0080",
    "\u07FF",
    "\u0800",
    "\uFFFD",
    "\uFFFF",
    "\uD83D\uDE00",
    "\uDBFF\uDFFF",
    "\"",
    "\\",
    ",",
    "{",
    "\u00E4"
  };

  private RandomValues() {}

  /** A value, or null one time in eight. */
  public static @Nullable Object orNull(ColumnType type, SplittableRandom random) {
    return random.nextInt(8) == 0 ? null : of(type, random);
  }

  public static Object of(ColumnType type, SplittableRandom random) {
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case SMALLINT -> (short) number(random);
      case INTEGER -> (int) number(random);
      case BIGINT -> number(random);
      case INTERVAL ->
          new Interval((int) number(random) / 2, (int) number(random) / 2, number(random) / 2);
      case DATE -> random.nextInt(CivilDate.DAY_MIN, CivilDate.DAY_MAX + 1);
      case TIME -> Math.floorMod(number(random), CivilDate.MICROS_PER_DAY);
      case TIMESTAMP, TIMESTAMPTZ ->
          Math.floorMod(
                  number(random),
                  (CivilDate.DAY_MAX - CivilDate.DAY_MIN) * CivilDate.MICROS_PER_DAY)
              + CivilDate.DAY_MIN * CivilDate.MICROS_PER_DAY;
      case REAL -> (float) real(random);
      case DOUBLE -> real(random);
      case DECIMAL -> decimal(type, random);
      case VARCHAR -> text(random, type.precision() == 0 ? 12 : type.precision());
      case CHAR -> text(random, type.precision()).stripTrailing();
      case JSON -> "{\"n\": " + number(random) + "}";
      case BYTEA -> bytes(random);
      case UUID -> new UUID(number(random), number(random));
      case VECTOR -> vector(type.precision(), random);
      case ARRAY -> array(requireNonNull(type.element(), "element"), random);
    };
  }

  private static long number(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> LONGS[random.nextInt(LONGS.length)];
      case 1 -> random.nextInt(-5, 6);
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private static double real(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> DOUBLES[random.nextInt(DOUBLES.length)];
      case 1 -> random.nextInt(-500, 500) / 100.0;
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private static BigDecimal decimal(ColumnType type, SplittableRandom random) {
    if (type.precision() == 0) {
      BigInteger unscaled = BigInteger.valueOf(number(random));
      if (random.nextBoolean()) {
        unscaled = unscaled.pow(random.nextInt(1, 5));
      }
      return new BigDecimal(unscaled, random.nextInt(0, 30));
    }
    int digits = random.nextInt(1, type.precision() + 1);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + (random.nextBoolean() ? 0 : random.nextInt(10))));
    }
    return new BigDecimal(new BigInteger(text.toString()), type.scale());
  }

  private static String text(SplittableRandom random, int characters) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(characters + 1);
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(6)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : -random.nextInt(2));
    }
    return bytes;
  }

  private static float[] vector(int dimensions, SplittableRandom random) {
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = random.nextInt(-3, 4) / 2f;
    }
    return vector;
  }

  private static @Nullable Object[] array(ColumnType element, SplittableRandom random) {
    @Nullable Object[] array = new Object[random.nextInt(4)];
    for (int i = 0; i < array.length; i++) {
      // A NULL array inside an array has no text form of its own.
      array[i] = element.kind() == TypeKind.ARRAY ? of(element, random) : orNull(element, random);
    }
    return array;
  }
}
