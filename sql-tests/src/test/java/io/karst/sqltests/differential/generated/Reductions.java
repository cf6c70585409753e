package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The trees that are one step simpler than a tree, those that lose most first. */
final class Reductions {
  private Reductions() {}

  static Stream<Sql> of(Sql sql) {
    if (sql instanceof Sql.Sequence sequence) {
      return inside(sequence.parts()).map(Sql.Sequence::new);
    } else if (sql instanceof Sql.Items list) {
      return Stream.concat(
          shorter(list),
          inside(list.items())
              .map(items -> new Sql.Items(items, list.separator(), list.minimum())));
    } else if (sql instanceof Sql.Clause clause) {
      return Stream.concat(Stream.of(Sql.Text.NOTHING), of(clause.body()).map(Sql.Clause::new));
    } else if (sql instanceof Sql.Either either) {
      return Stream.concat(
          either.simpler().stream(),
          of(either.current()).map(current -> new Sql.Either(current, either.simpler())));
    } else if (sql instanceof Sql.Uses uses) {
      return of(uses.body()).map(body -> new Sql.Uses(uses.feature(), body));
    }
    return Stream.empty();
  }

  private static Stream<Sql> shorter(Sql.Items list) {
    if (list.items().size() <= list.minimum()) {
      return Stream.empty();
    }
    return without(list.items())
        .map(items -> new Sql.Items(items, list.separator(), list.minimum()));
  }

  /** The lists with one item less. */
  static <T> Stream<List<T>> without(List<T> items) {
    return Stream.iterate(items.size() - 1, i -> i >= 0, i -> i - 1)
        .map(
            i -> {
              List<T> fewer = new ArrayList<>(items);
              fewer.remove((int) i);
              return List.copyOf(fewer);
            });
  }

  private static Stream<List<Sql>> inside(List<Sql> parts) {
    return Stream.iterate(0, i -> i < parts.size(), i -> i + 1)
        .flatMap(
            i ->
                of(parts.get(i))
                    .map(
                        simpler -> {
                          List<Sql> changed = new ArrayList<>(parts);
                          changed.set(i, simpler);
                          return List.copyOf(changed);
                        }));
  }
}
