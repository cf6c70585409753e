package io.karst.storage.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.RandomValues;
import io.karst.storage.value.Seeds;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyCodecTest {
  private static byte[] key(KeyColumn column, @Nullable Object value) {
    KeyWriter writer = new KeyWriter(1);
    writer.put(column, value);
    return writer.toBytes();
  }

  static int compareInKey(KeyColumn column, @Nullable Object left, @Nullable Object right) {
    int order;
    if (left == null || right == null) {
      order = Boolean.compare(left == null, right == null);
      order = column.nulls() == KeyColumn.Nulls.FIRST ? -order : order;
    } else {
      order = Values.compare(column.type().kind(), left, right);
    }
    return column.descending() ? -order : order;
  }

  @Test
  void keysAreInValueOrder() {
    Seeds.run(
        random -> {
          for (ColumnType type : RandomValues.TYPES) {
            for (KeyColumn.Nulls nulls : KeyColumn.Nulls.values()) {
              orderOf(new KeyColumn(type, false, nulls), random);
              orderOf(new KeyColumn(type, true, nulls), random);
            }
          }
        });
  }

  private static void orderOf(KeyColumn column, SplittableRandom random) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      values.add(
          column.nulls() == KeyColumn.Nulls.NEVER
              ? RandomValues.of(column.type(), random)
              : RandomValues.orNull(column.type(), random));
    }
    for (Object left : values) {
      byte[] leftKey = key(column, left);
      for (Object right : values) {
        byte[] rightKey = key(column, right);
        int expected = Integer.signum(compareInKey(column, left, right));
        int common = Math.min(leftKey.length, rightKey.length);
        boolean isPrefix = Arrays.mismatch(leftKey, 0, common, rightKey, 0, common) < 0;
        if (Integer.signum(Arrays.compareUnsigned(leftKey, rightKey)) != expected
            || isPrefix != (expected == 0)) {
          fail(
              "%s: %s, %s: expected order %d, prefix: %s", column, left, right, expected, isPrefix);
        }
      }
    }
  }

  @Test
  void tuplesReadBack() {
    Seeds.run(
        random -> {
          KeyWriter writer = new KeyWriter();
          KeyReader reader = new KeyReader();
          for (int round = 0; round < 2000; round++) {
            int size = random.nextInt(1, 5);
            KeyColumn[] columns = new KeyColumn[size];
            @Nullable Object[] values = new Object[size];
            writer.reset();
            for (int i = 0; i < size; i++) {
              ColumnType type = RandomValues.TYPES.get(random.nextInt(RandomValues.TYPES.size()));
              columns[i] = KeyColumn.of(type, random.nextBoolean());
              values[i] = RandomValues.orNull(type, random);
              writer.put(columns[i], values[i]);
            }
            byte[] padded = new byte[writer.length() + 5];
            System.arraycopy(writer.buffer(), 0, padded, 3, writer.length());
            reader.wrap(padded, 3, writer.length());
            for (int i = 0; i < size; i++) {
              Object value = reader.read(columns[i]);
              assertThat(Values.same(columns[i].type().kind(), value, values[i]))
                  .as(columns[i] + ": " + value)
                  .isTrue();
            }
            assertThat(reader.remaining()).isZero();
            reader.wrap(padded, 3, writer.length());
            for (KeyColumn column : columns) {
              reader.skip(column);
            }
            assertThat(reader.remaining()).isZero();
          }
        });
  }

  @Test
  void damagedKeysAreReported() {
    Seeds.run(
        random -> {
          KeyReader reader = new KeyReader();
          for (int round = 0; round < 20_000; round++) {
            ColumnType type = RandomValues.TYPES.get(random.nextInt(RandomValues.TYPES.size()));
            KeyColumn column = KeyColumn.of(type, random.nextBoolean());
            byte[] key = key(column, RandomValues.of(type, random));
            byte[] damaged = Arrays.copyOf(key, random.nextInt(key.length + 1));
            if (damaged.length > 0) {
              damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
              reader.wrap(damaged).read(column);
            } catch (KarstException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED);
            }
          }
        });
  }

  @Test
  void equalNumbersHaveEqualKeys() {
    KeyColumn numeric = KeyColumn.ascending(ColumnType.of(TypeKind.DECIMAL));
    assertThat(key(numeric, new BigDecimal("100")))
        .isEqualTo(key(numeric, new BigDecimal("1.00E+2")))
        .isEqualTo(key(numeric, new BigDecimal("100.000")));
    assertThat(key(numeric, new BigDecimal("0.000"))).isEqualTo(key(numeric, BigDecimal.ZERO));
    KeyColumn real = KeyColumn.ascending(ColumnType.REAL);
    assertThat(key(real, -0.0f)).isEqualTo(key(real, 0.0f));
    assertThat(new KeyReader().wrap(key(numeric, new BigDecimal("100.00"))).read(numeric))
        .isEqualTo(new BigDecimal("100"));
    KeyColumn declared = KeyColumn.ascending(ColumnType.decimal(10, 2));
    assertThat(new KeyReader().wrap(key(declared, new BigDecimal("1.50"))).read(declared))
        .isEqualTo(new BigDecimal("1.50"));
  }
}
