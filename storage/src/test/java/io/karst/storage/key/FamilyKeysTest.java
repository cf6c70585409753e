package io.karst.storage.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.karst.storage.base.KarstException;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.value.ColumnType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FamilyKeysTest {
  private static final UUID A = UUID.fromString("00112233-4455-7677-8899-aabbccddeeff");
  private static final UUID B = UUID.fromString("ffffffff-ffff-8fff-bfff-ffffffffffff");

  @Test
  void partsReadBack() {
    byte[] property = FamilyKeys.property(A, "smo\0ker", 5L);
    assertThat(FamilyKeyReader.table(property, 0, property.length))
        .isEqualTo(Subspace.PROPERTIES.number());
    assertThat(FamilyKeyReader.entity(property, 0, property.length)).isEqualTo(A);
    assertThat(FamilyKeyReader.name(property, 0, property.length)).isEqualTo("smo\0ker");
    assertThat(FamilyKeyReader.validFrom(property, 0, property.length)).isEqualTo(5L);
    byte[] plain = FamilyKeys.property(A, "smoker", null);
    assertThat(FamilyKeyReader.name(plain, 0, plain.length)).isEqualTo("smoker");
    assertThat(FamilyKeyReader.validFrom(plain, 0, plain.length)).isNull();

    byte[] edge = FamilyKeys.edgeOut(A, "has_admission", B);
    assertThat(FamilyKeyReader.entity(edge, 0, edge.length)).isEqualTo(A);
    assertThat(FamilyKeyReader.name(edge, 0, edge.length)).isEqualTo("has_admission");
    assertThat(FamilyKeyReader.edgeFarEnd(edge, 0, edge.length)).isEqualTo(B);

    byte[] measure = FamilyKeys.measure(B, "cost", -1);
    assertThat(FamilyKeyReader.name(measure, 0, measure.length)).isEqualTo("cost");
    assertThat(FamilyKeyReader.time(measure, 0, measure.length)).isEqualTo(-1);
    byte[] position = FamilyKeys.trajectory(B, Long.MIN_VALUE);
    assertThat(FamilyKeyReader.time(position, 0, position.length)).isEqualTo(Long.MIN_VALUE);

    byte[] vector = FamilyKeys.vector(0xFFFE, B);
    assertThat(FamilyKeyReader.vectorSpace(vector, 0, vector.length)).isEqualTo(0xFFFE);
    assertThat(FamilyKeyReader.vectorEntity(vector, 0, vector.length)).isEqualTo(B);

    byte[] change = ByteBuffer.allocate(10).putLong(Long.MAX_VALUE).putShort((short) 3).array();
    assertThat(SystemKeys.commitSequence(change, 0, change.length)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void keysBeginWithTheirPrefixes() {
    assertBegins(FamilyKeys.core(A), FamilyKeys.prefix(Subspace.CORE));
    assertBegins(FamilyKeys.property(A, "n", 1L), FamilyKeys.prefix(Subspace.PROPERTIES, A));
    assertBegins(FamilyKeys.property(A, "n", 1L), FamilyKeys.propertyPrefix(A, "n"));
    assertBegins(FamilyKeys.edgeOut(A, "t", B), FamilyKeys.edgeOutPrefix(A, "t"));
    assertBegins(FamilyKeys.edgeIn(B, "t", A), FamilyKeys.edgeInPrefix(B, "t"));
    assertBegins(FamilyKeys.measure(A, "m", 1), FamilyKeys.measurePrefix(A, "m"));
    assertBegins(FamilyKeys.vector(1, A), FamilyKeys.vectorPrefix(1));
    assertThat(
            KeyRange.prefix(FamilyKeys.propertyPrefix(A, "n"))
                .contains(FamilyKeys.property(A, "na", null)))
        .isFalse();
  }

  private static void assertBegins(byte[] key, byte[] prefix) {
    assertThat(key).startsWith(prefix);
    assertThat(KeyRange.prefix(prefix).contains(key)).isTrue();
  }

  @Test
  void versionsOfAPropertyAreInTimeOrder() {
    byte[][] keys = {
      FamilyKeys.property(A, "n", null),
      FamilyKeys.property(A, "n", Long.MIN_VALUE),
      FamilyKeys.property(A, "n", -1L),
      FamilyKeys.property(A, "n", 1L),
      FamilyKeys.property(A, "n2", null)
    };
    for (int i = 1; i < keys.length; i++) {
      assertThat(Arrays.compareUnsigned(keys[i - 1], keys[i])).isNegative();
    }
    assertThat(FamilyKeyReader.sameName(keys[0], 0, keys[3], 0)).isTrue();
    assertThat(FamilyKeyReader.sameName(keys[0], 0, keys[4], 0)).isFalse();
  }

  @Test
  void indexEntries() {
    KeyWriter scratch = new KeyWriter();
    KeyColumn[] columns = {
      KeyColumn.of(ColumnType.INTEGER, true), KeyColumn.ascending(ColumnType.TEXT)
    };
    byte[] entry = FamilyKeys.indexEntry(scratch, -2, columns, new Object[] {5, "x"}, A);
    assertThat(FamilyKeyReader.index(entry, 0, entry.length)).isEqualTo(-2);
    assertThat(FamilyKeyReader.indexEntity(entry, 0, entry.length)).isEqualTo(A);
    KeyReader reader = new KeyReader();
    FamilyKeyReader.readIndexColumns(reader, entry, 0, entry.length);
    assertThat(reader.read(columns[0])).isEqualTo(5);
    assertThat(reader.read(columns[1])).isEqualTo("x");
    assertThat(reader.readId()).isEqualTo(A);

    byte[] one = FamilyKeys.uniqueEntry(scratch, 1, columns, new Object[] {5, "x"}, A);
    assertThat(one)
        .isEqualTo(FamilyKeys.uniqueEntry(scratch, 1, columns, new Object[] {5, "x"}, B));
    assertThat(FamilyKeys.uniqueEntry(scratch, 1, columns, new Object[] {5, null}, A))
        .isNotEqualTo(FamilyKeys.uniqueEntry(scratch, 1, columns, new Object[] {5, null}, B));
  }

  @Test
  void boundsOnTheModelsTuples() {
    BoundsEncoder properties = new BoundsEncoder(FamilyKeys.PROPERTY_COLUMNS);
    KeyBounds after = new KeyBounds(new Object[] {A, "n"}, 5L, true, null, false);
    KeyRange range = properties.encode(FamilyKeys.prefix(Subspace.PROPERTIES), after);
    assertThat(range.contains(FamilyKeys.property(A, "n", 5L))).isTrue();
    assertThat(range.contains(FamilyKeys.property(A, "n", 4L))).isFalse();
    assertThat(range.contains(FamilyKeys.property(A, "n", null))).isFalse();
    BoundsEncoder edges = new BoundsEncoder(FamilyKeys.EDGE_COLUMNS);
    KeyRange out = edges.encode(FamilyKeys.prefix(Subspace.EDGES_OUT), KeyBounds.equalTo(A, "t"));
    assertThat(out.start()).isEqualTo(FamilyKeys.edgeOutPrefix(A, "t"));
    KeyRange none =
        edges.encode(FamilyKeys.prefix(Subspace.EDGES_OUT), KeyBounds.equalTo((Object) null));
    assertThat(none.isEmpty()).isTrue();
  }

  @Test
  void damagedKeysAreReported() {
    byte[] edge = FamilyKeys.edgeOut(A, "t", B);
    for (int length = 0; length < edge.length - 16; length++) {
      byte[] cut = Arrays.copyOf(edge, length);
      assertThatExceptionOfType(KarstException.class)
          .isThrownBy(
              () -> {
                FamilyKeyReader.name(cut, 0, cut.length);
                FamilyKeyReader.edgeFarEnd(cut, 0, cut.length);
              });
    }
    assertThat(List.of(Subspace.values())).extracting(Subspace::number).doesNotHaveDuplicates();
  }
}
