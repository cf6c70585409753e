package io.karst.sql.dml;

import io.karst.sql.ResultColumn;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A RETURNING list that may look at the other tables of an UPDATE or DELETE: what it takes from
 * them becomes an expression of the query, and a column behind those of the changed row.
 */
final class JoinedReturning {
  private static final String PREFIX = "$joined";

  private final Target target;
  private final String name;
  private final List<SqlNode> expressions = new ArrayList<>();
  private final @Nullable SqlNodeList list;

  private JoinedReturning(
      StatementContext context,
      Target target,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode from,
      @Nullable SqlNodeList returning) {
    this.target = target;
    this.name = alias == null ? target.label() : alias.getSimple();
    this.list = from == null || returning == null ? returning : rewrite(context, from, returning);
  }

  /** Splits the list of a statement with FROM or USING; leaves any other as it is. */
  static JoinedReturning of(
      StatementContext context,
      Target target,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode from,
      @Nullable SqlNodeList returning) {
    return new JoinedReturning(context, target, alias, from, returning);
  }

  /** What the query has to compute besides. */
  List<SqlNode> expressions() {
    return expressions;
  }

  /** The list over the changed row and the columns behind it. */
  @Nullable SqlNodeList list() {
    return list;
  }

  /** Columns of the changed row with those behind it. */
  List<TableColumn> columns(List<ResultColumn> computed) {
    List<TableColumn> columns = new ArrayList<>(target.columns());
    for (int i = 0; i < expressions.size(); i++) {
      columns.add(new TableColumn(PREFIX + i, computed.get(i).type(), true, true));
    }
    return columns;
  }

  /** The changed row with the last of the query's values behind it. */
  @Nullable Object[] row(@Nullable Object[] changed, @Nullable Object[] values) {
    int joined = expressions.size();
    if (joined == 0) {
      return changed;
    }
    @Nullable Object[] row = Arrays.copyOf(changed, changed.length + joined);
    System.arraycopy(values, values.length - joined, row, changed.length, joined);
    return row;
  }

  private SqlNodeList rewrite(StatementContext context, SqlNode from, SqlNodeList returning) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : returning) {
      if (item instanceof SqlIdentifier star && star.isStar()) {
        addStar(context, from, star, items);
      } else if (item instanceof SqlIdentifier column && !isOwn(column)) {
        items.add(joined(column));
      } else {
        items.add(rewrite(item));
      }
    }
    return new SqlNodeList(items, returning.getParserPosition());
  }

  private SqlNode rewrite(SqlNode item) {
    SqlNode rewritten =
        item.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier identifier) {
                return identifier.isStar() || isOwn(identifier) ? identifier : take(identifier);
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                if (call instanceof SqlSelect) {
                  return call;
                }
                if (call.getKind() == SqlKind.AS) {
                  SqlNode named = rewrite(call.operand(0));
                  return call.getOperator()
                      .createCall(call.getParserPosition(), named, call.operand(1));
                }
                return super.visit(call);
              }
            });
    return rewritten == null ? item : rewritten;
  }

  private boolean isOwn(SqlIdentifier identifier) {
    int last = identifier.names.size() - 1;
    return last == 0
        ? target.shows(identifier.getSimple())
        : identifier.names.get(last - 1).equals(name);
  }

  private SqlIdentifier take(SqlNode expression) {
    expressions.add(expression);
    return new SqlIdentifier(PREFIX + (expressions.size() - 1), expression.getParserPosition());
  }

  private SqlNode joined(SqlIdentifier column) {
    String label = column.names.get(column.names.size() - 1);
    return as(take(column), label);
  }

  private static SqlNode as(SqlNode node, String label) {
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, node, new SqlIdentifier(label, SqlParserPos.ZERO));
  }

  private void addStar(
      StatementContext context, SqlNode from, SqlIdentifier star, List<SqlNode> items) {
    boolean every = star.names.size() == 1;
    String wanted = every ? name : star.names.get(star.names.size() - 2);
    if (wanted.equals(name)) {
      items.add(SqlIdentifier.star(List.of(name, ""), star.getParserPosition(), positions(star)));
    }
    if (every || !wanted.equals(name)) {
      addColumns(context, from, every ? null : wanted, items);
    }
  }

  private static List<SqlParserPos> positions(SqlIdentifier star) {
    return List.of(star.getParserPosition(), star.getParserPosition());
  }

  private void addColumns(
      StatementContext context, SqlNode from, @Nullable String wanted, List<SqlNode> items) {
    if (from instanceof SqlJoin join) {
      addColumns(context, join.getLeft(), wanted, items);
      addColumns(context, join.getRight(), wanted, items);
      return;
    }
    boolean named = from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2;
    SqlNode table = named ? ((SqlCall) from).operand(0) : from;
    ObjectName found =
        table instanceof SqlIdentifier identifier ? Names.findTable(context, identifier) : null;
    if (found == null) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "RETURNING * beside anything but plain tables in FROM or USING is not supported;"
              + " name the columns");
    }
    String alias = named ? ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple() : found.name();
    if (wanted != null && !wanted.equals(alias)) {
      return;
    }
    for (TableColumn column :
        Names.collection(context, found).table(found.name()).shape().columns()) {
      if (!column.hidden()) {
        items.add(joined(new SqlIdentifier(List.of(alias, column.name()), SqlParserPos.ZERO)));
      }
    }
  }
}
