package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.KeyColumn;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an entity type's wide table and what each position and path stands for.
 *
 * <p>Position 0 is the hidden {@code _id}, then the declared columns, then the hidden {@code
 * properties} (a JSON object of the undeclared properties, name to text).
 */
final class WideShape {
  static final String ID = "_id";
  static final String PROPERTIES = "properties";

  private final TypeFamily family;
  private final TableShape shape;
  private final List<WidePath> paths = new ArrayList<>();
  private final int[] slots;
  private final ColumnType[] types;
  private final boolean[] vector;
  private final int[] bySlot;

  WideShape(TypeFamily family) {
    this.family = family;
    EntityTypeDescriptor type = family.type();
    int columns = type.columns().size();
    slots = new int[columns + 1];
    types = new ColumnType[columns + 1];
    vector = new boolean[columns + 1];
    List<TableColumn> shown = new ArrayList<>();
    shown.add(new TableColumn(ID, ColumnType.UUID, false, true));
    for (int i = 0; i < columns; i++) {
      ColumnDescriptor column = type.columns().get(i);
      slots[i + 1] = column.slot();
      types[i + 1] = column.type();
      vector[i + 1] = column.type().kind() == TypeKind.VECTOR;
      shown.add(new TableColumn(column.name(), column.type(), column.nullable(), false));
    }
    bySlot = inSlotOrder(slots);
    if (type.column(PROPERTIES) == null) {
      shown.add(new TableColumn(PROPERTIES, ColumnType.JSON, true, true));
    }
    List<AccessPath> access = new ArrayList<>();
    addIdPath(access);
    addKeyPath(access);
    for (IndexDescriptor index : type.indexes()) {
      addIndexPath(access, index);
    }
    shape = new TableShape(family.domain().name(), type.name(), shown, access, true);
  }

  TypeFamily family() {
    return family;
  }

  TableShape shape() {
    return shape;
  }

  WidePath path(int number) {
    return paths.get(number);
  }

  int pathCount() {
    return paths.size();
  }

  /** Number of declared columns; they take positions 1 to this. */
  int columnCount() {
    return slots.length - 1;
  }

  /** Width of a full row. */
  int width() {
    return shape.columns().size();
  }

  /** Positions of the declared columns in the order of their slots: rows are written so. */
  int[] positionsBySlot() {
    return bySlot;
  }

  private static int[] inSlotOrder(int[] slots) {
    int[] positions = new int[slots.length - 1];
    for (int i = 0; i < positions.length; i++) {
      int at = i;
      while (at > 0 && slots[positions[at - 1]] > slots[i + 1]) {
        positions[at] = positions[at - 1];
        at--;
      }
      positions[at] = i + 1;
    }
    return positions;
  }

  int slot(int position) {
    return slots[position];
  }

  ColumnType type(int position) {
    return types[position];
  }

  boolean isDeclared(int position) {
    return position > 0 && position < slots.length;
  }

  boolean isVector(int position) {
    return isDeclared(position) && vector[position];
  }

  ColumnDescriptor column(int position) {
    return family.type().columns().get(position - 1);
  }

  /** Position of a slot. */
  int positionOfSlot(int slot) {
    return family.type().positionOfSlot(slot) + 1;
  }

  /** Positions of slots. */
  int[] positionsOf(List<Integer> wanted) {
    int[] positions = new int[wanted.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = positionOfSlot(wanted.get(i));
    }
    return positions;
  }

  /** The path of an index. */
  WidePath pathOf(IndexDescriptor index) {
    for (WidePath path : paths) {
      IndexDescriptor candidate = path.index();
      if (candidate != null && candidate.number() == index.number()) {
        return path;
      }
    }
    return path(family, this, index);
  }

  static WidePath path(TypeFamily family, WideShape shape, IndexDescriptor index) {
    int[] positions = shape.positionsOf(index.slots());
    KeyColumn[] columns = new KeyColumn[positions.length];
    for (int i = 0; i < columns.length; i++) {
      ColumnDescriptor column = family.type().columnInSlot(index.slots().get(i));
      columns[i] = KeyColumn.of(column.type(), index.descending().get(i));
    }
    return new WidePath(index, false, columns, positions, new BoundsEncoder(List.of(columns)));
  }

  /** Values of some positions of a row; null if one of them is NULL. */
  static Object @Nullable [] nonNullValues(@Nullable Object[] row, int[] positions) {
    Object[] values = new Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      Object value = row[positions[i]];
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }

  private void addIdPath(List<AccessPath> access) {
    access.add(
        new AccessPath("entity id", AccessPath.Kind.CLUSTERED, List.of(0), List.of(false), true));
    paths.add(WidePath.BY_ID);
  }

  private void addKeyPath(List<AccessPath> access) {
    EntityKeyPlan.Kind kind = family.keyPlan().kind();
    if (kind != EntityKeyPlan.Kind.NATIVE && kind != EntityKeyPlan.Kind.EMBEDDED) {
      return;
    }
    int[] positions = positionsOf(family.type().primaryKey());
    List<Integer> columns = new ArrayList<>();
    for (int position : positions) {
      columns.add(position);
    }
    access.add(
        new AccessPath(
            "primary key",
            AccessPath.Kind.CLUSTERED,
            columns,
            Collections.nCopies(columns.size(), false),
            true));
    paths.add(new WidePath(null, true, new KeyColumn[0], positions, null));
  }

  private void addIndexPath(List<AccessPath> access, IndexDescriptor index) {
    WidePath path = path(family, this, index);
    List<Integer> columns = new ArrayList<>();
    for (int position : path.positions()) {
      columns.add(position);
    }
    boolean isKey = index.role() == IndexDescriptor.Role.PRIMARY_KEY;
    access.add(
        new AccessPath(
            isKey ? "primary key" : index.name(),
            AccessPath.Kind.INDEX,
            columns,
            index.descending(),
            index.unique()));
    paths.add(path);
  }
}
