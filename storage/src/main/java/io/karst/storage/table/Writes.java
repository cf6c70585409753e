package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.LockMode;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import java.util.UUID;

/** What every write to a family does first. */
final class Writes {
  private Writes() {}

  /**
   * The transaction's part for writing a type: holds the type's definition against DDL.
   *
   * @throws KarstException SERIALIZATION_FAILURE if the definition changed since it was looked up
   */
  static CollectionTransaction begin(
      StoreTransaction transaction, TypeFamily family, Families families) {
    CollectionTransaction part = transaction.in(family.domain());
    CollectionTransaction.TypeLock lock = part.lockType(family.number(), LockMode.SHARED);
    long epoch = family.type().epoch();
    if (!lock.isCompared(epoch)) {
      TypeFamily now = families.byNumber(family.number());
      if (now == null || now.type().epoch() != epoch) {
        throw new KarstException(
                ErrorCode.SERIALIZATION_FAILURE,
                "table \"" + family.name() + "\" was changed by another statement")
            .withHint("Run the transaction again.");
      }
      lock.compared(epoch);
    }
    return part;
  }

  /** Keeps an entity from being deleted until this transaction ends; false if there is none. */
  static boolean holdEntity(CollectionTransaction part, TypeFamily family, UUID entity) {
    byte[] key = FamilyKeys.core(entity);
    if (!part.isExclusive(family.number())) {
      part.engine().lock(family.space(), key, LockMode.SHARED);
    }
    return part.engine().latest().get(family.space(), key) != null;
  }

  /** Microseconds since the epoch, now. */
  static long now() {
    return System.currentTimeMillis() * 1000;
  }
}
