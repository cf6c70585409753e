package io.karst.sql.session;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session prepared by PREPARE, by name. Not thread-safe. */
final class NamedStatements {
  private final Map<String, Named> byName = new HashMap<>();

  /**
   * A statement and what EXECUTE has to know of it.
   *
   * @param statement with a {@code ?} for each {@code $n}
   * @param numbers for each {@code ?} the number of its argument, from 0
   * @param types of the arguments; null: whatever is given
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Named(PreparedSqlStatement statement, int[] numbers, List<@Nullable ColumnType> types) {}

  /** Fails with 42P05 if the name is taken. */
  void requireFree(String name) {
    if (byName.containsKey(name)) {
      throw new KarstException(
          ErrorCode.DUPLICATE_PREPARED_STATEMENT,
          "prepared statement \"" + name + "\" already exists");
    }
  }

  void add(String name, Named statement) {
    byName.put(name, statement);
  }

  /** A statement by its name; 26000 if there is none. */
  Named require(String name) {
    Named found = byName.get(name);
    if (found == null) {
      throw missing(name);
    }
    return found;
  }

  /** Forgets a statement; 26000 if there is none. */
  void remove(String name) {
    if (byName.remove(name) == null) {
      throw missing(name);
    }
  }

  void removeAll() {
    byName.clear();
  }

  private static KarstException missing(String name) {
    return new KarstException(
        ErrorCode.INVALID_STATEMENT_NAME, "prepared statement \"" + name + "\" does not exist");
  }
}
