package io.karst.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor.Action;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.table.BulkInsert;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that go around the transaction, on disk and in memory. */
class BulkInsertTest {
  private static final int ROWS = 3 * BulkInsert.SMALL;

  @TempDir Path directory;

  private Database open(boolean onDisk) {
    return onDisk
        ? Database.open(directory.resolve("db"), DatabaseOptions.defaults())
        : Database.inMemory(DatabaseOptions.defaults());
  }

  /** Rows: parent 0..99; item (id, code unique, parent, other item, vector). */
  private static void createTypes(Database database) {
    Collection collection = database.collection("public");
    collection.createType(
        EntityTypeSpec.of(
            "parent",
            List.of(ColumnDescriptor.of(0, "id", ColumnType.INTEGER, false)),
            List.of("id")));
    collection.createType(
        new EntityTypeSpec(
            "item",
            List.of(
                ColumnDescriptor.of(0, "id", ColumnType.INTEGER, false),
                ColumnDescriptor.of(1, "code", ColumnType.TEXT, true),
                ColumnDescriptor.of(2, "parent", ColumnType.BIGINT, true),
                ColumnDescriptor.of(3, "other", ColumnType.TEXT, true),
                ColumnDescriptor.of(4, "v", new ColumnType(TypeKind.VECTOR, 2, 0, null), true)),
            List.of("id"),
            "item_pkey",
            List.of(new EntityTypeSpec.UniqueKey("item_code_key", List.of("code"))),
            List.of(
                reference("item_parent_fkey", 2, "parent", 0),
                reference("item_other_fkey", 3, "item", 1)),
            List.of()));
    try (StoreTransaction transaction = database.begin()) {
      for (int i = 0; i < 100; i++) {
        collection.table("parent").insert(transaction, new Object[] {null, i, null});
      }
      transaction.commit();
    }
  }

  private static ForeignKeyDescriptor reference(String name, int slot, String type, int target) {
    return new ForeignKeyDescriptor(
        name, List.of(slot), type, List.of(target), Action.NO_ACTION, Action.NO_ACTION);
  }

  private static @Nullable Object[] row(int id) {
    String code = id % 10 == 0 ? null : "c" + id;
    String other = id % 7 == 1 ? "c" + ((id * 31L) % (ROWS / 10) * 10 + 1) : null;
    float[] vector = id % 3 == 0 ? new float[] {id, 1} : null;
    return new @Nullable Object[] {null, id, code, (long) (id % 100), other, vector, null};
  }

  private static long load(Database database, int from, int to, @Nullable Object @Nullable [] odd) {
    Collection collection = database.collection("public");
    try (StoreTransaction transaction = database.begin()) {
      long failed = -2;
      try (BulkInsert bulk = collection.bulkInsert(transaction, "item", true)) {
        try {
          for (int i = to - 1; i >= from; i--) {
            bulk.insert(row(i));
            if (odd != null && i == from + 10) {
              bulk.insert(odd);
            }
          }
          bulk.finish();
        } catch (KarstException e) {
          failed = bulk.failedRow();
          throw e;
        } finally {
          lastFailed = failed;
        }
      }
      transaction.commit();
    }
    return (long) to - from;
  }

  private static long lastFailed = -2;

  private static int count(Database database, StoreTransaction transaction) {
    ScanSpec all = new ScanSpec(0, List.of(KeyBounds.ALL), new int[] {0, 1}, false, Long.MAX_VALUE);
    int rows = 0;
    try (RowCursor cursor = database.collection("public").table("item").scan(transaction, all)) {
      while (cursor.next()) {
        rows++;
      }
    }
    return rows;
  }

  private static void assertRows(Database database, int expected) {
    try (StoreTransaction transaction = database.begin()) {
      assertThat(count(database, transaction)).isEqualTo(expected);
    }
    assertThat(database.collection("public").check()).isEmpty();
    assertThat(database.collection("public").table("item").estimatedRows()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyRowsAppearAtOnceAndStay(boolean onDisk) {
    try (Database database = open(onDisk)) {
      createTypes(database);
      try (StoreTransaction earlier = database.begin()) {
        load(database, 0, ROWS, null);
        assertThat(count(database, earlier)).isZero();
      }
      assertRows(database, ROWS);
      load(database, ROWS, 2 * ROWS, null); // beside what is there
      assertRows(database, 2 * ROWS);
    }
    if (onDisk) {
      try (Database database = open(true)) {
        assertRows(database, 2 * ROWS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void violationsNameTheirRowAndLeaveNothing(boolean onDisk) {
    try (Database database = open(onDisk)) {
      createTypes(database);
      int oddRow = ROWS - 10;
      assertRefused(database, row(ROWS - 1), ErrorCode.UNIQUE_VIOLATION, oddRow, "item_pkey");
      assertRefused(database, odd("c5", 1L, null), ErrorCode.UNIQUE_VIOLATION, -1, "item_code_key");
      assertRefused(
          database, odd("x", 100L, null), ErrorCode.FOREIGN_KEY_VIOLATION, oddRow, "parent_fkey");
      assertRefused(
          database, odd("x", 1L, "no"), ErrorCode.FOREIGN_KEY_VIOLATION, oddRow, "other_fkey");
      load(database, 0, ROWS, null);
      assertThat(refusal(database, ROWS, odd("c7", 1L, null)).detail())
          .isEqualTo("Key (code)=(c7) already exists.");
      assertThat(refusal(database, ROWS, row(3)).detail())
          .isEqualTo("Key (id)=(3) already exists.");
      assertRows(database, ROWS);
      load(database, ROWS, 2 * ROWS, odd("x", 1L, "c7"));
      assertRows(database, 2 * ROWS + 1);
    }
  }

  private static @Nullable Object[] odd(String code, long parent, @Nullable String other) {
    return new @Nullable Object[] {null, 1_000_000, code, parent, other, null, null};
  }

  private static KarstException refusal(Database database, int from, @Nullable Object[] odd) {
    KarstException refused =
        catchThrowableOfType(KarstException.class, () -> load(database, from, from + ROWS, odd));
    assertThat((Object) refused).isNotNull();
    return refused;
  }

  private static void assertRefused(
      Database database, @Nullable Object[] odd, ErrorCode code, int row, String name) {
    KarstException refused = refusal(database, 0, odd);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.getMessage()).contains(name);
    if (row >= 0) {
      assertThat(lastFailed).isEqualTo(row);
    } else {
      assertThat(lastFailed).isNotNegative();
    }
    assertRows(database, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void idsOfUsersAreRoutedAndUnique(boolean onDisk) {
    try (Database database = open(onDisk)) {
      Collection collection = database.collection("public");
      for (String name : List.of("a", "b")) {
        collection.createType(
            EntityTypeSpec.of(
                name,
                List.of(ColumnDescriptor.of(0, "id", ColumnType.UUID, false)),
                List.of("id")));
      }
      UUID shared = new UUID(77, 78);
      try (StoreTransaction transaction = database.begin()) {
        collection.table("b").insert(transaction, new Object[] {null, shared, null});
        transaction.commit();
      }
      KarstException refused =
          catchThrowableOfType(KarstException.class, () -> loadIds(database, shared));
      assertThat(refused.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
      assertThat(refused.getMessage()).contains("\"b\"");
      loadIds(database, new UUID(1, 1));
      assertThat(collection.check()).isEmpty();
    }
  }

  private static void loadIds(Database database, UUID last) {
    Collection collection = database.collection("public");
    try (StoreTransaction transaction = database.begin();
        BulkInsert bulk = collection.bulkInsert(transaction, "a", true)) {
      for (int i = 0; i < ROWS; i++) {
        bulk.insert(new Object[] {null, new UUID(i * 0x9E3779B97F4A7C15L, i), null});
      }
      bulk.insert(new Object[] {null, last, null});
      bulk.finish();
      transaction.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void insideALargerTransactionRowsStayInIt(boolean onDisk) {
    try (Database database = open(onDisk)) {
      createTypes(database);
      Collection collection = database.collection("public");
      try (StoreTransaction transaction = database.begin();
          BulkInsert bulk = collection.bulkInsert(transaction, "item", false)) {
        for (int i = 0; i < ROWS; i++) {
          bulk.insert(row(i));
        }
        bulk.finish();
        assertThat(count(database, transaction)).isEqualTo(ROWS);
        transaction.rollback();
      }
      assertRows(database, 0);
    }
  }
}
