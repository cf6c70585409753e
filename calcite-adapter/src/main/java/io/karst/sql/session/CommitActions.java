package io.karst.sql.session;

import io.karst.storage.Collection;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.tx.StoreTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Temporary tables that are emptied or dropped when a transaction commits. Not thread-safe. */
final class CommitActions {
  /** By the number of the type, which stays when it is renamed; true: drop. */
  private final Map<Integer, Boolean> drops = new HashMap<>();

  boolean isEmpty() {
    return drops.isEmpty();
  }

  void add(int typeNumber, boolean drop) {
    drops.put(typeNumber, drop);
  }

  /**
   * Runs as the last part of a transaction.
   *
   * @param temporary the schema of temporary tables as the transaction sees it
   */
  void run(StoreTransaction transaction, Collection temporary) {
    List<Integer> present = new ArrayList<>();
    for (EntityTypeDescriptor type : List.copyOf(temporary.catalog().types().values())) {
      Boolean drop = drops.get(type.number());
      if (drop == null) {
        continue;
      }
      if (drop) {
        temporary.dropType(type.name(), true);
      } else {
        present.add(type.number());
        temporary.truncate(transaction, type.name());
      }
    }
    drops.keySet().retainAll(present);
  }
}
