package io.karst.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/java-api.md}: they run, and the page shows them as they stand. */
class JavaApiExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "java-api.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "karst", "storage", "JavaApiExampleTest.java");

  @TempDir Path directory;

  @Test
  void theExamplesRun() {
    Path path = directory.resolve("clinic");
    // docs: open
    try (Database database = Database.open(path)) {
      Collection medical = database.createCollection("medical");
      medical.createType(
          EntityTypeSpec.named("patients")
              .with("id", ColumnType.INTEGER)
              .with("name", ColumnType.TEXT)
              .with("born", ColumnType.DATE)
              .withKey("id"));
    }
    // docs: end

    try (Database database = Database.open(path)) {
      // docs: create
      EntityType patients = database.collection("medical").type("patients");
      UUID ada =
          database.inTransaction(
              transaction -> {
                UUID id =
                    patients.create(
                        transaction,
                        Map.of("id", 1, "name", "Ada", "born", LocalDate.of(1990, 5, 17)));
                patients.setProperty(transaction, id, "city", ColumnType.TEXT, "Bonn");
                patients.create(transaction, Map.of("id", 2, "name", "Bob"));
                return id;
              });
      // docs: end

      // docs: read
      try (StoreTransaction transaction = database.begin()) {
        Map<String, Object> patient = patients.get(transaction, ada); // null if there is none
        assertThat(patient).containsEntry("name", "Ada");
        assertThat(patients.list(transaction, 10)).hasSize(2);
        assertThat(patients.properties(transaction, ada)).containsEntry("city", "Bonn");
      }
      // docs: end

      // docs: change
      try (StoreTransaction transaction = database.begin()) {
        boolean found = patients.update(transaction, ada, Map.of("name", "Ada L."));
        assertThat(found).isTrue();
        transaction.commit(); // without it, close() rolls back
      }
      // docs: end

      // docs: scan
      List<String> names = new ArrayList<>();
      try (StoreTransaction transaction = database.begin()) {
        TableShape shape = database.collection("medical").table("patients").shape();
        int name = shape.indexOf("name");
        try (RowCursor rows = patients.scan(transaction, ScanSpec.all(shape))) {
          while (rows.next()) {
            names.add(String.valueOf(rows.get(name)));
          }
        }
      }
      assertThat(names).containsExactly("Ada L.", "Bob"); // in key order
      // docs: end

      // docs: delete
      boolean deleted = database.inTransaction(transaction -> patients.delete(transaction, ada));
      assertThat(deleted).isTrue();
      assertThat(database.collection("medical").check()).isEmpty(); // rows, indexes, log agree
      // docs: end
    }
  }

  @Test
  void thePageShowsThem() throws IOException {
    String page = Files.readString(PAGE);
    List<String> lines = Files.readAllLines(SOURCE);
    int examples = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("// docs: ") && !lines.get(i).endsWith(": end")) {
        StringBuilder example = new StringBuilder("```java\n");
        int indent = lines.get(i).indexOf('/');
        for (i++; !lines.get(i).strip().equals("// docs: end"); i++) {
          String line = lines.get(i);
          example.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
        }
        assertThat(page).contains(example.append("```\n"));
        examples++;
      }
    }
    assertThat(examples).isEqualTo(6);
  }
}
