package io.karst.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.memory.MemoryEngines;
import io.karst.storage.testkit.GoldenFile;
import io.karst.storage.value.ColumnType;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys and values of the catalog family, frozen. */
class CatalogGoldenTest {
  private static final SequenceDescriptor SEQUENCE =
      new SequenceDescriptor(3, "s", 1, 2, -3, 4, true, "t", null);
  private static final ViewDescriptor VIEW =
      new ViewDescriptor(
          "vä", "SELECT 1", List.of("one"), "public", 9, "c", ViewDescriptor.Check.NONE);

  private static final DomainDescriptor DOMAIN =
      new DomainDescriptor(
          "d",
          ColumnType.decimal(10, 2),
          new DomainName("public", "base"),
          false,
          "1",
          List.of(new CheckDescriptor("d_check", "value > 0")),
          "c");

  /** A type with a column of a domain and a comment on a constraint. */
  private static EntityTypeDescriptor typeWithDomain() {
    ColumnDescriptor plain = ColumnDescriptor.of(0, "a", ColumnType.INTEGER, false);
    ColumnDescriptor column =
        ColumnDescriptor.of(1, "b", ColumnType.decimal(10, 2), true)
            .withDomain(new DomainName("public", "d"));
    return new EntityTypeDescriptor(
        9,
        "u",
        10,
        List.of(plain, column),
        2,
        1,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(new CheckDescriptor("k", "a > 0")),
        new TypeComments(null, Map.of("k", "why")));
  }

  private static EntityTypeDescriptor type() {
    ColumnDescriptor key = ColumnDescriptor.of(0, "a", ColumnType.INTEGER, false);
    ColumnDescriptor identity =
        new ColumnDescriptor(
            1,
            "b",
            ColumnType.decimal(10, 2),
            true,
            "1 + 1",
            new java.math.BigDecimal("1.00"),
            new IdentityDescriptor(true, "s"),
            "a + 1",
            "c",
            null);
    ColumnDescriptor array =
        ColumnDescriptor.of(4, "d", ColumnType.array(ColumnType.vector(3)), true);
    return new EntityTypeDescriptor(
        7,
        "t",
        8,
        List.of(key, identity, array),
        5,
        3,
        List.of(0),
        "t_pkey",
        List.of(
            new IndexDescriptor(
                2, "i", List.of(1, 0), List.of(true, false), true, IndexDescriptor.Role.INDEX)),
        List.of(
            new ForeignKeyDescriptor(
                "f",
                List.of(1),
                "t",
                List.of(0),
                ForeignKeyDescriptor.Action.CASCADE,
                ForeignKeyDescriptor.Action.NO_ACTION)),
        List.of(new CheckDescriptor("k", "a > 0")),
        TypeComments.NONE);
  }

  @Test
  void bytesOfTheCatalog() throws IOException {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    Engine engine = MemoryEngines.create();
    Space space = engine.createSpace("$catalog", SpaceOptions.CATALOG);
    try (EngineTransaction transaction = engine.begin(TransactionOptions.DEFAULT)) {
      CatalogStore store = new CatalogStore(space);
      store.create(transaction);
      store.put(transaction, type());
      store.put(transaction, VIEW);
      store.put(transaction, SEQUENCE);
      store.put(transaction, typeWithDomain());
      store.put(transaction, DOMAIN);
      store.put(transaction, SEQUENCE.withNumber(4).withComment("c"));
      store.putComment(transaction, "schema");
      transaction.commit((sequence, timestampMicros, out) -> {});
    }
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(space, KeyRange.ALL, ScanOptions.FORWARD)) {
      EntryBatch batch = cursor.nextBatch();
      while (batch != null) {
        for (int i = 0; i < batch.size(); i++) {
          cases.put(HexFormat.of().formatHex(batch.key(i)), batch.value(i));
        }
        batch = cursor.nextBatch();
      }
    }
    engine.close();
    cases.put("sequence value key", CatalogStore.sequenceValueKey(3));
    cases.put("sketch key", CatalogStore.sketchKey(7));
    GoldenFile.check("catalog", cases);
  }

  @Test
  void whatWasWrittenIsRead() {
    assertThat(DescriptorCodec.decodeType(DescriptorCodec.encode(type()))).isEqualTo(type());
    assertThat(DescriptorCodec.decodeView(DescriptorCodec.encode(VIEW))).isEqualTo(VIEW);
    assertThat(DescriptorCodec.decodeSequence(DescriptorCodec.encode(SEQUENCE)))
        .isEqualTo(SEQUENCE);
    SequenceDescriptor commented = SEQUENCE.withComment("c");
    assertThat(DescriptorCodec.decodeSequence(DescriptorCodec.encode(commented)))
        .isEqualTo(commented);
    assertThat(DescriptorCodec.decodeDomain(DescriptorCodec.encode(DOMAIN))).isEqualTo(DOMAIN);
    assertThat(DescriptorCodec.decodeType(DescriptorCodec.encode(typeWithDomain())))
        .isEqualTo(typeWithDomain());
  }

  @Test
  void damageIsNoticed() {
    byte[] stored = DescriptorCodec.encode(type());
    for (int length = 0; length < stored.length; length++) {
      byte[] cut = Arrays.copyOf(stored, length);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> DescriptorCodec.decodeType(cut))
          .isInstanceOfSatisfying(
              io.karst.storage.base.KarstException.class,
              e -> assertThat(e.code()).isEqualTo(io.karst.storage.base.ErrorCode.DATA_CORRUPTED));
    }
  }
}
