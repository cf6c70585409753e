package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.tx.ReferentialRules;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows whose foreign key a referential action sets to other values. */
final class ReferringRows {
  private final StoreTransaction transaction;
  private final WideTable table;
  private final ForeignKeyDescriptor key;
  private final EntityTypeDescriptor type;
  private final String collection;

  ReferringRows(StoreTransaction transaction, WideTable table, ForeignKeyDescriptor key) {
    this.transaction = transaction;
    this.table = table;
    this.key = key;
    this.type = table.family().type();
    this.collection = table.family().domain().name();
  }

  /** Sets the foreign key of the rows, and completes them as an UPDATE does. */
  void set(List<@Nullable Object[]> rows, @Nullable Object[] values) {
    List<Integer> slots = key.slots();
    ReferentialRules rules = transaction.rules();
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] changed = row.clone();
      for (int i = 0; i < slots.size(); i++) {
        ColumnDescriptor column = type.columnInSlot(slots.get(i));
        Object value = values[i];
        changed[position(column)] = value == null ? null : Values.coerce(column.type(), value);
      }
      if (rules != null) {
        rules.complete(collection, type, changed);
      }
      table.update(transaction, row, changed);
    }
  }

  /**
   * The defaults of the foreign key's columns.
   *
   * @throws KarstException FEATURE_NOT_SUPPORTED outside of SQL
   */
  @Nullable Object[] defaults() {
    @Nullable Object[] values = new @Nullable Object[key.slots().size()];
    for (int i = 0; i < values.length; i++) {
      ColumnDescriptor column = type.columnInSlot(key.slots().get(i));
      if (column.defaultSql() != null || column.domain() != null) {
        ReferentialRules rules = transaction.rules();
        if (rules == null) {
          throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "SET DEFAULT of constraint \"" + key.name() + "\" needs SQL: use a DELETE or UPDATE");
        }
        values[i] = rules.defaultOf(collection, type, column);
      }
    }
    return values;
  }

  private int position(ColumnDescriptor column) {
    return type.positionOfSlot(column.slot()) + 1;
  }
}
