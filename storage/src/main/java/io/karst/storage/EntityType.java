package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An entity type for Java programs that do not need SQL. Entities are maps from column name to
 * value; values may be any comfortable Java object ({@code LocalDate}, {@code Number}, {@code
 * String}, {@code float[]} ...), what comes back is canonical (see {@code value.TypeKind}).
 *
 * <p>Every method works inside the transaction given. Thread-safe.
 */
public final class EntityType {
  private final Collection collection;
  private final String name;

  EntityType(Collection collection, String name) {
    this.collection = collection;
    this.name = name;
    table();
  }

  public String name() {
    return name;
  }

  /**
   * Creates an entity; columns left out are NULL.
   *
   * @return its id
   * @throws KarstException UNDEFINED_COLUMN, or what a constraint says (23xxx)
   */
  public UUID create(StoreTransaction transaction, Map<String, ?> values) {
    StoreTable table = table();
    @Nullable Object[] row = new @Nullable Object[table.shape().columns().size()];
    assign(table.shape(), row, values);
    run(transaction, () -> table.insert(transaction, row));
    return (UUID) java.util.Objects.requireNonNull(row[0], "_id");
  }

  /** The entity with this id, or null. */
  public @Nullable Map<String, @Nullable Object> get(StoreTransaction transaction, UUID id) {
    @Nullable Object[] row = row(transaction, id);
    return row == null ? null : toMap(table().shape(), row);
  }

  /**
   * Changes some columns of an entity.
   *
   * @return false if there is no such entity
   */
  public boolean update(StoreTransaction transaction, UUID id, Map<String, ?> values) {
    @Nullable Object[] before = row(transaction, id);
    if (before == null) {
      return false;
    }
    StoreTable table = table();
    @Nullable Object[] after = before.clone();
    assign(table.shape(), after, values);
    run(transaction, () -> table.update(transaction, before, after));
    return true;
  }

  /**
   * Deletes an entity and all that hangs on it.
   *
   * @return false if there is no such entity
   */
  public boolean delete(StoreTransaction transaction, UUID id) {
    @Nullable Object[] row = row(transaction, id);
    if (row == null) {
      return false;
    }
    run(transaction, () -> table().delete(transaction, row));
    return true;
  }

  /** Up to {@code limit} entities in id order. */
  public List<Map<String, @Nullable Object>> list(StoreTransaction transaction, long limit) {
    TableShape shape = table().shape();
    List<Map<String, @Nullable Object>> entities = new ArrayList<>();
    ScanSpec spec = new ScanSpec(0, List.of(KeyBounds.ALL), declared(shape), false, limit);
    try (RowCursor cursor = scan(transaction, spec)) {
      while (cursor.next()) {
        entities.add(toMap(shape, read(cursor, shape)));
      }
    }
    return entities;
  }

  /** Any scan the type's access paths allow; the caller closes the cursor. */
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    return table().scan(transaction, spec);
  }

  /** Sets a property that needs no declaration; replaces the one without {@code valid_from}. */
  public void setProperty(
      StoreTransaction transaction, UUID id, String property, ColumnType type, Object value) {
    StoreTable properties = collection.table(name + "$properties");
    Object canonical = Values.coerce(type, value);
    @Nullable Object[] row = {
      id,
      property,
      type.toString(),
      canonical == null ? null : Values.format(type, canonical),
      null,
      null
    };
    @Nullable Object[] existing = properties.conflicting(transaction, row, 0);
    run(
        transaction,
        () -> {
          if (existing == null) {
            properties.insert(transaction, row);
          } else {
            properties.update(transaction, existing, row);
          }
        });
  }

  /** All properties of an entity as texts, declared columns included. */
  public Map<String, @Nullable String> properties(StoreTransaction transaction, UUID id) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    ScanSpec spec =
        new ScanSpec(0, List.of(KeyBounds.equalTo(id)), new int[] {1, 3}, false, Long.MAX_VALUE);
    try (RowCursor cursor = collection.table(name + "$properties").scan(transaction, spec)) {
      while (cursor.next()) {
        texts.put(String.valueOf(cursor.get(0)), (String) cursor.get(1));
      }
    }
    return texts;
  }

  private StoreTable table() {
    return collection.table(name);
  }

  private @Nullable Object @Nullable [] row(StoreTransaction transaction, UUID id) {
    TableShape shape = table().shape();
    List<KeyBounds> bounds = List.of(KeyBounds.equalTo(id));
    ScanSpec spec = new ScanSpec(0, bounds, declared(shape), false, 1);
    try (RowCursor cursor = scan(transaction, spec)) {
      return cursor.next() ? read(cursor, shape) : null;
    }
  }

  /** A statement of its own: undone whole if it fails. */
  private static void run(StoreTransaction transaction, Runnable write) {
    long mark = transaction.mark();
    try {
      write.run();
      transaction.finishStatement();
      transaction.releaseMark(mark);
    } catch (RuntimeException e) {
      transaction.rollbackTo(mark);
      throw e;
    }
  }

  private static void assign(TableShape shape, @Nullable Object[] row, Map<String, ?> values) {
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      int position = shape.indexOf(entry.getKey());
      if (position <= 0 || shape.columns().get(position).hidden()) {
        throw new KarstException(
            ErrorCode.UNDEFINED_COLUMN,
            "column \"" + entry.getKey() + "\" of \"" + shape.name() + "\" does not exist");
      }
      row[position] = Values.coerce(shape.columns().get(position).type(), entry.getValue());
    }
  }

  private static int[] declared(TableShape shape) {
    return IntStream.range(0, shape.columns().size())
        .filter(i -> i == 0 || !shape.columns().get(i).hidden())
        .toArray();
  }

  private static @Nullable Object[] read(RowCursor cursor, TableShape shape) {
    int[] positions = declared(shape);
    @Nullable Object[] row = new @Nullable Object[shape.columns().size()];
    for (int i = 0; i < positions.length; i++) {
      row[positions[i]] = cursor.get(i);
    }
    return row;
  }

  private static Map<String, @Nullable Object> toMap(TableShape shape, @Nullable Object[] row) {
    Map<String, @Nullable Object> entity = new LinkedHashMap<>();
    for (int i = 0; i < row.length; i++) {
      TableColumn column = shape.columns().get(i);
      if (i == 0 || !column.hidden()) {
        entity.put(column.name(), row[i]);
      }
    }
    return entity;
  }
}
