package io.karst.sql.ddl;

import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.table.StoreTable;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What entities have as a property of the name of a new column becomes the column's value. */
final class PropertyPromotion {
  private static final int BATCH = 1024;

  private final StatementContext context;
  private final ObjectName table;
  private final String column;
  private final Map<Object, Object> values = new HashMap<>();
  private final List<@Nullable Object[]> taken = new ArrayList<>();

  private PropertyPromotion(StatementContext context, ObjectName table, String column) {
    this.context = context;
    this.table = table;
    this.column = column;
  }

  /**
   * Reads the properties; called before the column exists.
   *
   * @throws io.karst.storage.base.KarstException 22xxx if a property is no value of the type
   */
  static PropertyPromotion take(
      StatementContext context, ObjectName table, String column, ColumnType type) {
    StoreTable properties = Names.collection(context, table).table(table.name() + "$properties");
    PropertyPromotion promotion = new PropertyPromotion(context, table, column);
    int entity = properties.shape().indexOf("entity_id");
    int name = properties.shape().indexOf("name");
    int value = properties.shape().indexOf("value");
    List<@Nullable Object[]> found = new ArrayList<>();
    try (RowCursor cursor = properties.scan(context.transaction(), all(properties))) {
      for (long count = 1; cursor.next(); count++) {
        if (column.equals(cursor.get(name))) {
          found.add(row(cursor, properties.shape().columns().size()));
        }
        if (count % BATCH == 0) {
          context.cancellation().check();
        }
      }
    }
    for (@Nullable Object[] row : found) {
      Object id = row[entity];
      Object converted = Values.coerce(type, row[value]);
      if (id != null && converted != null) {
        promotion.values.put(id, converted);
      }
      promotion.taken.add(row);
    }
    return promotion;
  }

  /** Moves the properties into the column; called when it exists. */
  void give(String tableName) {
    if (taken.isEmpty()) {
      return;
    }
    StoreTable properties = Names.collection(context, table).table(tableName + "$properties");
    for (@Nullable Object[] row : taken) {
      properties.delete(context.transaction(), row);
    }
    StoreTable rows = Names.collection(context, table).table(tableName);
    int position = rows.shape().indexOf(column);
    int id = rows.shape().indexOf("_id");
    List<@Nullable Object[]> changed = new ArrayList<>();
    try (RowCursor cursor = rows.scan(context.transaction(), all(rows))) {
      while (cursor.next()) {
        if (values.containsKey(cursor.get(id))) {
          changed.add(row(cursor, rows.shape().columns().size()));
        }
      }
    }
    for (@Nullable Object[] row : changed) {
      @Nullable Object[] with = row.clone();
      with[position] = values.get(row[id]);
      rows.update(context.transaction(), row, with);
    }
    context.transaction().finishStatement();
  }

  private static ScanSpec all(StoreTable table) {
    int[] projection = new int[table.shape().columns().size()];
    for (int i = 0; i < projection.length; i++) {
      projection[i] = i;
    }
    return new ScanSpec(0, List.of(KeyBounds.ALL), projection, false, Long.MAX_VALUE);
  }

  private static @Nullable Object[] row(RowCursor cursor, int width) {
    @Nullable Object[] row = new @Nullable Object[width];
    for (int i = 0; i < width; i++) {
      row[i] = cursor.get(i);
    }
    return row;
  }
}
