package io.karst.storage.codec;

import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.KeyColumn;
import io.karst.storage.key.KeyWriter;
import io.karst.storage.key.SystemKeys;
import io.karst.storage.testkit.GoldenFile;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The bytes of format v1, frozen: what a round trip cannot see, writer and reader changing
 * together. {@code -Dgolden.rewrite=true} writes the files anew; after a release that means a new
 * format.
 */
class GoldenBytesTest {
  private static final UUID A = UUID.fromString("00112233-4455-7677-8899-aabbccddeeff");
  private static final UUID B = UUID.fromString("ffeeddcc-bbaa-4988-b766-554433221100");
  private static final ColumnType NUMERIC = ColumnType.of(TypeKind.DECIMAL);
  private static final ColumnType TIMESTAMP = new ColumnType(TypeKind.TIMESTAMP, 6, 0, null);
  private static final String[][] SAMPLES = {
    {"bool", "f", "t"},
    {"int2", "-32768", "-1", "0", "1"},
    {"int4", "-2147483648", "-1", "0", "128", "2147483647"},
    {"int8", "-9223372036854775808", "-1", "0", "1", "65536", "9223372036854775807"},
    {"float4", "-Infinity", "-1.5", "-0", "0", "1", "NaN"},
    {"float8", "-Infinity", "-1.5", "-0", "0", "1", "NaN"},
    {
      "numeric",
      "-123456789012345678901234567890.5",
      "-1.5",
      "-0.01",
      "0",
      "1",
      "1.00",
      "99.995",
      "100",
      "1234567890123456789012345678901234567.8"
    },
    {"text", "", "a", "ä", "😀"},
    {"bytea", "\\x", "\\x00", "\\x01ff00"},
    {"date", "1969-12-31", "1970-01-01", "2024-02-29"},
    {"time", "00:00:00", "23:59:59.999999"},
    {"timestamp", "1969-12-31 23:59:59.999999", "2024-02-29 12:00:00"},
    {"interval", "-1 mons", "-00:00:00.000001", "1 day 00:00:01", "1 year 2 mons"},
    {"uuid", "00112233-4455-7677-8899-aabbccddeeff"},
    {"json", "{\"a\":1}"},
    {"vector", "[1,-2]"},
    {"int4[]", "{}", "{1,NULL,-1}"},
  };
  private static final Map<String, ColumnType> TYPES =
      Map.ofEntries(
          Map.entry("bool", ColumnType.BOOLEAN),
          Map.entry("int2", ColumnType.SMALLINT),
          Map.entry("int4", ColumnType.INTEGER),
          Map.entry("int8", ColumnType.BIGINT),
          Map.entry("float4", ColumnType.REAL),
          Map.entry("float8", ColumnType.DOUBLE),
          Map.entry("numeric", NUMERIC),
          Map.entry("text", ColumnType.TEXT),
          Map.entry("bytea", ColumnType.BYTEA),
          Map.entry("date", ColumnType.DATE),
          Map.entry("time", new ColumnType(TypeKind.TIME, 6, 0, null)),
          Map.entry("timestamp", TIMESTAMP),
          Map.entry("interval", ColumnType.INTERVAL),
          Map.entry("uuid", ColumnType.UUID),
          Map.entry("json", ColumnType.JSON),
          Map.entry("vector", ColumnType.vector(2)),
          Map.entry("int4[]", ColumnType.array(ColumnType.INTEGER)));

  private static ColumnType type(String name) {
    return java.util.Objects.requireNonNull(TYPES.get(name), name);
  }

  private static byte[] key(ColumnType type, boolean descending, @Nullable Object value) {
    KeyWriter writer = new KeyWriter();
    writer.put(KeyColumn.of(type, descending), value);
    return writer.toBytes();
  }

  @Test
  void keyColumns() throws IOException {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    cases.put("null", key(ColumnType.INTEGER, false, null));
    cases.put("null desc", key(ColumnType.INTEGER, true, null));
    for (String[] sample : SAMPLES) {
      ColumnType type = type(sample[0]);
      for (int i = 1; i < sample.length; i++) {
        Object value = Values.parse(type, sample[i]);
        cases.put(sample[0] + " " + sample[i], key(type, false, value));
        cases.put(sample[0] + " " + sample[i] + " desc", key(type, true, value));
      }
    }
    GoldenFile.check("key-columns", cases);
  }

  @Test
  void familyKeys() throws IOException {
    KeyWriter scratch = new KeyWriter();
    KeyColumn[] columns = {
      KeyColumn.ascending(ColumnType.INTEGER), KeyColumn.of(ColumnType.TEXT, true)
    };
    Map<String, byte[]> cases = new LinkedHashMap<>();
    cases.put("core", FamilyKeys.core(A));
    cases.put("property", FamilyKeys.property(A, "smoker", null));
    cases.put("property valid_from", FamilyKeys.property(A, "smoker", 1L));
    cases.put("vector", FamilyKeys.vector(0x0102, A));
    cases.put("edge out", FamilyKeys.edgeOut(A, "knows", B));
    cases.put("edge in", FamilyKeys.edgeIn(B, "knows", A));
    cases.put("trajectory", FamilyKeys.trajectory(A, -1));
    cases.put("measure", FamilyKeys.measure(A, "cost", 1));
    cases.put(
        "index", FamilyKeys.indexEntry(scratch, 0x01020304, columns, new Object[] {7, "x"}, A));
    cases.put("unique", FamilyKeys.uniqueEntry(scratch, 5, columns, new Object[] {7, "x"}, A));
    cases.put(
        "unique with null",
        FamilyKeys.uniqueEntry(scratch, 5, columns, new Object[] {null, "x"}, A));
    cases.put("routing", SystemKeys.routing(A));
    GoldenFile.check("family-keys", cases);
  }

  @Test
  void entityIds() throws IOException {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    cases.put("int4 7", id(List.of(ColumnType.INTEGER), 7));
    cases.put("int4 -1", id(List.of(ColumnType.INTEGER), -1));
    cases.put("int4, int4", id(List.of(ColumnType.INTEGER, ColumnType.INTEGER), 1, 2));
    cases.put(
        "int8, int4, bool",
        id(List.of(ColumnType.BIGINT, ColumnType.INTEGER, ColumnType.BOOLEAN), -2L, 3, true));
    cases.put("date", id(List.of(ColumnType.DATE), 1));
    cases.put("time", id(List.of(ColumnType.TIME), 1L));
    cases.put("varchar(3)", id(List.of(ColumnType.varchar(3)), "ab"));
    cases.put("text, hashed", id(List.of(ColumnType.TEXT), "ab"));
    cases.put("numeric, hashed", id(List.of(NUMERIC), new java.math.BigDecimal("1.50")));
    GoldenFile.check("entity-ids", cases);
  }

  private static byte[] id(List<ColumnType> types, Object... values) {
    return SystemKeys.routing(EntityKeyPlan.of(types).idOf(0x1234, values));
  }

  @Test
  void rows() throws IOException {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    RowWriter writer = new RowWriter();
    cases.put("no columns", writer.begin(1, 2, 3, 4).toBytes());
    for (String[] sample : SAMPLES) {
      writer.begin(0x01020304, 0x1112131415161718L, 0x2122232425262728L, 0x31323334);
      for (int i = 1; i < sample.length; i++) {
        writer.set(2 * (i - 1), type(sample[0]), Values.parse(type(sample[0]), sample[i]));
      }
      cases.put(sample[0], writer.toBytes());
    }
    writer.begin(0, 0, 0, 1);
    writer.set(0, ColumnType.TEXT, "x".repeat(300));
    cases.put("wide offsets", writer.toBytes());
    GoldenFile.check("rows", cases);
  }

  @Test
  void values() throws IOException {
    float[] position = new float[TrajectoryValue.DIMENSIONS];
    position[0] = 1;
    Map<String, byte[]> cases = new LinkedHashMap<>();
    cases.put("edge", new EdgeValue(true, 0.5, 7).toBytes());
    cases.put("edge inactive", new EdgeValue(false, -1, -7).toBytes());
    cases.put("measure", MeasureValue.toBytes(2.5));
    cases.put("vector", VectorValue.toBytes(new float[] {1, -2}));
    cases.put("trajectory", new TrajectoryValue(position, null, position).toBytes());
    cases.put("property null", new PropertyValue(ColumnType.TEXT, null, 7).toBytes());
    for (String[] sample : SAMPLES) {
      Object value = Values.parse(type(sample[0]), sample[1]);
      cases.put("property " + sample[0], new PropertyValue(type(sample[0]), value, 7).toBytes());
    }
    cases.put(
        "record",
        new RecordWriter()
            .begin(1)
            .putVarint(300)
            .putSigned(-3)
            .putText("ä")
            .putNullableText(null)
            .putBoolean(true)
            .putFixedLong(1)
            .putDouble(1)
            .putId(A)
            .putType(NUMERIC)
            .putValue(ColumnType.INTEGER, 5)
            .toBytes());
    GoldenFile.check("values", cases);
  }
}
