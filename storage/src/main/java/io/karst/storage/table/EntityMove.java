package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An update of a primary key: the entity id follows the key, so the entity is deleted and inserted
 * again. Properties, edges, trajectories and measures hang on the id; an entity that has some keeps
 * its key.
 */
final class EntityMove {
  private static final List<Subspace> ATTACHED =
      List.of(
          Subspace.PROPERTIES,
          Subspace.EDGES_OUT,
          Subspace.EDGES_IN,
          Subspace.TRAJECTORIES,
          Subspace.MEASURES);

  private EntityMove() {}

  static void move(
      StoreTransaction transaction,
      CollectionTransaction part,
      WideWriter writer,
      @Nullable Object[] oldRow,
      @Nullable Object[] newRow) {
    UUID id = (UUID) requireNonNull(oldRow[0], "_id");
    TypeFamily family = writer.shape().family();
    for (TypeFamily each : writer.families().all()) {
      for (Subspace subspace : ATTACHED) {
        boolean own = each.number() == family.number();
        if ((own || subspace == Subspace.EDGES_IN)
            && has(part.engine().latest(), each, subspace, id)) {
          throw new KarstException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "the primary key of an entity of \""
                      + family.name()
                      + "\" cannot change while it has properties, edges or series")
              .withHint("Delete what hangs on the entity first, or insert it under the new key.");
        }
      }
    }
    writer.rekey(transaction, oldRow, newRow);
  }

  private static boolean has(Reader reader, TypeFamily family, Subspace subspace, UUID id) {
    KeyRange range = KeyRange.prefix(FamilyKeys.prefix(subspace, id));
    try (Cursor cursor = reader.scan(family.space(), range, ScanOptions.KEYS.withLimit(1))) {
      return cursor.nextBatch() != null;
    }
  }
}
