package io.karst.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.check.Problem;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check finds index entries that are missing, too many or wrong, though they are many. */
class IntegrityCheckTest {
  private static final int ROWS = 50;

  private final Database database = Database.inMemory(DatabaseOptions.defaults());
  private final Collection collection = database.collection("public");

  @BeforeEach
  void fill() {
    collection.createType(
        new EntityTypeSpec(
            "item",
            List.of(
                ColumnDescriptor.of(0, "id", ColumnType.INTEGER, false),
                ColumnDescriptor.of(1, "code", ColumnType.TEXT, true)),
            List.of("id"),
            "item_pkey",
            List.of(new EntityTypeSpec.UniqueKey("item_code_key", List.of("code"))),
            List.of(),
            List.of()));
    try (StoreTransaction transaction = database.begin()) {
      for (int i = 0; i < ROWS; i++) {
        collection.table("item").insert(transaction, new Object[] {null, i, "code " + i, null});
      }
      transaction.commit();
    }
    assertThat(collection.check()).isEmpty();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Changes the index on code behind the back of its table; entries: key, value, key, value ... */
  private List<String> problemsAfter(BiConsumer<Writer, List<byte[]>> damage) {
    IndexDescriptor index = collection.catalog().types().get("item").indexes().get(0);
    Space space =
        Objects.requireNonNull(collection.domain().engine().space(LiveTypes.spaceName(1)));
    KeyRange range = KeyRange.prefix(FamilyKeys.indexPrefix(index.number()));
    StoreTransaction.beginPart(collection.domain(), TransactionOptions.DEFAULT)
        .commitAlone(
            engine -> damage.accept(new Writer(engine, space), entries(engine, space, range)));
    List<String> problems = new ArrayList<>();
    for (Problem problem : collection.check()) {
      assertThat(problem.kind()).isEqualTo("index");
      problems.add(problem.problem());
    }
    return problems;
  }

  private static List<byte[]> entries(EngineTransaction engine, Space space, KeyRange range) {
    List<byte[]> entries = new ArrayList<>();
    try (Cursor cursor = engine.scan(space, range, ScanOptions.FORWARD)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          entries.add(batch.key(i));
          entries.add(batch.value(i));
        }
      }
    }
    assertThat(entries).hasSize(2 * ROWS);
    return entries;
  }

  private record Writer(EngineTransaction engine, Space space) {
    void put(byte[] key, byte[] value) {
      engine.put(space, key, value);
    }

    void delete(byte[] key) {
      engine.delete(space, key);
    }
  }

  @Test
  void missingEntry() {
    List<String> problems = problemsAfter((writer, entries) -> writer.delete(entries.get(10)));
    assertThat(problems).singleElement().asString().contains("has no entry");
  }

  @Test
  void entryThatLeadsElsewhere() {
    List<String> problems =
        problemsAfter((writer, entries) -> writer.put(entries.get(10), entries.get(1)));
    assertThat(problems).hasSize(2);
  }

  /** As many entries as there are rows, but not theirs. */
  @Test
  void oneMissingAndOneTooMany() {
    List<String> problems =
        problemsAfter(
            (writer, entries) -> {
              byte[] key = entries.get(10).clone();
              key[key.length - 3] = 'x'; // the last character of the code
              writer.delete(entries.get(10));
              writer.put(key, entries.get(11));
            });
    assertThat(problems).hasSize(2);
  }
}
