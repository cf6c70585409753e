package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes an example that shows a difference smaller while it still shows it. */
final class Reducer {
  private static final int MOST_ATTEMPTS = Integer.getInteger("differential.attempts", 500);

  private final Laboratory laboratory;
  private final Check check;
  private final String kind;
  private int attempts;

  Reducer(Laboratory laboratory, Check check, Difference difference) {
    this.laboratory = laboratory;
    this.check = check;
    this.kind = difference.kind();
  }

  Case reduce(Case example) {
    Case smallest = example;
    boolean smaller = true;
    while (smaller && attempts < MOST_ATTEMPTS) {
      Case before = smallest;
      smallest = statements(smallest);
      smallest = all(smallest, Reducer::fewerTables);
      smallest = rows(smallest);
      smallest = all(smallest, Reducer::fewerKeys);
      smallest = all(smallest, Reducer::fewerColumns);
      smaller = !smallest.equals(before);
    }
    return smallest;
  }

  private interface Steps {
    Stream<Case> from(Case example);
  }

  /** Takes the first step that keeps the difference, as long as there is one. */
  private Case all(Case example, Steps steps) {
    Case smallest = example;
    while (attempts < MOST_ATTEMPTS) {
      Case found = steps.from(smallest).filter(this::differs).findFirst().orElse(null);
      if (found == null) {
        break;
      }
      smallest = found;
    }
    return smallest;
  }

  private boolean differs(Case example) {
    if (attempts++ > MOST_ATTEMPTS) {
      return false;
    }
    try {
      laboratory.use(example.schema());
      laboratory.forget();
      if (!check.applies(example, laboratory)) {
        return false;
      }
      Difference difference = check.run(example, laboratory);
      return difference != null && difference.kind().equals(kind);
    } catch (SQLException e) {
      // A table that a smaller schema lacks, and the like.
      return false;
    }
  }

  private Case statements(Case example) {
    return all(
        example,
        smaller ->
            smaller.parts().keySet().stream()
                .flatMap(
                    name ->
                        Reductions.of(smaller.part(name)).map(part -> smaller.with(name, part))));
  }

  private static Stream<Case> fewerTables(Case example) {
    return Reductions.without(example.schema().tables())
        .filter(tables -> !tables.isEmpty())
        .map(tables -> example.with(new Schema(tables)));
  }

  /** First halves and quarters of the rows, then single rows. */
  private Case rows(Case example) {
    Case smallest = example;
    for (int parts : List.of(2, 4, 8, Integer.MAX_VALUE)) {
      smallest = all(smallest, smaller -> fewerRows(smaller, parts));
    }
    return smallest;
  }

  private static Stream<Case> fewerRows(Case example, int parts) {
    return example.schema().tables().stream()
        .flatMap(
            table -> {
              int size = table.rows().size();
              int step = Math.max(1, size / parts);
              return Stream.iterate(0, from -> from < size, from -> from + step)
                  .map(
                      from ->
                          example.with(
                              example
                                  .schema()
                                  .with(table, table.withRows(rest(table, from, from + step)))));
            });
  }

  private static List<List<String>> rest(Table table, int from, int to) {
    List<List<String>> rows = table.rows();
    return Stream.concat(
            rows.subList(0, from).stream(),
            rows.subList(Math.min(to, rows.size()), rows.size()).stream())
        .toList();
  }

  private static Stream<Case> fewerKeys(Case example) {
    Stream<Case> keys =
        example.schema().tables().stream()
            .flatMap(
                table ->
                    Stream.of(
                            table.withKeys(List.of(), table.uniques(), table.indexes()),
                            table.withKeys(table.primaryKey(), List.of(), table.indexes()),
                            table.withKeys(table.primaryKey(), table.uniques(), List.of()))
                        .filter(Predicate.not(table::equals))
                        .map(changed -> example.with(example.schema().with(table, changed))));
    Stream<Case> indexes =
        example.schema().tables().stream()
            .flatMap(
                table ->
                    Reductions.without(table.indexes())
                        .map(fewer -> table.withKeys(table.primaryKey(), table.uniques(), fewer))
                        .map(changed -> example.with(example.schema().with(table, changed))));
    return Stream.concat(keys, indexes);
  }

  private static Stream<Case> fewerColumns(Case example) {
    return example.schema().tables().stream()
        .flatMap(
            table ->
                table.columns().stream()
                    .filter(column -> table.columns().size() > 1 && !table.isKey(column))
                    .map(
                        column ->
                            example.with(example.schema().with(table, table.without(column)))));
  }
}
