package io.karst.sqltests.differential.generated;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a check looks at.
 *
 * @param parts statements or parts of them, under the names that the check knows them by
 * @param ordered whether the order of rows counts
 */
record Case(Schema schema, Map<String, Sql> parts, boolean ordered) {
  static final String QUERY = "query";

  static Case of(Schema schema, Query query) {
    return new Case(schema, Map.of(QUERY, query.sql()), query.ordered());
  }

  Sql query() {
    return part(QUERY);
  }

  Sql part(String name) {
    return java.util.Objects.requireNonNull(parts.get(name));
  }

  Case with(String name, Sql part) {
    Map<String, Sql> changed = new LinkedHashMap<>(parts);
    changed.put(name, part);
    return new Case(schema, changed, ordered);
  }

  Case with(Schema other) {
    return new Case(other, parts, ordered);
  }

  /** All its text. */
  String text() {
    return parts.values().stream().map(Sql::text).collect(Collectors.joining("\n"));
  }
}
