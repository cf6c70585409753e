package io.karst.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path directory;

  @Test
  void entitiesSurviveReopening() {
    UUID id;
    try (Database database = open()) {
      createPatients(database);
      try (StoreTransaction transaction = database.begin()) {
        id = patients(database).create(transaction, Map.of("id", 7, "name", "Ada", "age", 36));
        transaction.commit();
      }
    }
    try (Database database = open();
        StoreTransaction transaction = database.begin()) {
      assertThat(patients(database).get(transaction, id))
          .containsEntry("name", "Ada")
          .containsEntry("age", 36);
    }
  }

  @Test
  void rolledBackEntitiesAreGone() {
    try (Database database = Database.inMemory(DatabaseOptions.defaults())) {
      createPatients(database);
      try (StoreTransaction transaction = database.begin()) {
        patients(database).create(transaction, Map.of("id", 1, "name", "x"));
        transaction.rollback();
      }
      try (StoreTransaction transaction = database.begin()) {
        assertThat(patients(database).list(transaction, 10)).isEmpty();
      }
    }
  }

  @Test
  void duplicateKeysAreRefused() {
    try (Database database = Database.inMemory(DatabaseOptions.defaults())) {
      createPatients(database);
      try (StoreTransaction transaction = database.begin()) {
        patients(database).create(transaction, Map.of("id", 1, "name", "x"));
        assertThatThrownBy(
                () -> patients(database).create(transaction, Map.of("id", 1, "name", "y")))
            .isInstanceOfSatisfying(
                KarstException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
                  assertThat(e.getMessage()).contains("patients_pkey");
                  assertThat(e.detail()).isEqualTo("Key (id)=(1) already exists.");
                });
        assertThat(patients(database).list(transaction, 10)).hasSize(1);
      }
    }
  }

  @Test
  void indexesAreFilledAndWalked() {
    try (Database database = open()) {
      createPatients(database);
      Collection collection = database.collection("public");
      try (StoreTransaction transaction = database.begin()) {
        for (int i = 0; i < 100; i++) {
          patients(database).create(transaction, Map.of("id", i, "name", "n" + i, "age", i % 10));
        }
        transaction.commit();
      }
      collection.addIndex(
          "patients",
          "patients_age_idx",
          List.of("age"),
          List.of(false),
          false,
          IndexDescriptor.Role.INDEX);
      int path = pathNamed(collection, "patients_age_idx");
      try (StoreTransaction transaction = database.begin()) {
        ScanSpec spec =
            new ScanSpec(
                path, List.of(KeyBounds.equalTo(3)), new int[] {1, 2}, false, Long.MAX_VALUE);
        int rows = 0;
        try (RowCursor cursor = collection.table("patients").scan(transaction, spec)) {
          while (cursor.next()) {
            assertThat(cursor.getLong(0) % 10).isEqualTo(3);
            rows++;
          }
        }
        assertThat(rows).isEqualTo(10);
      }
    }
  }

  @Test
  void referencesAreKept() {
    try (Database database = Database.inMemory(DatabaseOptions.defaults())) {
      createPatients(database);
      Collection collection = database.collection("public");
      collection.createType(
          new EntityTypeSpec(
              "visits",
              List.of(
                  ColumnDescriptor.of(0, "id", ColumnType.INTEGER, false),
                  ColumnDescriptor.of(1, "patient", ColumnType.INTEGER, true)),
              List.of("id"),
              "visits_pkey",
              List.of(),
              List.of(
                  new ForeignKeyDescriptor(
                      "visits_patient_fkey",
                      List.of(1),
                      "patients",
                      List.of(0),
                      ForeignKeyDescriptor.Action.CASCADE,
                      ForeignKeyDescriptor.Action.NO_ACTION)),
              List.of()));
      EntityType visits = collection.type("visits");
      try (StoreTransaction transaction = database.begin()) {
        assertThatThrownBy(() -> visits.create(transaction, Map.of("id", 1, "patient", 9)))
            .isInstanceOfSatisfying(
                KarstException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION));
        UUID patient = patients(database).create(transaction, Map.of("id", 9, "name", "p"));
        visits.create(transaction, Map.of("id", 1, "patient", 9));
        patients(database).delete(transaction, patient);
        assertThat(visits.list(transaction, 10)).isEmpty();
        transaction.commit();
      }
    }
  }

  @Test
  void collectionsCommitTogether() {
    try (Database database = open()) {
      createPatients(database);
      database
          .createCollection("other")
          .createType(
              EntityTypeSpec.of(
                  "notes",
                  List.of(ColumnDescriptor.of(0, "text", ColumnType.TEXT, true)),
                  List.of()));
      try (StoreTransaction transaction = database.begin()) {
        patients(database).create(transaction, Map.of("id", 1, "name", "a"));
        database.collection("other").type("notes").create(transaction, Map.of("text", "b"));
        transaction.commit();
      }
    }
    try (Database database = open();
        StoreTransaction transaction = database.begin()) {
      assertThat(patients(database).list(transaction, 10)).hasSize(1);
      assertThat(database.collection("other").type("notes").list(transaction, 10)).hasSize(1);
    }
  }

  private Database open() {
    return Database.open(directory.resolve("clinic"), DatabaseOptions.defaults());
  }

  private static EntityType patients(Database database) {
    return database.collection("public").type("patients");
  }

  private static void createPatients(Database database) {
    database
        .collection("public")
        .createType(
            EntityTypeSpec.of(
                "patients",
                List.of(
                    ColumnDescriptor.of(0, "id", ColumnType.INTEGER, false),
                    ColumnDescriptor.of(1, "name", ColumnType.TEXT, false),
                    ColumnDescriptor.of(2, "age", ColumnType.INTEGER, true)),
                List.of("id")));
  }

  private static int pathNamed(Collection collection, String name) {
    List<AccessPath> paths = collection.table("patients").shape().paths();
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no path " + name);
  }
}
