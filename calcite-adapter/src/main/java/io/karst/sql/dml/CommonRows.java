package io.karst.sql.dml;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.Delete;
import io.karst.calcite.ast.Insert;
import io.karst.calcite.ast.KarstStatement;
import io.karst.calcite.ast.Merge;
import io.karst.calcite.ast.Selects;
import io.karst.calcite.ast.StatementNode;
import io.karst.calcite.ast.Update;
import io.karst.calcite.parser.action.Casts;
import io.karst.sql.ResultColumn;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Rows that a statement has computed, as items of WITH of the statements after it. */
final class CommonRows {
  private static final SqlParserPos POS = SqlParserPos.ZERO;

  private CommonRows() {}

  /**
   * The rows of a change as an item.
   *
   * @param item the change, for its name and the names of its columns
   */
  static SqlWithItem item(
      SqlWithItem item, List<ResultColumn> columns, List<@Nullable Object[]> rows) {
    SqlNodeList names = new SqlNodeList(POS);
    for (int i = 0; i < columns.size(); i++) {
      boolean named = item.columnList != null && i < item.columnList.size();
      names.add(
          named
              ? new SqlIdentifier(((SqlIdentifier) item.columnList.get(i)).getSimple(), POS)
              : new SqlIdentifier(columns.get(i).label(), POS));
    }
    List<SqlNode> values = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      values.add(SqlStdOperatorTable.ROW.createCall(POS, literals(columns, row)));
    }
    SqlNode query =
        values.isEmpty() ? none(columns) : SqlStdOperatorTable.VALUES.createCall(POS, values);
    return new SqlWithItem(POS, item.name, names, query, SqlLiteral.createBoolean(false, POS));
  }

  private static List<SqlNode> literals(List<ResultColumn> columns, @Nullable Object[] row) {
    List<SqlNode> literals = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnType type = columns.get(i).type();
      literals.add(
          row[i] == null ? nullOf(type) : Casts.typed(type, Values.format(type, row[i]), POS));
    }
    return literals;
  }

  private static SqlNode nullOf(ColumnType type) {
    SqlDataTypeSpec spec = new SqlDataTypeSpec(new ColumnTypeSpec(type, false, POS), POS);
    return Casts.call(SqlStdOperatorTable.CAST, POS, List.of(SqlLiteral.createNull(POS), spec));
  }

  /** A query without rows. */
  private static SqlNode none(List<ResultColumn> columns) {
    List<SqlNode> items = new ArrayList<>();
    columns.forEach(column -> items.add(nullOf(column.type())));
    return Selects.of(new SqlNodeList(items, POS), null, SqlLiteral.createBoolean(false, POS), POS);
  }

  /** A statement with items of WITH in front of its own. */
  static SqlNode with(List<SqlWithItem> items, SqlNode node) {
    if (items.isEmpty()) {
      return node;
    }
    if (!(node instanceof StatementNode change)) {
      return query(items, node);
    }
    return new StatementNode(node.getParserPosition(), with(items, change.statement()));
  }

  private static KarstStatement with(List<SqlWithItem> items, KarstStatement statement) {
    if (statement instanceof Insert insert) {
      SqlNode source = insert.source();
      return new Insert(
          insert.table(),
          insert.alias(),
          insert.columns(),
          insert.overriding(),
          source == null || source.getKind() == SqlKind.VALUES ? source : query(items, source),
          insert.onConflict(),
          insert.returning());
    }
    if (statement instanceof Update update) {
      return new Update(
          all(items, update.with()),
          update.table(),
          update.alias(),
          update.assignments(),
          update.from(),
          update.where(),
          update.returning());
    }
    if (statement instanceof Delete delete) {
      return new Delete(
          all(items, delete.with()),
          delete.table(),
          delete.alias(),
          delete.using(),
          delete.where(),
          delete.returning());
    }
    if (statement instanceof Merge merge) {
      return new Merge(
          all(items, merge.with()),
          merge.table(),
          merge.alias(),
          merge.source(),
          merge.condition(),
          merge.clauses(),
          merge.returning());
    }
    throw new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "a WITH clause that changes rows before " + statement.tag() + " is not supported");
  }

  private static SqlNodeList all(List<SqlWithItem> items, @Nullable SqlNodeList own) {
    List<SqlNode> all = new ArrayList<>(items);
    if (own != null) {
      all.addAll(own.getList());
    }
    return new SqlNodeList(all, POS);
  }

  private static SqlNode query(List<SqlWithItem> items, SqlNode query) {
    return new SqlWith(query.getParserPosition(), all(items, null), query);
  }
}
