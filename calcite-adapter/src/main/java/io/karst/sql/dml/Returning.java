package io.karst.sql.dml;

import io.karst.calcite.schema.UpdatableView;
import io.karst.sql.GeneratedKeys;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** RETURNING and generated keys: what a statement tells of the rows it changed. Thread-safe. */
final class Returning {
  private final Target target;
  private final @Nullable RowExpressions expressions;

  private Returning(Target target, @Nullable RowExpressions expressions) {
    this.target = target;
    this.expressions = expressions;
  }

  /**
   * Compiles a RETURNING clause.
   *
   * @param alias of the table, or null
   * @param columns of the rows that the list sees: those of the target first
   * @param list the select list, or null if there is no RETURNING
   */
  static Returning compile(
      StatementContext context,
      Target target,
      @Nullable SqlIdentifier alias,
      List<TableColumn> columns,
      @Nullable SqlNodeList list) {
    if (list == null) {
      return new Returning(target, null);
    }
    String name = alias == null ? target.label() : alias.getSimple();
    Map<String, String> carried = new LinkedHashMap<>();
    for (TableColumn column : columns.subList(target.columns().size(), columns.size())) {
      carried.put(column.name(), column.name());
    }
    RowExpressions compiled =
        RowExpressions.compile(
            context,
            target.name().schema(),
            columns,
            withoutStars(target, name, list),
            rows -> ChangeQuery.as(target.from(rows, false, carried), name));
    return new Returning(target, compiled);
  }

  /** What a view shows is more than its columns: a star would find the rest. */
  private static List<SqlNode> withoutStars(Target target, String name, SqlNodeList list) {
    UpdatableView view = target.view();
    if (view == null) {
      return list.getList();
    }
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : list) {
      if (item instanceof SqlIdentifier star && star.isStar()) {
        for (String column : view.columns()) {
          items.add(new SqlIdentifier(List.of(name, column), star.getParserPosition()));
        }
      } else {
        items.add(item);
      }
    }
    return items;
  }

  @Nullable RowExpressions expressions() {
    return expressions;
  }

  /** Columns of the rows returned, or null. */
  @Nullable List<ResultColumn> columns() {
    if (expressions == null) {
      return null;
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (ResultColumn column : expressions.columns()) {
      boolean own = column.column() != null;
      columns.add(
          new ResultColumn(
              column.label(),
              own ? declared(column) : column.type(),
              column.nullable(),
              own ? target.name().schema() : null,
              own ? target.name().name() : null,
              column.column(),
              own && isIdentity(column.column())));
    }
    return columns;
  }

  /** The type of a column of the target: CHAR(n) is text among expressions. */
  private ColumnType declared(ResultColumn column) {
    for (TableColumn own : target.columns()) {
      if (own.name().equals(column.column()) && own.type().kind() == TypeKind.CHAR) {
        return own.type();
      }
    }
    return column.type();
  }

  private boolean isIdentity(@Nullable String name) {
    ColumnDescriptor column =
        target.type() == null || name == null ? null : target.type().column(name);
    return column != null && column.identity() != null;
  }

  /** Whether the changed rows have to be kept until the end. */
  boolean keepsRows() {
    return expressions != null;
  }

  /**
   * The result of a statement.
   *
   * @param rows changed rows in full width; empty if nothing needs them
   * @param inserted full rows for generated keys, or null
   */
  SqlResult result(
      StatementContext context,
      String tag,
      long count,
      @Nullable Object[] parameters,
      List<@Nullable Object[]> rows,
      @Nullable List<@Nullable Object[]> inserted) {
    GeneratedKeys keys = inserted == null ? null : keys(inserted);
    RowExpressions returned = expressions;
    List<ResultColumn> columns = columns();
    if (returned == null || columns == null) {
      return StatementResult.changed(tag, count, keys);
    }
    List<@Nullable Object[]> values =
        rows.isEmpty() ? List.of() : returned.evaluate(context, parameters, rows);
    return StatementResult.returning(tag, count, keys, columns, new ListCursor(values));
  }

  private GeneratedKeys keys(List<@Nullable Object[]> inserted) {
    List<Integer> positions = target.visiblePositions();
    List<ResultColumn> columns = new ArrayList<>();
    for (int position : positions) {
      TableColumn column = target.columns().get(position);
      columns.add(
          new ResultColumn(
              column.name(),
              column.type(),
              column.nullable(),
              target.name().schema(),
              target.name().name(),
              column.name(),
              isIdentity(column.name())));
    }
    List<@Nullable Object[]> rows = new ArrayList<>(inserted.size());
    for (@Nullable Object[] full : inserted) {
      @Nullable Object[] row = new @Nullable Object[positions.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = full[positions.get(i)];
      }
      rows.add(row);
    }
    return new GeneratedKeys(columns, keyColumns(positions), rows);
  }

  /** Identity columns, then columns with a default, then the primary key. */
  private List<Integer> keyColumns(List<Integer> positions) {
    List<Integer> identities = new ArrayList<>();
    List<Integer> defaults = new ArrayList<>();
    List<Integer> key = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      ColumnDescriptor column = target.descriptor(positions.get(i));
      if (column == null) {
        continue;
      }
      if (column.identity() != null) {
        identities.add(i);
      } else if (target.type() != null && target.type().primaryKey().contains(column.slot())) {
        key.add(i);
      } else if (column.defaultSql() != null) {
        defaults.add(i);
      }
    }
    identities.addAll(defaults);
    identities.addAll(key);
    return identities;
  }
}
