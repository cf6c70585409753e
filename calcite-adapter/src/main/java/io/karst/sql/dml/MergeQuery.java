package io.karst.sql.dml;

import io.karst.calcite.ast.Merge;
import io.karst.calcite.ast.MergeClause;
import io.karst.calcite.ast.SyntaxCopy;
import io.karst.sql.ResultColumn;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.Queries;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The query behind a MERGE: the source joined with the target, which clause a row falls to, and the
 * values of the clauses' expressions. An expression is evaluated for the rows of its clause only.
 */
final class MergeQuery {
  private static final SqlParserPos POS = SqlParserPos.ZERO;

  /** Their values differ from call to call, and conditions are evaluated more than once. */
  private static final Set<String> VOLATILE =
      Set.of("random", "nextval", "gen_random_uuid", "uuid_generate_v4", "clock_timestamp");

  private final Target target;
  private final String targetName;
  private final List<SqlNode> conditions = new ArrayList<>();
  private final List<MergeClause> clauses;
  private final List<Integer> positions = new ArrayList<>();
  private final List<SqlNode> items = new ArrayList<>();
  private final CompiledQuery query;

  private MergeQuery(
      StatementContext context,
      Target target,
      Merge merge,
      MergeNames names,
      List<MergeAction> actions,
      List<SqlNode> further) {
    this.target = target;
    this.targetName = names.targetName();
    this.clauses = merge.clauses();
    for (MergeClause clause : clauses) {
      SqlNode test = isMatched(clause.matched());
      if (clause.condition() != null) {
        requireStable(clause.condition());
        SqlNode condition = clause.condition();
        condition = clause.matched() ? condition : names.withoutMatch(condition);
        test = SqlStdOperatorTable.AND.createCall(POS, test, condition);
      }
      conditions.add(test);
    }
    addRow(actions);
    items.add(ChangeQuery.as(clauseOf(clauses.size(), null), "$clause"));
    addExpressions(actions);
    for (SqlNode expression : further) {
      add(expression);
    }
    this.query = Queries.compile(select(merge), context, null);
  }

  /**
   * Compiles the query.
   *
   * @param further expressions besides those of the clauses
   */
  static MergeQuery compile(
      StatementContext context,
      Target target,
      Merge merge,
      MergeNames names,
      List<MergeAction> actions,
      List<SqlNode> further) {
    return new MergeQuery(context, target, merge, names, actions, further);
  }

  private void addRow(List<MergeAction> actions) {
    int properties = target.shape().indexOf("properties");
    boolean assigned = false;
    for (MergeAction action : actions) {
      assigned |= properties >= 0 && action.assigns(properties);
    }
    for (int i = 0; i < target.columns().size(); i++) {
      TableColumn column = target.columns().get(i);
      if (!column.hidden() || i != properties || assigned) {
        positions.add(i);
        items.add(new SqlIdentifier(List.of(targetName, column.name()), POS));
      }
    }
  }

  private void addExpressions(List<MergeAction> actions) {
    for (int i = 0; i < clauses.size(); i++) {
      for (SqlNode expression : actions.get(i).expressions()) {
        boolean harmless = expression instanceof SqlIdentifier;
        add(harmless ? expression : clauseOf(i + 1, expression));
      }
    }
  }

  private void add(SqlNode expression) {
    items.add(ChangeQuery.as(expression, "$value" + items.size()));
  }

  private SqlNode isMatched(boolean matched) {
    int key = target.shape().paths().get(0).columns().get(0);
    SqlNode column = new SqlIdentifier(List.of(targetName, target.columns().get(key).name()), POS);
    return matched
        ? SqlStdOperatorTable.IS_NOT_NULL.createCall(POS, column)
        : SqlStdOperatorTable.IS_NULL.createCall(POS, column);
  }

  /**
   * The number of the clause that a row falls to; or, with a value, that value for the rows of the
   * last of the clauses looked at.
   */
  private SqlNode clauseOf(int count, @Nullable SqlNode value) {
    SqlNodeList whens = new SqlNodeList(POS);
    SqlNodeList thens = new SqlNodeList(POS);
    for (int i = 0; i < count; i++) {
      boolean other = clauses.get(i).matched() != clauses.get(count - 1).matched();
      if (value != null && other) {
        continue;
      }
      whens.add(SyntaxCopy.of(conditions.get(i)));
      if (value == null) {
        thens.add(SqlLiteral.createExactNumeric(Integer.toString(i), POS));
      } else {
        thens.add(i == count - 1 ? value : SqlLiteral.createNull(POS));
      }
    }
    return new SqlCase(POS, null, whens, thens, SqlLiteral.createNull(POS));
  }

  private SqlNode select(Merge merge) {
    SqlNode table =
        new SqlIdentifier(
            List.of(target.name().schema(), target.name().name()),
            merge.table().getParserPosition());
    if (merge.alias() != null) {
      table = ChangeQuery.as(table, merge.alias().getSimple());
    }
    boolean all = false;
    for (MergeClause clause : clauses) {
      all |= !clause.matched();
    }
    SqlNode from =
        new SqlJoin(
            POS,
            merge.source(),
            SqlLiteral.createBoolean(false, POS),
            (all ? JoinType.LEFT : JoinType.INNER).symbol(POS),
            table,
            JoinConditionType.ON.symbol(POS),
            merge.condition());
    SqlNode select = ChangeQuery.select(new SqlNodeList(items, POS), from, null);
    return merge.with() == null ? select : new SqlWith(POS, merge.with(), select);
  }

  private static void requireStable(SqlNode condition) {
    condition.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            String name = call.getOperator().getName().toLowerCase(java.util.Locale.ROOT);
            if (VOLATILE.contains(name)) {
              throw new KarstException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  name + "() in a condition of WHEN is not supported: its value changes");
            }
            return super.visit(call);
          }

          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            return null;
          }
        });
  }

  CompiledQuery query() {
    return query;
  }

  /** Columns of the expressions, in the order they were given. */
  List<ResultColumn> valueColumns() {
    List<ResultColumn> columns = query.columns();
    return columns.subList(positions.size() + 1, columns.size());
  }

  /** A row that falls to a clause. */
  record Hit(int clause, ChangeQuery.Found found) {}

  /** All rows that fall to a clause, as they were before the statement. */
  List<Hit> read(StatementContext context, @Nullable Object[] parameters) {
    int number = positions.size();
    int width = query.columns().size() - number - 1;
    List<Hit> hits = new ArrayList<>();
    try (RowCursor cursor = query.open(context, parameters, null)) {
      while (cursor.next()) {
        if (cursor.isNull(number)) {
          continue;
        }
        @Nullable Object[] row = new @Nullable Object[target.columns().size()];
        for (int i = 0; i < number; i++) {
          row[positions.get(i)] = cursor.get(i);
        }
        @Nullable Object[] values = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
          values[i] = cursor.get(number + 1 + i);
        }
        hits.add(new Hit((int) cursor.getLong(number), new ChangeQuery.Found(row, values)));
      }
    }
    return hits;
  }
}
