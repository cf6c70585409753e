package io.karst.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnTypeChangeTest {
  private static final int ROWS = 3000;

  @TempDir Path directory;

  @Test
  void rowsAndIndexesSurviveReopening() {
    try (Database database = open()) {
      fill(database);
      change(database, "");
      assertThat(rows(database)).hasSize(ROWS);
      assertThat(database.collection("public").check()).isEmpty();
    }
    try (Database database = open()) {
      List<Map<String, @Nullable Object>> rows = rows(database);
      assertThat(rows).hasSize(ROWS);
      assertThat(rows.get(41)).containsEntry("level", "41").containsEntry("name", "n41");
      assertThat(database.collection("public").check()).isEmpty();
    }
  }

  @Test
  void nothingChangesWhenARowCannotBeConverted() {
    try (Database database = open()) {
      fill(database);
      assertThatThrownBy(() -> change(database, "2500")).hasMessage("2500 is refused");
      assertThat(rows(database).get(41)).containsEntry("level", 41);
    }
    try (Database database = open()) {
      assertThat(rows(database).get(41)).containsEntry("level", 41);
      assertThat(database.collection("public").check()).isEmpty();
      change(database, "");
      assertThat(rows(database).get(41)).containsEntry("level", "41");
    }
  }

  @Test
  void olderSnapshotsDoNotReadByTheNewDefinition() {
    try (Database database = open()) {
      fill(database);
      try (StoreTransaction old = database.begin()) {
        change(database, "");
        assertThatThrownBy(() -> type(database).list(old, 1))
            .isInstanceOfSatisfying(
                KarstException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE));
      }
    }
  }

  private Database open() {
    return Database.open(directory.resolve("readings"), DatabaseOptions.defaults());
  }

  private static EntityType type(Database database) {
    return database.collection("public").type("readings");
  }

  private static List<Map<String, @Nullable Object>> rows(Database database) {
    try (StoreTransaction transaction = database.begin()) {
      return type(database).list(transaction, ROWS + 1);
    }
  }

  private static void fill(Database database) {
    Collection collection = database.collection("public");
    collection.createType(
        EntityTypeSpec.of(
            "readings",
            List.of(
                ColumnDescriptor.of(0, "id", ColumnType.INTEGER, false),
                ColumnDescriptor.of(1, "level", ColumnType.INTEGER, true),
                ColumnDescriptor.of(2, "name", ColumnType.TEXT, true)),
            List.of("id")));
    collection.addIndex(
        "readings",
        "readings_level",
        List.of("level"),
        List.of(false),
        true,
        IndexDescriptor.Role.INDEX);
    try (StoreTransaction transaction = database.begin()) {
      for (int i = 0; i < ROWS; i++) {
        type(database).create(transaction, Map.of("id", i, "level", i, "name", "n" + i));
      }
      transaction.commit();
    }
  }

  /** Makes level a text. */
  private static void change(Database database, String refused) {
    Collection collection = database.collection("public");
    EntityTypeDescriptor type = collection.catalog().types().get("readings");
    assertThat(type).isNotNull();
    int slot = type.nextSlot();
    List<ColumnDescriptor> columns = new ArrayList<>(type.columns());
    columns.set(1, columns.get(1).withType(slot, ColumnType.TEXT, null));
    EntityTypeDescriptor changed =
        new EntityTypeDescriptor(
            type.number(),
            type.name(),
            type.epoch(),
            columns,
            slot + 1,
            type.nextIndexNumber(),
            type.primaryKey(),
            type.primaryKeyName(),
            List.of(type.indexes().get(0).withSlots(List.of(slot))),
            type.foreignKeys(),
            type.checks(),
            type.comments());
    collection.changeColumns(
        changed,
        rows -> {
          List<@Nullable Object[]> values = new ArrayList<>();
          for (@Nullable Object[] row : rows) {
            String text = String.valueOf(row[1]);
            if (text.equals(refused)) {
              throw new KarstException(ErrorCode.INVALID_TEXT, text + " is refused");
            }
            values.add(new @Nullable Object[] {text});
          }
          return values;
        });
  }
}
