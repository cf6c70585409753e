package io.karst.storage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValuesCoerceTest {
  private static final long DAY = 86_400_000_000L;

  private static final ColumnType TIMESTAMP = new ColumnType(TypeKind.TIMESTAMP, 6, 0, null);
  private static final ColumnType TIMESTAMPTZ = new ColumnType(TypeKind.TIMESTAMPTZ, 6, 0, null);

  private static void refuses(ColumnType type, Object value, String state) {
    assertThatExceptionOfType(KarstException.class)
        .isThrownBy(() -> Values.coerce(type, value))
        .satisfies(error -> assertThat(error.sqlState()).as(error.getMessage()).isEqualTo(state));
  }

  @Test
  void nullStaysNull() {
    assertThat(Values.coerce(ColumnType.INTEGER, null)).isNull();
  }

  @Test
  void integers() {
    assertThat(Values.coerce(ColumnType.SMALLINT, 7L)).isEqualTo((short) 7);
    assertThat(Values.coerce(ColumnType.INTEGER, (byte) -7)).isEqualTo(-7);
    assertThat(Values.coerce(ColumnType.INTEGER, 2.5)).isEqualTo(2);
    assertThat(Values.coerce(ColumnType.INTEGER, 3.5f)).isEqualTo(4);
    assertThat(Values.coerce(ColumnType.INTEGER, new BigDecimal("2.5"))).isEqualTo(3);
    assertThat(Values.coerce(ColumnType.INTEGER, new BigDecimal("1e-999999"))).isEqualTo(0);
    assertThat(Values.coerce(ColumnType.BIGINT, BigInteger.valueOf(Long.MIN_VALUE)))
        .isEqualTo(Long.MIN_VALUE);
    refuses(ColumnType.SMALLINT, 32768, "22003");
    refuses(ColumnType.BIGINT, 0x1p63, "22003");
    refuses(ColumnType.BIGINT, Double.NaN, "22003");
    refuses(ColumnType.BIGINT, new BigDecimal("1e999999"), "22003");
    refuses(ColumnType.BIGINT, new BigDecimal("9223372036854775808"), "22003");
    refuses(ColumnType.INTEGER, UUID.randomUUID(), "42804");
  }

  @Test
  void otherNumbers() {
    assertThat(Values.coerce(ColumnType.DOUBLE, 1)).isEqualTo(1.0);
    assertThat(Values.coerce(ColumnType.REAL, 0.1)).isEqualTo(0.1f);
    assertThat(Values.coerce(ColumnType.decimal(4, 2), 1)).isEqualTo(new BigDecimal("1.00"));
    assertThat(Values.coerce(ColumnType.decimal(4, 2), 0.1)).isEqualTo(new BigDecimal("0.10"));
    assertThat(Values.coerce(ColumnType.of(TypeKind.DECIMAL), new BigDecimal("1e2")))
        .isEqualTo(new BigDecimal("100"));
    refuses(ColumnType.REAL, 1e300, "22003");
    refuses(ColumnType.decimal(4, 2), 100, "22003");
    refuses(ColumnType.decimal(4, 2), Double.POSITIVE_INFINITY, "22003");
  }

  @Test
  void textsAndBinaries() {
    assertThat(Values.coerce(ColumnType.TEXT, 12)).isEqualTo("12");
    assertThat(Values.coerce(ColumnType.TEXT, 1e20)).isEqualTo("1e+20");
    assertThat(Values.coerce(ColumnType.TEXT, new BigDecimal("1e3"))).isEqualTo("1000");
    assertThat(Values.coerce(ColumnType.BOOLEAN, 1)).isEqualTo(true);
    assertThat(Values.coerce(ColumnType.BYTEA, new byte[] {1})).isEqualTo(new byte[] {1});
    UUID id = UUID.randomUUID();
    assertThat(Values.coerce(ColumnType.UUID, EntityId.toBytes(id))).isEqualTo(id);
    refuses(ColumnType.TEXT, "a\0b", "22P02");
    refuses(ColumnType.TEXT, new byte[0], "42804");
    refuses(ColumnType.BOOLEAN, 2, "42804");
    refuses(ColumnType.varchar(2), 123, "22001");
  }

  @Test
  void datesAndTimes() {
    LocalDateTime local = LocalDateTime.of(2024, 1, 2, 3, 4, 5, 123_456_500);
    long micros = (long) Values.coerce(TIMESTAMP, "2024-01-02 03:04:05.123457");
    assertThat(Values.coerce(TIMESTAMP, local)).isEqualTo(micros);
    assertThat(Values.coerce(TIMESTAMP, Timestamp.valueOf(local))).isEqualTo(micros);
    assertThat(Values.coerce(ColumnType.TIMESTAMP, micros)).isEqualTo(micros);
    assertThat(
            Values.coerce(TIMESTAMPTZ, OffsetDateTime.parse("2024-01-02T05:04:05.1234565+02:00")))
        .isEqualTo(micros);
    assertThat(Values.coerce(TIMESTAMPTZ, Instant.parse("2024-01-02T03:04:05.1234565Z")))
        .isEqualTo(micros);
    assertThat(Values.coerce(TIMESTAMP, LocalDate.EPOCH)).isEqualTo(0L);
    assertThat(Values.coerce(ColumnType.DATE, LocalDate.of(1969, 12, 31))).isEqualTo(-1);
    assertThat(Values.coerce(ColumnType.DATE, java.sql.Date.valueOf("1970-01-02"))).isEqualTo(1);
    assertThat(Values.coerce(ColumnType.DATE, local))
        .isEqualTo((int) LocalDate.of(2024, 1, 2).toEpochDay());
    assertThat(Values.coerce(ColumnType.TIME, LocalTime.of(0, 0, 1))).isEqualTo(1_000_000L);
    assertThat(Values.coerce(ColumnType.TIME, java.sql.Time.valueOf("00:01:00")))
        .isEqualTo(60_000_000L);
    refuses(ColumnType.DATE, LocalDate.of(10_000, 1, 1), "22008");
    refuses(TIMESTAMP, Long.MAX_VALUE, "22008");
    refuses(ColumnType.TIME, -1_000_000L, "22008");
    refuses(ColumnType.DATE, 1.5, "42804");
    refuses(TIMESTAMP, java.sql.Time.valueOf("00:01:00"), "42804");
  }

  @Test
  void intervals() {
    ColumnType type = ColumnType.INTERVAL;
    assertThat(Values.coerce(type, Period.of(1, 2, 3))).hasToString("1 year 2 mons 3 days");
    assertThat(Values.coerce(type, Duration.ofMillis(-1500))).hasToString("-00:00:01.5");
    refuses(type, Duration.ofSeconds(Long.MAX_VALUE), "22008");
    refuses(type, 1L, "42804");
  }

  /** A key tells the span of an interval, and no more. */
  @Test
  void spans() {
    Interval month = new Interval(1, 0, 0);
    assertThat(month).isEqualTo(new Interval(0, 30, 0)).isEqualTo(new Interval(0, 29, DAY));
    assertThat(month.hashCode()).isEqualTo(new Interval(0, 29, DAY).hashCode());
    for (int sign = -1; sign <= 1; sign += 2) {
      Interval far =
          new Interval(sign * Integer.MAX_VALUE, sign * Integer.MAX_VALUE, sign * Long.MAX_VALUE);
      assertThat(Interval.ofSpan(far.spanDays(), far.spanMicros())).isEqualTo(far);
    }
  }

  @Test
  void listsAndArrays() {
    assertThat(Values.coerce(ColumnType.vector(2), List.of(1, 2.5)))
        .isEqualTo(new float[] {1, 2.5f});
    assertThat(Values.coerce(ColumnType.vector(2), new double[] {1, 2}))
        .isEqualTo(new float[] {1, 2});
    assertThat(Values.coerce(ColumnType.vector(2), "[1,2]")).isEqualTo(new float[] {1, 2});
    assertThat(Values.coerce(ColumnType.array(ColumnType.BIGINT), Arrays.asList(1, null, "3")))
        .isEqualTo(new Object[] {1L, null, 3L});
    assertThat(Values.coerce(ColumnType.array(ColumnType.BIGINT), new int[] {1}))
        .isEqualTo(new Object[] {1L});
    refuses(ColumnType.vector(2), new float[] {1}, "22000");
    refuses(ColumnType.vector(2), Arrays.asList(1, null), "22P02");
    refuses(ColumnType.array(ColumnType.BIGINT), 1, "42804");
  }

  @Test
  void order() {
    assertThat(Values.compare(TypeKind.DOUBLE, Double.NaN, Double.POSITIVE_INFINITY)).isPositive();
    assertThat(Values.same(TypeKind.DOUBLE, Double.NaN, Double.NaN)).isTrue();
    assertThat(Values.same(TypeKind.DOUBLE, -0.0, 0.0)).isTrue();
    assertThat(Values.hash(-0.0)).isEqualTo(Values.hash(0.0));
    assertThat(Values.same(TypeKind.DECIMAL, new BigDecimal("1.0"), new BigDecimal("1.00")))
        .isTrue();
    assertThat(Values.hash(new BigDecimal("1.0"))).isEqualTo(Values.hash(new BigDecimal("1.00")));
    assertThat(Values.compare(TypeKind.VARCHAR, "\uFFFF", "\uD83D\uDE00")).isNegative();
    assertThat(Values.compare(TypeKind.BYTEA, new byte[] {-1}, new byte[] {1})).isPositive();
    assertThat(Values.same(TypeKind.INTEGER, null, null)).isTrue();
    assertThat(Values.same(TypeKind.INTEGER, 1, null)).isFalse();
  }
}
