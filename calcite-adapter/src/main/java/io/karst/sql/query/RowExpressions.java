package io.karst.sql.query;

import io.karst.calcite.ast.Selects;
import io.karst.calcite.source.BatchTable;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A list of expressions over rows in memory: defaults, checks, SET, RETURNING. It is a query over a
 * {@link BatchTable}, so an expression means the same here as in any SELECT. Thread-safe.
 */
public final class RowExpressions {
  private static final String ROWS = "$rows";
  private static final TableColumn NO_COLUMN =
      new TableColumn("$row", ColumnType.INTEGER, true, true);

  private final CompiledQuery query;
  private final boolean withoutColumns;

  private RowExpressions(CompiledQuery query, boolean withoutColumns) {
    this.query = query;
    this.withoutColumns = withoutColumns;
  }

  /**
   * Compiles a select list over rows.
   *
   * @param table the name under which expressions see the rows
   * @param columns of the rows; none if the expressions do not look at them
   */
  public static RowExpressions compile(
      StatementContext context,
      String schema,
      String table,
      List<TableColumn> columns,
      List<? extends SqlNode> selectList) {
    return compile(context, schema, columns, selectList, rows -> as(rows, table));
  }

  /**
   * Compiles a select list over what a query makes of rows.
   *
   * @param from gives the FROM clause with the rows in it
   */
  public static RowExpressions compile(
      StatementContext context,
      String schema,
      List<TableColumn> columns,
      List<? extends SqlNode> selectList,
      UnaryOperator<SqlNode> from) {
    SqlSelect select =
        Selects.of(
            new SqlNodeList(selectList, SqlParserPos.ZERO),
            from.apply(new SqlIdentifier(ROWS, SqlParserPos.ZERO)),
            null,
            SqlParserPos.ZERO);
    boolean none = columns.isEmpty();
    BatchTable batch = new BatchTable(schema, ROWS, none ? List.of(NO_COLUMN) : columns);
    return new RowExpressions(Queries.compile(select, context, batch), none);
  }

  private static SqlNode as(SqlNode rows, String table) {
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, rows, new SqlIdentifier(table, SqlParserPos.ZERO));
  }

  public List<ResultColumn> columns() {
    return query.columns();
  }

  public List<ParameterInfo> parameters() {
    return query.parameters();
  }

  /** Evaluates all expressions for each row, in order. */
  public List<@Nullable Object[]> evaluate(
      StatementContext context, @Nullable Object[] parameters, List<@Nullable Object[]> rows) {
    int width = query.columns().size();
    List<@Nullable Object[]> results = new ArrayList<>(rows.size());
    List<@Nullable Object[]> batch =
        withoutColumns
            ? Collections.<@Nullable Object[]>nCopies(rows.size(), new @Nullable Object[1])
            : rows;
    try (RowCursor cursor = query.open(context, parameters, batch)) {
      while (cursor.next()) {
        @Nullable Object[] values = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
          values[i] = cursor.get(i);
        }
        results.add(values);
      }
    }
    if (results.size() != rows.size()) {
      throw new KarstException(
          ErrorCode.INTERNAL,
          "expressions over " + rows.size() + " rows gave " + results.size() + " rows");
    }
    return results;
  }
}
