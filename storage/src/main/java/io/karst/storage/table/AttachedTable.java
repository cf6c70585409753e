package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.changelog.Change;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.key.KeyColumn;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.CollectionTransaction;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table of records that hang on an entity, whose id is column 0.
 *
 * <p>Every write keeps the entity from being deleted, then locks the record's own key.
 */
abstract class AttachedTable extends KeyedTable {
  final Families families;

  AttachedTable(
      TypeFamily family,
      Families families,
      TableShape shape,
      Subspace table,
      byte[] prefix,
      List<KeyColumn> key) {
    super(family, shape, table, prefix, key);
    this.families = families;
  }

  /** The record's key; all its columns that must not be null are set. */
  abstract byte[] key(@Nullable Object[] row);

  /** The record's stored value; the same holds. */
  abstract byte[] value(@Nullable Object[] row);

  /**
   * Fills columns that may be left out and checks what NOT NULL does not say.
   *
   * @param before the row that this one replaces, or null
   */
  void complete(@Nullable Object[] row, @Nullable Object @Nullable [] before) {}

  /** Keeps everything the record refers to; 23503 if something of it does not exist. */
  void hold(CollectionTransaction part, @Nullable Object[] row) {
    if (!Writes.holdEntity(part, family, id(row, 0))) {
      throw missing(row, 0, "table \"" + family.name() + "\"");
    }
  }

  /** Keeps what a record that goes refers to. */
  void holdForDelete(CollectionTransaction part, @Nullable Object[] row) {
    if (!Writes.holdEntity(part, family, id(row, 0))) {
      throw changedMeanwhile();
    }
  }

  /** After a record was added. */
  void added(EngineTransaction engine, byte[] key) {}

  /** After a record was removed. */
  void removed(EngineTransaction engine, byte[] key) {}

  @Override
  public void insert(StoreTransaction transaction, @Nullable Object[] row) {
    CollectionTransaction part = Writes.begin(transaction, family, families);
    prepare(row, null);
    add(part, row, key(row));
  }

  @Override
  public void update(
      StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
    CollectionTransaction part = Writes.begin(transaction, family, families);
    prepare(newRow, oldRow);
    byte[] oldKey = key(oldRow);
    byte[] newKey = key(newRow);
    if (!Arrays.equals(oldKey, newKey)) {
      remove(part, oldRow, oldKey);
      add(part, newRow, newKey);
      return;
    }
    holdForDelete(part, oldRow);
    byte[] before = stored(part, newKey);
    if (before == null) {
      throw changedMeanwhile();
    }
    byte[] after = value(newRow);
    part.changed(Change.Operation.UPDATE, family.number(), newKey, before, after);
    part.engine().put(family.space(), newKey, after);
  }

  @Override
  public void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    CollectionTransaction part = Writes.begin(transaction, family, families);
    remove(part, oldRow, key(oldRow));
  }

  @Override
  public @Nullable Object @Nullable [] conflicting(
      StoreTransaction transaction, @Nullable Object[] row, int path) {
    for (int column : shape().paths().get(0).columns()) {
      if (row[column] == null && !shape().columns().get(column).nullable()) {
        return null;
      }
    }
    EngineTransaction engine = transaction.in(family.domain()).engine();
    try (PointWalk walk = new PointWalk(engine, family.space(), List.of(key(row)), 1)) {
      return walk.next() ? row(walk) : null;
    }
  }

  private void add(CollectionTransaction part, @Nullable Object[] row, byte[] key) {
    hold(part, row);
    if (stored(part, key) != null) {
      throw new KarstException(
              ErrorCode.UNIQUE_VIOLATION,
              "duplicate key value violates unique constraint \"" + shape().name() + "_pkey\"")
          .withDetail("Key " + keyText(row) + " already exists.");
    }
    byte[] value = value(row);
    part.changed(Change.Operation.INSERT, family.number(), key, null, value);
    part.engine().put(family.space(), key, value);
    added(part.engine(), key);
  }

  private void remove(CollectionTransaction part, @Nullable Object[] row, byte[] key) {
    holdForDelete(part, row);
    byte[] before = stored(part, key);
    if (before == null) {
      throw changedMeanwhile();
    }
    part.changed(Change.Operation.DELETE, family.number(), key, before, null);
    part.engine().delete(family.space(), key);
    removed(part.engine(), key);
  }

  private byte @Nullable [] stored(CollectionTransaction part, byte[] key) {
    if (part.isExclusive(family.number())) {
      return part.engine().latest().get(family.space(), key);
    }
    return part.engine().getForUpdate(family.space(), key);
  }

  private void prepare(@Nullable Object[] row, @Nullable Object @Nullable [] before) {
    List<TableColumn> columns = shape().columns();
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of " + shape().name() + " has " + columns.size() + " columns");
    }
    for (int i = 0; i < row.length; i++) {
      TableColumn column = columns.get(i);
      if (row[i] == null && !column.nullable()) {
        throw nullValue(column.name());
      }
      if (column.type().kind() == TypeKind.VECTOR) {
        row[i] = Values.coerce(column.type(), row[i]);
      }
    }
    complete(row, before);
  }

  final KarstException nullValue(String column) {
    return new KarstException(
        ErrorCode.NOT_NULL_VIOLATION,
        "null value in column \""
            + column
            + "\" of relation \""
            + shape().name()
            + "\" violates not-null constraint");
  }

  final KarstException changedMeanwhile() {
    return new KarstException(
        ErrorCode.SERIALIZATION_FAILURE, "could not serialize access due to concurrent update");
  }

  final KarstException missing(@Nullable Object[] row, int column, String target) {
    String name = shape().columns().get(column).name();
    return new KarstException(
            ErrorCode.FOREIGN_KEY_VIOLATION,
            "insert or update on table \""
                + shape().name()
                + "\" violates foreign key constraint \""
                + shape().name()
                + "_"
                + name
                + "_fkey\"")
        .withDetail("Key (" + name + ")=(" + row[column] + ") is not present in " + target + ".");
  }

  private String keyText(@Nullable Object[] row) {
    StringJoiner names = new StringJoiner(", ", "(", ")");
    StringJoiner texts = new StringJoiner(", ", "(", ")");
    for (int position : shape().paths().get(0).columns()) {
      TableColumn column = shape().columns().get(position);
      Object value = row[position];
      names.add(column.name());
      texts.add(value == null ? "null" : Values.format(column.type(), value));
    }
    return names + "=" + texts;
  }

  static UUID id(@Nullable Object[] row, int column) {
    return (UUID) present(row, column);
  }

  static String text(@Nullable Object[] row, int column) {
    return (String) present(row, column);
  }

  /** A value that NOT NULL or {@link #complete} made sure of. */
  static Object present(@Nullable Object[] row, int column) {
    Object value = row[column];
    if (value == null) {
      throw new IllegalArgumentException("column " + column + " is null");
    }
    return value;
  }
}
