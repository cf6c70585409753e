package io.karst.sql.dml;

import io.karst.calcite.plan.HoistedLiterals;
import io.karst.calcite.schema.UpdatableView;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;
import io.karst.storage.value.ZonedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The table that a statement changes, named itself or through a view.
 *
 * @param name its name
 * @param table the table
 * @param type its definition; null for {@code $} tables
 * @param values how the session reads values
 * @param view the view that the statement names, or null
 */
public record Target(
    ObjectName name,
    StoreTable table,
    @Nullable EntityTypeDescriptor type,
    ZonedValues values,
    @Nullable UpdatableView view) {
  /** A table that is named itself. */
  public Target(
      ObjectName name, StoreTable table, @Nullable EntityTypeDescriptor type, ZonedValues values) {
    this(name, table, type, values, null);
  }

  /**
   * Finds a table that can be changed.
   *
   * @throws KarstException 42P01, or 0A000 if it is a view or read-only
   */
  public static Target require(StatementContext context, SqlIdentifier identifier) {
    if (view(context, identifier) != null) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "\"" + Names.simple(identifier) + "\" is a view: this is supported for tables only");
    }
    ObjectName name = Names.findTable(context, identifier);
    if (name == null) {
      throw Names.missing("table", identifier);
    }
    return of(context, name, null);
  }

  /** The view that a name stands for; null if there is none before a table of that name. */
  private static @Nullable ObjectName view(StatementContext context, SqlIdentifier identifier) {
    ObjectName table = Names.findTable(context, identifier);
    ObjectName view = Names.findView(context, identifier);
    boolean hidden = view != null && table != null && !Names.isBefore(context, view, table);
    return hidden ? null : view;
  }

  /**
   * Finds a table, or the table of a view over one.
   *
   * @param verb what the statement does to it, for messages
   * @throws KarstException 42P01, 55000 if it is a view over anything else, 0A000 if it is
   *     read-only
   */
  static Target requireThroughViews(
      StatementContext context, SqlIdentifier identifier, String verb) {
    ObjectName viewName = view(context, identifier);
    ViewDescriptor descriptor =
        viewName == null
            ? null
            : Names.collection(context, viewName).catalog().views().get(viewName.name());
    if (descriptor == null) {
      return require(context, identifier);
    }
    UpdatableView.Found found =
        UpdatableView.of(new DatabaseTables(context.database()), descriptor);
    UpdatableView view = found.view();
    String reason = found.reason();
    if (view != null && !view.hasWritableColumn() && !verb.equals("delete from")) {
      reason = "Views that have no updatable columns are not automatically updatable.";
    }
    if (view == null || !reason.isEmpty()) {
      throw new KarstException(
              ErrorCode.PREREQUISITE_STATE, "cannot " + verb + " view \"" + found.name() + "\"")
          .withDetail(reason);
    }
    if (view.readsOthers() && !context.currentSchema().equals(descriptor.searchSchema())) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "changing rows through view \""
                  + descriptor.name()
                  + "\" with its sub-queries is not supported from another schema")
          .withHint("SET search_path TO " + descriptor.searchSchema());
    }
    return of(context, new ObjectName(view.baseSchema(), view.baseName()), view);
  }

  private static Target of(
      StatementContext context, ObjectName name, @Nullable UpdatableView view) {
    StoreTable table = Names.collection(context, name).table(name.name());
    if (!table.shape().writable()) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "table \"" + name.name() + "\" cannot be changed: it is read-only");
    }
    EntityTypeDescriptor type = Names.collection(context, name).catalog().types().get(name.name());
    return new Target(name, table, type, context.values(), view);
  }

  /** The name under which the statement knows it. */
  String label() {
    return view == null ? name.name() : view.name();
  }

  /**
   * The literals of the statement that may become parameters: none if its tree is mixed with that
   * of a view, whose literals have places of another text.
   */
  HoistedLiterals hoistable(HoistedLiterals literals) {
    return view == null ? literals : HoistedLiterals.NONE;
  }

  /** Whether expressions of the statement may name the column. */
  boolean shows(String column) {
    return view == null ? table.shape().indexOf(column) >= 0 : view.columns().contains(column);
  }

  /** What the columns of the statement are found in, when rows stand in the place of the table. */
  SqlNode from(SqlNode rows, boolean filtered, Map<String, String> carried) {
    return view == null ? rows : view.over(rows, filtered, carried);
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
    int position = view == null ? table.shape().indexOf(column) : view.basePosition(column);
    if (position < 0) {
      if (view != null && view.columns().contains(column)) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "cannot set column \"" + column + "\" of view \"" + view.name() + "\"")
            .withDetail(
                "View columns that are not columns of their base relation are not updatable.");
      }
      throw new KarstException(
          ErrorCode.UNDEFINED_COLUMN,
          "column \"" + column + "\" of relation \"" + label() + "\" does not exist");
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

  /** Positions of the columns that INSERT fills when it names none; -1 for what cannot be set. */
  List<Integer> insertedPositions() {
    if (view == null) {
      return visiblePositions();
    }
    List<Integer> positions = new ArrayList<>();
    for (String column : view.columns()) {
      positions.add(view.basePosition(column));
    }
    return positions;
  }

  /** Positions of all columns that are not hidden. */
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
