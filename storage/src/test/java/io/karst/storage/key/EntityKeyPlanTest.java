package io.karst.storage.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.KarstException;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.RandomValues;
import io.karst.storage.value.Seeds;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Uuids;
import io.karst.storage.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntityKeyPlanTest {
  private static final List<List<ColumnType>> EMBEDDED =
      List.of(
          List.of(ColumnType.INTEGER),
          List.of(ColumnType.BIGINT),
          List.of(ColumnType.BOOLEAN, ColumnType.SMALLINT, ColumnType.BIGINT),
          List.of(ColumnType.INTEGER, ColumnType.INTEGER),
          List.of(ColumnType.DATE, ColumnType.TIME, ColumnType.INTEGER),
          List.of(ColumnType.TIMESTAMP, ColumnType.INTEGER),
          List.of(ColumnType.varchar(3)),
          List.of(new ColumnType(TypeKind.CHAR, 1, 0, null), ColumnType.BIGINT),
          List.of(ColumnType.varchar(2), ColumnType.INTEGER));

  @Test
  void kinds() {
    assertThat(EntityKeyPlan.of(List.of()).kind()).isEqualTo(EntityKeyPlan.Kind.GENERATED);
    assertThat(EntityKeyPlan.of(List.of(ColumnType.UUID)).kind())
        .isEqualTo(EntityKeyPlan.Kind.NATIVE);
    for (List<ColumnType> types : EMBEDDED) {
      assertThat(EntityKeyPlan.of(types).kind()).isEqualTo(EntityKeyPlan.Kind.EMBEDDED);
    }
    for (List<ColumnType> types :
        List.of(
            List.of(ColumnType.TEXT),
            List.of(ColumnType.varchar(4)),
            List.of(ColumnType.DOUBLE),
            List.of(ColumnType.UUID, ColumnType.INTEGER),
            List.of(ColumnType.BIGINT, ColumnType.BIGINT))) {
      assertThat(EntityKeyPlan.of(types).kind()).isEqualTo(EntityKeyPlan.Kind.HASHED);
    }
  }

  @Test
  void embeddedIdsReadBackInKeyOrder() {
    Seeds.run(
        random -> {
          for (List<ColumnType> types : EMBEDDED) {
            EntityKeyPlan plan = EntityKeyPlan.of(types);
            for (int i = 0; i < 300; i++) {
              Object[] left = key(types, random);
              Object[] right = key(types, random);
              UUID leftId = plan.idOf(0xFEDC, left);
              UUID rightId = plan.idOf(0xFEDC, right);
              assertThat(leftId.version()).isEqualTo(8);
              assertThat(leftId.variant()).isEqualTo(2);
              assertThat(Uuids.typeNumberOf(leftId)).isEqualTo(0xFEDC);
              assertThat(plan.valuesOf(leftId)).isEqualTo(left);
              assertThat(Integer.signum(EntityId.compare(leftId, rightId)))
                  .isEqualTo(Integer.signum(compare(types, left, right)));
            }
          }
        });
  }

  private static Object[] key(List<ColumnType> types, SplittableRandom random) {
    Object[] key = new Object[types.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = RandomValues.of(types.get(i), random);
    }
    return key;
  }

  private static int compare(List<ColumnType> types, Object[] left, Object[] right) {
    for (int i = 0; i < left.length; i++) {
      int order = Values.compare(types.get(i).kind(), left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Test
  void rangesAgreeWithTheModel() {
    List<ColumnType> types = List.of(ColumnType.INTEGER, ColumnType.varchar(2));
    EntityKeyPlan plan = EntityKeyPlan.of(types);
    List<Object> numbers = List.of(Integer.MIN_VALUE, -1, 0, 7, Integer.MAX_VALUE);
    List<Object> texts = List.of("", "a", "ab", "b", "\uDBFF\uDFFF\uDBFF\uDFFF");
    List<KeyBounds> all = new ArrayList<>();
    addRanges(all, new Object[0], numbers);
    for (Object number : numbers) {
      addRanges(all, new Object[] {number}, texts);
      for (Object text : texts) {
        all.add(KeyBounds.equalTo(number, text));
      }
    }
    for (KeyBounds bounds : all) {
      KeyRange range = plan.coreRange(0xFFFF, bounds);
      for (Object number : numbers) {
        for (Object text : texts) {
          Object[] row = {number, text};
          assertThat(range.contains(FamilyKeys.core(plan.idOf(0xFFFF, row))))
              .as("%s in %s", Arrays.toString(row), bounds)
              .isEqualTo(BoundsEncoderTest.isInside(row, bounds));
          assertThat(range.contains(FamilyKeys.core(plan.idOf(0xFFFE, row)))).isFalse();
        }
      }
    }
    assertThat(plan.coreRange(1, KeyBounds.equalTo((Object) null)).isEmpty()).isTrue();
  }

  private static void addRanges(List<KeyBounds> all, Object[] equal, List<Object> values) {
    List<Object> bounds = new ArrayList<>(values);
    bounds.add(null);
    for (Object lower : bounds) {
      for (Object upper : bounds) {
        for (int inclusive = 0; inclusive < 4; inclusive++) {
          all.add(new KeyBounds(equal, lower, (inclusive & 1) != 0, upper, (inclusive & 2) != 0));
        }
      }
    }
  }

  @Test
  void nativeIds() {
    EntityKeyPlan plan = EntityKeyPlan.of(List.of(ColumnType.UUID));
    UUID id = UUID.fromString("00112233-4455-4677-8899-aabbccddeeff");
    assertThat(plan.idOf(3, id)).isSameAs(id);
    assertThat(plan.valuesOf(id)).containsExactly(id);
    assertThat(plan.coreRange(3, KeyBounds.equalTo(id)).contains(FamilyKeys.core(id))).isTrue();
    KeyBounds above = new KeyBounds(new Object[0], id, false, null, false);
    assertThat(plan.coreRange(3, above).contains(FamilyKeys.core(id))).isFalse();
    assertThat(plan.coreRange(3, above).contains(FamilyKeys.core(new UUID(-1, -1)))).isTrue();
  }

  @Test
  void hashedIds() {
    EntityKeyPlan plan = EntityKeyPlan.of(List.of(ColumnType.TEXT, ColumnType.INTEGER));
    UUID id = plan.idOf(9, "a long key", 1);
    assertThat(plan.idOf(9, "a long key", 1)).isEqualTo(id);
    assertThat(plan.idOf(9, "a long key", 2)).isNotEqualTo(id);
    assertThat(id.version()).isEqualTo(8);
    assertThat(Uuids.typeNumberOf(id)).isEqualTo(9);
    assertThatThrownBy(() -> plan.valuesOf(id)).isInstanceOf(IllegalStateException.class);
    assertThat(Uuids.typeNumberOf(EntityKeyPlan.of(List.of()).idOf(9))).isEqualTo(9);
  }

  @Test
  void refusesWhatDoesNotFit() {
    EntityKeyPlan plan = EntityKeyPlan.of(List.of(ColumnType.varchar(3)));
    assertThatThrownBy(() -> plan.idOf(1, "a\0")).isInstanceOf(KarstException.class);
    assertThatThrownBy(() -> plan.idOf(70_000, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan.valuesOf(new UUID(0, 0))).isInstanceOf(KarstException.class);
  }

  @Test
  void hashAgreesWithPublishedValues() {
    assertHash("", 0L, 0L);
    assertHash("hello", 0xcbd8a7b341bd9b02L, 0x5b1e906a48ae1d19L);
    assertHash(
        "The quick brown fox jumps over the lazy dog", 0xe34bbc7bbc071b6cL, 0x7a433ca9c49a9347L);
  }

  private static void assertHash(String text, long low, long high) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Murmur128 hash = Murmur128.hash(bytes, bytes.length);
    assertThat(hash.low()).isEqualTo(low);
    assertThat(hash.high()).isEqualTo(high);
  }
}
