package io.karst.sql.dml;

import io.karst.calcite.ast.Merge;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** RETURNING of a MERGE: the row as it is now, the source, and {@code merge_action()}. */
final class MergeReturning {
  private static final String ACTION = "$action";

  private final Target target;
  private final Merge merge;
  private final JoinedReturning joined;
  private @Nullable Returning returning;

  MergeReturning(StatementContext context, Target target, Merge merge, MergeNames names) {
    this.target = target;
    this.merge = merge;
    this.joined =
        JoinedReturning.of(context, target, merge.alias(), merge.source(), names.returning());
  }

  /** What the query has to compute besides. */
  List<SqlNode> expressions() {
    return joined.expressions();
  }

  /** Compiles the list, once the types of what the query computes are known. */
  void compile(StatementContext context, List<ResultColumn> computed) {
    List<TableColumn> columns = new ArrayList<>(joined.columns(computed));
    columns.add(new TableColumn(ACTION, ColumnType.TEXT, false, true));
    returning =
        Returning.compile(context, target, merge.alias(), columns, withAction(joined.list()));
  }

  private static @Nullable SqlNodeList withAction(@Nullable SqlNodeList list) {
    if (list == null) {
      return null;
    }
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : list) {
      SqlNode changed = item.accept(new ActionNames());
      boolean whole = isAction(item) && changed != null;
      items.add(
          whole
              ? SqlStdOperatorTable.AS.createCall(
                  item.getParserPosition(),
                  changed,
                  new SqlIdentifier("merge_action", item.getParserPosition()))
              : changed == null ? item : changed);
    }
    return new SqlNodeList(items, list.getParserPosition());
  }

  private static boolean isAction(SqlNode node) {
    return node instanceof SqlCall call
        && call.operandCount() == 0
        && call.getOperator().getName().equalsIgnoreCase("merge_action");
  }

  /** Puts the column in the place of the function. */
  private static final class ActionNames extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      return isAction(call)
          ? new SqlIdentifier(ACTION, call.getParserPosition())
          : super.visit(call);
    }
  }

  void addParameters(ParameterTypes parameters) {
    RowExpressions expressions = compiled().expressions();
    if (expressions != null) {
      parameters.addAll(expressions.parameters());
    }
  }

  private Returning compiled() {
    if (returning == null) {
      throw new IllegalStateException("RETURNING is not compiled");
    }
    return returning;
  }

  @Nullable List<ResultColumn> columns() {
    return compiled().columns();
  }

  boolean keepsRows() {
    return compiled().keepsRows();
  }

  /** A changed row as the list sees it. */
  @Nullable Object[] row(
      MergeAction.Kind kind, @Nullable Object[] changed, @Nullable Object[] values) {
    @Nullable Object[] row = joined.row(changed, values);
    row = Arrays.copyOf(row, row.length + 1);
    row[row.length - 1] = kind.name();
    return row;
  }

  SqlResult result(
      StatementContext context,
      long count,
      @Nullable Object[] parameters,
      List<@Nullable Object[]> rows) {
    return compiled().result(context, "MERGE", count, parameters, rows, null);
  }
}
