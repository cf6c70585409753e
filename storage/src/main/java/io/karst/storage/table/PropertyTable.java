package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.codec.PropertyValue;
import io.karst.storage.engine.Reader;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code t$properties}: everything known of the entities, a row per value: the undeclared
 * properties, which are stored as such and can be written here, and the declared columns that are
 * not NULL and no vectors, which are written through the table itself.
 */
final class PropertyTable extends AttachedTable {
  static final int ENTITY = 0;
  static final int NAME = 1;
  static final int TYPE = 2;
  static final int VALUE = 3;
  static final int UPDATED = 4;
  static final int VALID_FROM = 5;
  static final int WIDTH = 6;

  PropertyTable(TypeFamily family, Families families) {
    super(
        family,
        families,
        shape(
            family,
            "properties",
            true,
            List.of(
                required("entity_id", ColumnType.UUID),
                required("name", ColumnType.TEXT),
                optional("type", ColumnType.TEXT),
                optional("value", ColumnType.TEXT),
                optional("updated_at", ColumnType.TIMESTAMPTZ),
                optional("valid_from", ColumnType.TIMESTAMPTZ)),
            List.of(rowKey(ENTITY, NAME, VALID_FROM))),
        Subspace.PROPERTIES,
        FamilyKeys.prefix(Subspace.PROPERTIES),
        FamilyKeys.PROPERTY_COLUMNS);
  }

  @Override
  public double estimatedRows() {
    double entities = family.counters().rows(Subspace.CORE.number());
    return super.estimatedRows() + entities * family.type().columns().size();
  }

  @Override
  public RowCursor scan(StoreTransaction transaction, ScanSpec spec) {
    Reader reader = transaction.in(family.domain()).engine();
    return new ListCursor(new PropertyRows(this, reader, spec), spec.projection(), spec.limit());
  }

  @Override
  void complete(@Nullable Object[] row, @Nullable Object @Nullable [] before) {
    refuseDeclared(text(row, NAME));
    if (before != null) {
      refuseDeclared(text(before, NAME));
    }
    Object type = row[TYPE];
    row[TYPE] = type == null ? "text" : PropertyTypes.parse((String) type).toString();
    boolean carried = before != null && Objects.equals(before[UPDATED], row[UPDATED]);
    if (row[UPDATED] == null || carried) {
      row[UPDATED] = Writes.now();
    }
  }

  @Override
  public void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    // A column may have been declared after properties of its name were stored: these can go.
    if (conflicting(transaction, oldRow, -1) == null) {
      refuseDeclared(text(oldRow, NAME));
    }
    super.delete(transaction, oldRow);
  }

  private void refuseDeclared(String name) {
    if (family.type().column(name) != null) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "cannot write column \""
                  + name
                  + "\" of table \""
                  + family.name()
                  + "\" through \""
                  + shape().name()
                  + "\"")
          .withHint("Use UPDATE " + family.name() + " SET " + name + " = ...");
    }
  }

  @Override
  byte[] key(@Nullable Object[] row) {
    return FamilyKeys.property(id(row, ENTITY), text(row, NAME), (Long) row[VALID_FROM]);
  }

  @Override
  byte[] value(@Nullable Object[] row) {
    ColumnType type = PropertyTypes.parse(text(row, TYPE));
    Object text = row[VALUE];
    Object value = text == null ? null : Values.parse(type, (String) text);
    return new PropertyValue(type, value, (Long) present(row, UPDATED)).toBytes();
  }

  @Override
  public @Nullable Object value(EntryWalk entry, int column) {
    if (column == ENTITY) {
      return entry.entity();
    }
    if (column == NAME) {
      return entry.name();
    }
    if (column == VALID_FROM) {
      return FamilyKeyReader.validFrom(entry.bytes(), entry.keyOffset(), entry.keyLength());
    }
    PropertyValue stored =
        PropertyValue.read(entry.bytes(), entry.valueOffset(), entry.valueLength());
    Object value = stored.value();
    return switch (column) {
      case TYPE -> stored.type().toString();
      case VALUE -> value == null ? null : Values.format(stored.type(), value);
      default -> stored.updatedAt();
    };
  }
}
