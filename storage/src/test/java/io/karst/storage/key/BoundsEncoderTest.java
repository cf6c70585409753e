package io.karst.storage.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.engine.KeyRange;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundsEncoderTest {
  private static final byte[] PREFIX = {8, 0, 0, 0, 9};
  private static final List<@Nullable Object> INTEGERS =
      Arrays.asList(null, Integer.MIN_VALUE, -1, 0, 1, 255, 256, Integer.MAX_VALUE);
  private static final List<@Nullable Object> TEXTS =
      Arrays.asList(null, "", "a", "aa", "ab", "a\u0001", "b", "\uDBFF\uDFFF");

  /** Every row of a small domain against every bounds, in all directions and NULL orders. */
  @Test
  void agreesWithTheModel() {
    for (int directions = 0; directions < 4; directions++) {
      for (KeyColumn.Nulls nulls : KeyColumn.Nulls.values()) {
        List<KeyColumn> columns =
            List.of(
                new KeyColumn(ColumnType.INTEGER, (directions & 1) != 0, nulls),
                new KeyColumn(ColumnType.TEXT, (directions & 2) != 0, nulls));
        check(columns);
      }
    }
  }

  private static void check(List<KeyColumn> columns) {
    boolean nullable = columns.get(0).nulls() != KeyColumn.Nulls.NEVER;
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<byte[]> keys = new ArrayList<>();
    for (Object number : INTEGERS) {
      for (Object text : TEXTS) {
        if (nullable || (number != null && text != null)) {
          rows.add(new Object[] {number, text});
          KeyWriter writer = new KeyWriter();
          writer.putRaw(PREFIX, 0, PREFIX.length);
          writer.put(columns.get(0), number);
          writer.put(columns.get(1), text);
          keys.add(writer.toBytes());
        }
      }
    }
    BoundsEncoder encoder = new BoundsEncoder(columns);
    for (KeyBounds bounds : allBounds()) {
      KeyRange range = encoder.encode(PREFIX, bounds);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(range.contains(keys.get(i)))
            .as("%s of %s in %s", columns, Arrays.toString(rows.get(i)), bounds)
            .isEqualTo(isInside(rows.get(i), bounds));
      }
      assertThat(range.contains(new byte[] {8, 0, 0, 0, 8, 2})).isFalse();
      assertThat(range.contains(new byte[] {8, 0, 0, 0, 10})).isFalse();
    }
  }

  private static List<KeyBounds> allBounds() {
    List<KeyBounds> all = new ArrayList<>();
    addRanges(all, new Object[0], INTEGERS);
    for (Object number : INTEGERS) {
      addRanges(all, new Object[] {number}, TEXTS);
      for (Object text : TEXTS) {
        all.add(KeyBounds.equalTo(number, text));
      }
    }
    return all;
  }

  private static void addRanges(
      List<KeyBounds> all, @Nullable Object[] equal, List<@Nullable Object> values) {
    for (Object lower : values) {
      for (Object upper : values) {
        for (int inclusive = 0; inclusive < 4; inclusive++) {
          all.add(new KeyBounds(equal, lower, (inclusive & 1) != 0, upper, (inclusive & 2) != 0));
        }
      }
    }
  }

  static boolean isInside(@Nullable Object[] row, KeyBounds bounds) {
    int column = bounds.equal().length;
    for (int i = 0; i < column; i++) {
      Object expected = bounds.equal()[i];
      Object value = row[i];
      if (expected == null || value == null) {
        if (expected != value) {
          return false;
        }
      } else if (!expected.equals(value)) {
        return false;
      }
    }
    if (!bounds.isRange()) {
      return true;
    }
    Object value = row[column];
    if (value == null) {
      return false;
    }
    return isBeyond(bounds.lower(), value, bounds.lowerInclusive(), 1)
        && isBeyond(bounds.upper(), value, bounds.upperInclusive(), -1);
  }

  private static boolean isBeyond(
      @Nullable Object bound, Object value, boolean inclusive, int direction) {
    if (bound == null) {
      return true;
    }
    int order =
        value instanceof Integer number
            ? Integer.compare(number, (Integer) bound)
            : Values.compare(ColumnType.TEXT.kind(), value, bound);
    return order == 0 ? inclusive : order * direction > 0;
  }

  @Test
  void theWholeSpaceHasNoEnd() {
    BoundsEncoder encoder = new BoundsEncoder(List.of(KeyColumn.bare(ColumnType.UUID)));
    KeyRange all = encoder.encode(new byte[0], KeyBounds.ALL);
    assertThat(all.end()).isNull();
    assertThat(all.start()).isEmpty();
    java.util.UUID last = new java.util.UUID(-1, -1);
    KeyBounds behind = new KeyBounds(new Object[0], last, false, null, false);
    assertThat(encoder.encode(new byte[0], behind).isEmpty()).isTrue();
  }
}
