package io.karst.storage.table;

import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.engine.LockMode;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks references of loaded rows to other types, each distinct key about once. Referenced keys
 * are held like those of single inserts; when they become many, the referenced type is held as a
 * whole. References of a type to itself are {@link OwnReference}. Not thread-safe.
 */
final class ParentChecks {
  private static final int REMEMBERED = 1 << 18;
  private static final int KEY_LOCKS = 50_000;

  private final WideShape child;
  private final CollectionTransaction part;
  private final Families families;
  private final References references;
  private final List<Check> checks = new ArrayList<>();

  ParentChecks(StoreTransaction transaction, WideShape child, Families families) {
    this.child = child;
    this.part = transaction.in(child.family().domain());
    this.families = families;
    this.references = new References(child, families);
    for (ForeignKeyDescriptor key : child.family().type().foreignKeys()) {
      if (!key.targetType().equals(child.family().name())) {
        checks.add(new Check(key, child.positionsOf(key.slots())));
      }
    }
  }

  /**
   * Checks the references of a row.
   *
   * @throws io.karst.storage.base.KarstException FOREIGN_KEY_VIOLATION
   */
  void require(@Nullable Object[] row) {
    for (Check check : checks) {
      require(check, row);
    }
  }

  private void require(Check check, @Nullable Object[] row) {
    int[] positions = check.positions;
    Object single = positions.length == 1 ? row[positions[0]] : null;
    if (single != null && check.known.contains(single)) {
      return;
    }
    Object[] values = WideShape.nonNullValues(row, positions);
    if (values == null) {
      return;
    }
    Object identity = single != null ? single : List.of(values);
    if (check.known.size() >= REMEMBERED) {
      check.known.clear();
    }
    if (!check.known.add(identity)) {
      return;
    }
    if (++check.locks == KEY_LOCKS) {
      TypeFamily target = families.byName(check.key.targetType());
      if (target != null) {
        part.lockType(target.number(), LockMode.EXCLUSIVE);
      }
    }
    if (!references.parentExists(part, check.key, values)) {
      throw Violations.missingParent(child, check.key, positions, values);
    }
  }

  private static final class Check {
    final ForeignKeyDescriptor key;
    final int[] positions;
    final Set<Object> known = new HashSet<>();
    int locks;

    Check(ForeignKeyDescriptor key, int[] positions) {
      this.key = key;
      this.positions = positions;
    }
  }
}
