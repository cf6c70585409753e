package io.karst.storage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.storage.base.KarstException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTextTest {
  private static final Map<String, ColumnType> TYPES =
      Map.ofEntries(
          Map.entry("bool", ColumnType.BOOLEAN),
          Map.entry("int2", ColumnType.SMALLINT),
          Map.entry("int4", ColumnType.INTEGER),
          Map.entry("int8", ColumnType.BIGINT),
          Map.entry("float4", ColumnType.REAL),
          Map.entry("float8", ColumnType.DOUBLE),
          Map.entry("numeric", ColumnType.of(TypeKind.DECIMAL)),
          Map.entry("numeric52", ColumnType.decimal(5, 2)),
          Map.entry("text", ColumnType.TEXT),
          Map.entry("varchar3", ColumnType.varchar(3)),
          Map.entry("char3", new ColumnType(TypeKind.CHAR, 3, 0, null)),
          Map.entry("bytea", ColumnType.BYTEA),
          Map.entry("date", ColumnType.DATE),
          Map.entry("time", new ColumnType(TypeKind.TIME, 6, 0, null)),
          Map.entry("timestamp", new ColumnType(TypeKind.TIMESTAMP, 6, 0, null)),
          Map.entry("timestamp0", new ColumnType(TypeKind.TIMESTAMP, 0, 0, null)),
          Map.entry("timestamptz", new ColumnType(TypeKind.TIMESTAMPTZ, 6, 0, null)),
          Map.entry("months", new ColumnType(TypeKind.INTERVAL, 6, 7, null)),
          Map.entry("interval", ColumnType.INTERVAL),
          Map.entry("uuid", ColumnType.UUID),
          Map.entry("json", ColumnType.JSON),
          Map.entry("vector3", ColumnType.vector(3)),
          Map.entry("int4[]", ColumnType.array(ColumnType.INTEGER)),
          Map.entry("text[]", ColumnType.array(ColumnType.TEXT)),
          Map.entry("int4[][]", ColumnType.array(ColumnType.array(ColumnType.INTEGER))));

  private static ColumnType type(String name) {
    return java.util.Objects.requireNonNull(TYPES.get(name), name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "bool|t|t",
        "bool|TRUE|t",
        "bool|~ yes ~|t",
        "bool|on|t",
        "bool|1|t",
        "bool|tru|t",
        "bool|off|f",
        "bool|N|f",
        "int2|-32768|-32768",
        "int4|~ +42 ~|42",
        "int4|-2147483648|-2147483648",
        "int8|9223372036854775807|9223372036854775807",
        "int8|-9223372036854775808|-9223372036854775808",
        "int8|000000000000000000000000000000000007|7",
        "float8|1|1",
        "float8|1e3|1000",
        "float8|.5|0.5",
        "float8|-0|-0",
        "float8|0.1|0.1",
        "float8|1e15|1e+15",
        "float8|123456789012345|123456789012345",
        "float8|0.0001|0.0001",
        "float8|0.00001|1e-05",
        "float8|1.5e-7|1.5e-07",
        "float8|2e23|2e+23",
        "float8|nan|NaN",
        "float8|-inf|-Infinity",
        "float8|Infinity|Infinity",
        "float4|3.4028235e38|3.4028235e+38",
        "float4|1e6|1e+06",
        "float4|0.1|0.1",
        "numeric|1.50|1.50",
        "numeric|1e3|1000",
        "numeric|~ -1.5E-3 ~|-0.0015",
        "numeric52|1.005|1.01",
        "numeric52|-1.005|-1.01",
        "numeric52|999.994|999.99",
        "numeric52|1e-400|0.00",
        "text|~ a b ~|~ a b ~",
        "varchar3|abc|abc",
        "varchar3|~ab     ~|~ab ~",
        "varchar3|😀😀😀|😀😀😀",
        "char3|~a  ~|a",
        "char3|~abc    ~|abc",
        "bytea|\\xDEADbeef|\\xdeadbeef",
        "bytea|\\x|\\x",
        "bytea|a\\\\b\\001|\\x615c6201",
        "date|2024-02-29|2024-02-29",
        "date|20240229|2024-02-29",
        "date|2024-2-9|2024-02-09",
        "date|0001-01-01|0001-01-01",
        "date|9999-12-31|9999-12-31",
        "date|2024-01-02 03:04:05|2024-01-02",
        "date|epoch|1970-01-01",
        "time|1:02|01:02:00",
        "time|23:59:59.999999|23:59:59.999999",
        "time|12:00:00.5+02|12:00:00.5",
        "timestamp|2024-01-02|2024-01-02 00:00:00",
        "timestamp|2024-01-02T03:04|2024-01-02 03:04:00",
        "timestamp|2024-01-02 03:04:05.1234567|2024-01-02 03:04:05.123457",
        "timestamp|2024-01-02 03:04:05+05|2024-01-02 03:04:05",
        "timestamp|1969-12-31 23:59:59.999999|1969-12-31 23:59:59.999999",
        "timestamp|2024-01-01 24:00:00|2024-01-02 00:00:00",
        "timestamp|2024-01-01 00:00:60|2024-01-01 00:01:00",
        "timestamp0|2024-01-01 00:00:00.5|2024-01-01 00:00:01",
        "timestamptz|2024-01-02 03:04:05|2024-01-02 03:04:05+00",
        "timestamptz|2024-01-02 03:04:05Z|2024-01-02 03:04:05+00",
        "timestamptz|2024-01-02 03:04:05+05:30|2024-01-01 21:34:05+00",
        "timestamptz|2024-01-02 03:04:05 -0800|2024-01-02 11:04:05+00",
        "timestamptz|2024-07-02 12:00:00 Europe/Berlin|2024-07-02 10:00:00+00",
        "months|1 year 2 mons|1 year 2 mons",
        "months|1-2|1 year 2 mons",
        "months|-1-2|-1 years -2 mons",
        "months|14|1 year 2 mons",
        "months|P1Y|1 year",
        "months|1.5 years|1 year 6 mons",
        "months|0|00:00:00",
        "interval|3 04:05:06.7|3 days 04:05:06.7",
        "interval|04:05|04:05:00",
        "interval|1 day 2 hours|1 day 02:00:00",
        "interval|-1 days -02:03:04|-1 days -02:03:04",
        "interval|90 min ago|-01:30:00",
        "interval|1.5 h|01:30:00",
        "interval|PT36H|36:00:00",
        "interval|10|00:00:10",
        "interval|250 ms|00:00:00.25",
        "uuid|A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "uuid|{a0eebc999c0b4ef8bb6d6bb9bd380a11}|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "uuid|a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "json|{\"a\": [1, -2.5e3, null, true, \"x\\u00e4\"]}|{\"a\": [1, -2.5e3, null, true,"
            + " \"x\\u00e4\"]}",
        "json|~ [] ~|~ [] ~",
        "vector3|[1, 2.5,-3]|[1,2.5,-3]",
        "int4[]|{1,2,NULL}|{1,2,NULL}",
        "int4[]|~ { } ~|{}",
        "text[]|{a,\"a b\",null,\"NULL\",\"\",\"q\\\"\\\\\"}|{a,\"a"
            + " b\",NULL,\"NULL\",\"\",\"q\\\"\\\\\"}",
        "int4[][]|{{1,2},{},{3}}|{{1,2},{},{3}}",
      })
  void parsesAndFormats(String type, String text, String shown) {
    Object value = Values.parse(type(type), text);
    assertThat(value).isInstanceOf(type(type).kind().javaClass());
    assertThat(Values.format(type(type), value)).isEqualTo(shown);
    assertThat(Values.coerce(type(type), text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "bool|maybe|22P02",
        "bool|o|22P02",
        "bool|~~|22P02",
        "int2|32768|22003",
        "int4|2147483648|22003",
        "int4|1.5|22P02",
        "int4|~~|22P02",
        "int4|-|22P02",
        "int4|1 2|22P02",
        "int8|9223372036854775808|22003",
        "int8|-9223372036854775809|22003",
        "int8|99999999999999999999999999|22003",
        "int8|18446744073709551617|22003",
        "float8|1e400|22003",
        "float8|1e-400|22003",
        "float8|1d|22P02",
        "float8|0x1p3|22P02",
        "float8|abc|22P02",
        "float4|1e39|22003",
        "numeric|1e999999999|22003",
        "numeric|1.2.3|22P02",
        "numeric|NaN|0A000",
        "numeric52|999.995|22003",
        "numeric52|1000|22003",
        "varchar3|abcd|22001",
        "char3|abcd|22001",
        "bytea|\\xabc|22P02",
        "bytea|\\9|22P02",
        "date|2023-02-29|22008",
        "date|2024-13-01|22008",
        "date|0000-01-01|22008",
        "date|10000-01-01|22008",
        "date|2024-01-01 BC|0A000",
        "date|13/02/2024|22008",
        "date|tomorrowish|22007",
        "date|infinity|0A000",
        "date|~~|22007",
        "time|25:00|22008",
        "time|24:00:01|22008",
        "time|12|22007",
        "time|12:60|22008",
        "timestamp|2024-01-01 |OK",
        "timestamp|2024-01-01x|22007",
        "timestamp|2024-01-01 12:00 Nowhere/Else|22023",
        "timestamptz|9999-12-31 23:00:00-02|22008",
        "interval|1 parsec|22007",
        "interval|1:60|22015",
        "interval|999999999999 days|22015",
        "uuid|a0eebc99|22P02",
        "uuid|a0eebc99--9c0b-4ef8-bb6d-6bb9bd380a11|22P02",
        "json|{|22P02",
        "json|{\"a\":}|22P02",
        "json|[1,]|22P02",
        "json|01|22P02",
        "json|\"\\x\"|22P02",
        "json|1 2|22P02",
        "json|~~|22P02",
        "vector3|[1,2]|22000",
        "vector3|1,2,3|22P02",
        "vector3|[1,,3]|22P02",
        "vector3|[1,2,NaN]|22P02",
        "int4[]|{1,2|22P02",
        "int4[]|{1,}|22P02",
        "int4[]|{1}}|22P02",
        "int4[]|1|22P02",
      })
  void refuses(String type, String text, String state) {
    KarstException error =
        catchThrowableOfType(KarstException.class, () -> Values.parse(type(type), text));
    if (state.equals("OK")) {
      assertThat(error).isNull();
    } else {
      assertThat(error).isNotNull();
      assertThat(error.sqlState()).as(error.getMessage()).isEqualTo(state);
    }
  }

  @Test
  void namesTypeAndValue() {
    assertThat(catchThrowableOfType(KarstException.class, () -> Values.parse(type("int4"), "x")))
        .hasMessage("invalid input syntax for type integer: \"x\"");
    assertThat(
            catchThrowableOfType(
                KarstException.class, () -> Values.parse(type("varchar3"), "abcd")))
        .hasMessage("value too long for type character varying(3): \"abcd\"");
  }

  @Test
  void textsReadBack() {
    Seeds.run(
        random -> {
          for (ColumnType type : RandomValues.TYPES) {
            for (int i = 0; i < 500; i++) {
              Object value = RandomValues.of(type, random);
              String text = Values.format(type, value);
              assertThat(Values.same(type.kind(), Values.parse(type, text), value))
                  .as(type + " " + text)
                  .isTrue();
            }
          }
        });
  }

  @Test
  void calendarAgreesWithJavaTime() {
    ColumnType timestamp = type("timestamp");
    for (int day = CivilDate.DAY_MIN; day <= CivilDate.DAY_MAX; day += 17) {
      LocalDate date = LocalDate.ofEpochDay(day);
      assertThat(Values.format(ColumnType.DATE, day)).isEqualTo(date.toString());
      assertThat(Values.parse(ColumnType.DATE, date.toString())).isEqualTo(day);
    }
    LocalDateTime time = LocalDateTime.of(1850, 5, 4, 3, 2, 1, 7000);
    assertThat(Values.parse(timestamp, time.toString()))
        .isEqualTo(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 7);
  }
}
