package io.karst.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.RandomValues;
import io.karst.storage.value.Seeds;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCodecTest {
  private static ColumnType[] types(SplittableRandom random) {
    ColumnType[] types = new ColumnType[random.nextInt(20)];
    for (int i = 0; i < types.length; i++) {
      types[i] = RandomValues.TYPES.get(random.nextInt(RandomValues.TYPES.size()));
    }
    return types;
  }

  @Test
  void rowsReadBack() {
    Seeds.run(
        random -> {
          RowWriter writer = new RowWriter();
          RowReader reader = new RowReader();
          for (int round = 0; round < 3000; round++) {
            ColumnType[] types = types(random);
            @Nullable Object[] values = new Object[types.length];
            writer.begin(round, random.nextLong(), -round, round + 1);
            for (int i = 0; i < types.length; i++) {
              values[i] = RandomValues.orNull(types[i], random);
              writer.set(i, types[i], values[i]);
            }
            byte[] row = writer.toBytes();
            byte[] padded = new byte[row.length + 7];
            System.arraycopy(row, 0, padded, 4, row.length);
            reader.wrap(padded, 4, row.length);
            assertThat(reader.ordinal()).isEqualTo(round);
            assertThat(reader.updatedAt()).isEqualTo(-round);
            assertThat(reader.version()).isEqualTo(round + 1);
            assertThat(reader.columnCount()).isEqualTo(types.length);
            check(reader, types, values);
          }
        });
  }

  private static void check(RowReader reader, ColumnType[] types, @Nullable Object[] values) {
    for (int i = types.length - 1; i >= 0; i--) {
      Object expected = values[i];
      assertThat(reader.isNull(i)).isEqualTo(expected == null);
      Object found = reader.get(i, types[i]);
      assertThat(Values.same(types[i].kind(), found, expected)).as(types[i].toString()).isTrue();
      if (expected instanceof BigDecimal) {
        assertThat(found).isEqualTo(expected);
      }
      if (expected instanceof String) {
        assertThat(reader.getText(i)).isEqualTo(expected);
      }
      if (expected instanceof Long || expected instanceof Integer || expected instanceof Short) {
        assertThat(reader.getLong(i)).isEqualTo(((Number) expected).longValue());
      }
      if (expected instanceof Boolean flag) {
        assertThat(reader.getBoolean(i)).isEqualTo(flag);
      }
      if (expected instanceof Double number) {
        assertThat(reader.getDouble(i)).isEqualTo(number);
      }
    }
  }

  @Test
  void widthsOfOffsets() {
    for (int length : new int[] {0, 255, 256, 65_535, 65_536, 200_000}) {
      String text = "x".repeat(length);
      byte[] row = new RowWriter().begin(0, 0, 0, 1).toBytes();
      assertThat(row).hasSize(28);
      RowWriter writer = new RowWriter().begin(0, 0, 0, 1);
      writer.set(0, ColumnType.TEXT, text);
      writer.set(1, ColumnType.TEXT, null);
      RowReader reader = new RowReader().wrap(writer.toBytes());
      assertThat(reader.getText(0)).isEqualTo(text);
      assertThat(reader.getText(1)).isNull();
    }
  }

  @Test
  void slotsLeftOutAreNullAndLaterOnesAbsent() {
    RowWriter writer = new RowWriter().begin(1, 2, 3, 4);
    writer.set(2, ColumnType.INTEGER, 7);
    writer.setLong(4, -1);
    writer.setDouble(5, 0.5);
    RowReader reader = new RowReader().wrap(writer.toBytes());
    assertThat(reader.columnCount()).isEqualTo(6);
    assertThat(reader.isNull(0)).isTrue();
    assertThat(reader.getLong(3)).isZero();
    assertThat(reader.getDouble(3)).isZero();
    assertThat(reader.getLong(4)).isEqualTo(-1);
    assertThat(reader.getDouble(5)).isEqualTo(0.5);
    assertThat(reader.isAbsent(6)).isTrue();
    assertThat(reader.isNull(6)).isFalse();
    assertThat(reader.get(6, ColumnType.INTEGER)).isSameAs(RowReader.ABSENT);
    assertThatThrownBy(() -> writer.set(5, ColumnType.INTEGER, 1))
        .isInstanceOf(IllegalArgumentException.class);

    RowWriter copy = new RowWriter().begin(1, 2, 3, 5);
    for (int slot = 0; slot < 7; slot++) {
      copy.copy(slot, reader);
    }
    RowReader copied = new RowReader().wrap(copy.toBytes());
    assertThat(copied.get(2, ColumnType.INTEGER)).isEqualTo(7);
    assertThat(copied.isNull(6)).isTrue();
  }

  @Test
  void damagedRowsAreReported() {
    Seeds.run(
        random -> {
          RowWriter writer = new RowWriter();
          for (int round = 0; round < 20_000; round++) {
            ColumnType[] types = types(random);
            writer.begin(round, round, round, round);
            for (int i = 0; i < types.length; i++) {
              writer.set(i, types[i], RandomValues.orNull(types[i], random));
            }
            byte[] row = writer.toBytes();
            byte[] damaged =
                random.nextBoolean() ? row : Arrays.copyOf(row, random.nextInt(row.length + 1));
            for (int i = 0; i < 3 && damaged.length > 0; i++) {
              damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readAll(damaged, types);
          }
        });
  }

  private static void readAll(byte[] damaged, ColumnType[] types) {
    RowReader reader = new RowReader();
    try {
      reader.wrap(damaged);
    } catch (KarstException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED);
      return;
    }
    for (int i = 0; i < types.length; i++) {
      try {
        reader.get(i, types[i]);
      } catch (KarstException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED);
      }
    }
  }

  @Test
  void recordsReadBack() {
    UUID id = new UUID(1, 2);
    ColumnType type = ColumnType.array(ColumnType.decimal(7, 2));
    byte[] record =
        new RecordWriter()
            .begin(1)
            .putVarint(-1)
            .putSigned(Long.MIN_VALUE)
            .putText("\u00e4\uD83D\uDE00")
            .putNullableText(null)
            .putBytes(new byte[] {1, 2})
            .putNullableBytes(null)
            .putBoolean(true)
            .putDouble(0.5)
            .putId(id)
            .putType(type)
            .putValue(type, new Object[] {new BigDecimal("1.50"), null})
            .putValue(type, null)
            .toBytes();
    RecordReader reader = new RecordReader().wrap(record);
    assertThat(reader.readVersion(1)).isEqualTo(1);
    assertThat(reader.readVarint()).isEqualTo(-1);
    assertThat(reader.readSigned()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.readText()).isEqualTo("\u00e4\uD83D\uDE00");
    assertThat(reader.readNullableText()).isNull();
    assertThat(reader.readBytes()).containsExactly(1, 2);
    assertThat(reader.readNullableBytes()).isNull();
    assertThat(reader.readBoolean()).isTrue();
    assertThat(reader.readDouble()).isEqualTo(0.5);
    assertThat(reader.readId()).isEqualTo(id);
    assertThat(reader.readType()).isEqualTo(type);
    assertThat(reader.hasMore()).isTrue();
    assertThat(reader.readValue(type)).isEqualTo(new Object[] {new BigDecimal("1.50"), null});
    assertThat(reader.readValue(type)).isNull();
    assertThat(reader.hasMore()).isFalse();
    assertThatThrownBy(reader::readByte).isInstanceOf(KarstException.class);
    assertThatThrownBy(() -> new RecordReader().wrap(new byte[] {2}).readVersion(1))
        .isInstanceOf(KarstException.class);
  }

  @Test
  void valuesOfTheModelReadBack() {
    EdgeValue edge = new EdgeValue(true, -2.5, 77);
    byte[] edgeBytes = edge.toBytes();
    assertThat(EdgeValue.read(edgeBytes, 0, edgeBytes.length)).isEqualTo(edge);
    assertThat(EdgeValue.weight(edgeBytes, 0, edgeBytes.length)).isEqualTo(-2.5);
    PropertyValue property = new PropertyValue(ColumnType.decimal(5, 1), new BigDecimal("7.5"), 3);
    byte[] propertyBytes = property.toBytes();
    assertThat(PropertyValue.read(propertyBytes, 0, propertyBytes.length)).isEqualTo(property);
    PropertyValue none = new PropertyValue(ColumnType.TEXT, null, 3);
    assertThat(PropertyValue.read(none.toBytes(), 0, none.toBytes().length)).isEqualTo(none);
    byte[] measure = MeasureValue.toBytes(1.25);
    assertThat(MeasureValue.read(measure, 0, measure.length)).isEqualTo(1.25);
    byte[] vector = VectorValue.toBytes(new float[] {1, -2});
    assertThat(VectorValue.dimensions(vector, 0, vector.length)).isEqualTo(2);
    assertThat(VectorValue.read(vector, 0, vector.length)).containsExactly(1, -2);
    float[] target = new float[2];
    VectorValue.read(vector, 0, vector.length, target);
    assertThat(target).containsExactly(1, -2);
    float[] position = new float[TrajectoryValue.DIMENSIONS];
    position[16] = 3;
    byte[] trajectory = new TrajectoryValue(null, position, null).toBytes();
    TrajectoryValue read = TrajectoryValue.read(trajectory, 0, trajectory.length);
    assertThat(read.graph()).isNull();
    assertThat(read.embedding()).isEqualTo(position);
    for (byte[] bytes : new byte[][] {edgeBytes, propertyBytes, measure, trajectory}) {
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(
                () -> {
                  if (bytes == edgeBytes) {
                    EdgeValue.read(cut, 0, cut.length);
                  } else if (bytes == propertyBytes) {
                    PropertyValue.read(cut, 0, cut.length);
                  } else if (bytes == measure) {
                    MeasureValue.read(cut, 0, cut.length);
                  } else {
                    TrajectoryValue.read(cut, 0, cut.length);
                  }
                })
            .isInstanceOf(KarstException.class);
      }
    }
  }
}
