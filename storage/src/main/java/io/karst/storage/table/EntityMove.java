package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.changelog.Change;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.Subspace;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.EntityId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An update of a primary key: the entity id follows the key, so the entity is deleted and inserted
 * again, and all that hangs on the id moves along: properties, trajectories, measures, its edges
 * and those that lead to it. Vectors are columns of the row and move with it.
 */
final class EntityMove {
  private static final byte[] NOTHING = new byte[0];

  private final CollectionTransaction part;
  private final UUID from;
  private final List<Attached> records = new ArrayList<>();

  /** A record that hangs on the entity: its family and where in its key the entity stands. */
  private record Attached(TypeFamily family, byte[] key, byte[] value, boolean near, boolean far) {}

  private EntityMove(CollectionTransaction part, UUID from) {
    this.part = part;
    this.from = from;
  }

  static void move(
      StoreTransaction transaction,
      CollectionTransaction part,
      WideWriter writer,
      @Nullable Object[] oldRow,
      @Nullable Object[] newRow) {
    EntityMove move = new EntityMove(part, (UUID) requireNonNull(oldRow[0], "_id"));
    writer.lock(transaction, oldRow); // nothing is attached from here on
    move.collect(writer.shape().family(), writer.families());
    writer.rekey(transaction, oldRow, newRow);
    move.attach((UUID) requireNonNull(newRow[0], "_id"));
  }

  private void collect(TypeFamily family, Families families) {
    for (Subspace table : List.of(Subspace.PROPERTIES, Subspace.TRAJECTORIES, Subspace.MEASURES)) {
      for (byte[] key : Attachments.keysOf(part, family, table, from)) {
        add(family, key, true, false);
      }
    }
    for (byte[] key : Attachments.keysOf(part, family, Subspace.EDGES_OUT, from)) {
      boolean toItself = FamilyKeyReader.edgeFarEnd(key, 0, key.length).equals(from);
      add(family, key, true, toItself);
    }
    for (TypeFamily source : families.all()) {
      for (byte[] key : Attachments.incoming(part, source, from)) {
        if (!FamilyKeyReader.entity(key, 0, key.length).equals(from)) {
          add(source, key, false, true);
        }
      }
    }
  }

  private void add(TypeFamily family, byte[] key, boolean near, boolean far) {
    byte[] value = part.engine().latest().get(family.space(), key);
    if (value != null) {
      records.add(new Attached(family, key, value, near, far));
    }
  }

  private void attach(UUID to) {
    for (Attached record : records) {
      TypeFamily family = record.family;
      byte[] key = record.key.clone();
      if (record.near) {
        EntityId.write(to, key, 1);
      }
      if (record.far) {
        EntityId.write(to, key, key.length - EntityId.LENGTH);
      }
      part.engine().put(family.space(), key, record.value);
      part.changed(Change.Operation.INSERT, family.number(), key, null, record.value);
      if (key[0] == Subspace.EDGES_OUT.number()) {
        part.engine().put(family.space(), Attachments.mirror(key), NOTHING);
      }
    }
  }
}
