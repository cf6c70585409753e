package io.karst.sql.dml;

import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The table that a statement changes.
 *
 * @param name its name
 * @param table the table
 * @param type its definition; null for {@code $} tables
 */
public record Target(ObjectName name, StoreTable table, @Nullable EntityTypeDescriptor type) {

  /**
   * Finds a table that can be changed.
   *
   * @throws KarstException 42P01, or 0A000 if it is a view or read-only
   */
  public static Target require(StatementContext context, SqlIdentifier identifier) {
    ObjectName name = Names.findTable(context, identifier);
    if (name == null) {
      if (Names.findView(context, identifier) != null) {
        throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "view \"" + Names.simple(identifier) + "\" cannot be changed: views are read-only");
      }
      throw Names.missing("table", identifier);
    }
    StoreTable table = Names.collection(context, name).table(name.name());
    if (!table.shape().writable()) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "table \"" + name.name() + "\" cannot be changed: it is read-only");
    }
    EntityTypeDescriptor type = Names.collection(context, name).catalog().types().get(name.name());
    return new Target(name, table, type);
  }

  public TableShape shape() {
    return table.shape();
  }

  public List<TableColumn> columns() {
    return table.shape().columns();
  }

  /**
   * Position of a column.
   *
   * @throws KarstException 42703
   */
  public int position(String column) {
    int position = table.shape().indexOf(column);
    if (position < 0) {
      throw new KarstException(
          ErrorCode.UNDEFINED_COLUMN,
          "column \"" + column + "\" of relation \"" + name.name() + "\" does not exist");
    }
    return position;
  }

  /**
   * Position of a column that statements may set.
   *
   * @throws KarstException 42703, or 0A000 for hidden columns of an entity type
   */
  int writablePosition(String column) {
    int position = position(column);
    if (type != null && columns().get(position).hidden()) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "column \"" + column + "\" of relation \"" + name.name() + "\" cannot be set")
          .withHint(
              column.equals("properties")
                  ? "Set properties in table \"" + name.name() + "$properties\"."
                  : "Entity ids are given by Karst.");
    }
    return position;
  }

  /** The definition of the column at a position; null for hidden ones and those of $ tables. */
  public @Nullable ColumnDescriptor descriptor(int position) {
    return type == null ? null : type.column(columns().get(position).name());
  }

  /** Positions of the columns that INSERT fills when it names none. */
  public List<Integer> visiblePositions() {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < columns().size(); i++) {
      if (!columns().get(i).hidden()) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** Values of the row key: what tells two rows of the table apart. */
  public List<@Nullable Object> key(@Nullable Object[] row) {
    List<Integer> path = table.shape().paths().get(0).columns();
    List<@Nullable Object> key = new ArrayList<>(path.size());
    for (int position : path) {
      key.add(row[position]);
    }
    return key;
  }
}
