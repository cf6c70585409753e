package io.karst.calcite.validate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of a row with a query: {@code (a, b) < (SELECT ...)}, {@code (a, b) = ANY (SELECT
 * ...)}. They become queries that compare inside, where a NULL in one column leaves the others
 * their say. {@code IN} stays what it is where unknown is as good as false.
 */
final class RowQueries {
  private static final SqlIdentifier ROWS = new SqlIdentifier("$rows", SqlParserPos.ZERO);
  private static final SqlIdentifier ANSWERS = new SqlIdentifier("$answers", SqlParserPos.ZERO);
  private static final SqlIdentifier ANSWER = new SqlIdentifier("$answer", SqlParserPos.ZERO);

  /** Calls of IN that are conditions joined by AND and OR. */
  private final Set<SqlNode> conditions = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Queries around the place where the visitor is. */
  private final Deque<SqlSelect> queries = new ArrayDeque<>();

  void leave(SqlCall call) {
    if (call instanceof SqlSelect) {
      queries.pop();
    }
  }

  /** Remembers the conditions of a query or join before its parts are visited. */
  void enter(SqlCall call) {
    if (call instanceof SqlSelect select) {
      queries.push(select);
      condition(select.getWhere());
      condition(select.getHaving());
    } else if (call instanceof SqlJoin join) {
      condition(join.getCondition());
    }
  }

  private void condition(@Nullable SqlNode node) {
    if (node instanceof SqlCall call) {
      if (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR) {
        call.getOperandList().forEach(this::condition);
      } else if (call.getKind() == SqlKind.IN) {
        conditions.add(call);
      }
    }
  }

  /**
   * The call as a query if it compares a row with one.
   *
   * @param original the call before its parts were visited
   */
  SqlNode rewrite(SqlCall original, SqlCall call) {
    if (call.operandCount() != 2
        || call.operand(0).getKind() != SqlKind.ROW
        || !isQuery(call.operand(1))) {
      return call;
    }
    if (call.getOperator() instanceof SqlQuantifyOperator operator) {
      SqlOperator comparison = comparison(operator.comparisonKind);
      return comparison == null
          ? call
          : quantified(call, comparison, call.getKind() == SqlKind.ALL);
    }
    return switch (call.getKind()) {
      case IN ->
          conditions.contains(original)
              ? call
              : quantified(call, SqlStdOperatorTable.EQUALS, false);
      case NOT_IN -> quantified(call, SqlStdOperatorTable.NOT_EQUALS, true);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          answers(call, call.getOperator());
      default -> call;
    };
  }

  private static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY) || node.getKind() == SqlKind.SCALAR_QUERY;
  }

  private static @Nullable SqlBinaryOperator comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      default -> null;
    };
  }

  /** {@code SELECT (a, b) op ($1, $2) AS $answer FROM (query) AS $rows ($1, $2)}. */
  private SqlNode answers(SqlCall call, SqlOperator comparison) {
    SqlParserPos pos = call.getParserPosition();
    SqlCall row = call.operand(0);
    SqlNode query = query(call);
    SqlCall qualified = qualified(row, query);
    if (qualified != null && query instanceof SqlSelect select && isPlain(select, row)) {
      SqlNode fields = fields(select);
      return with(select, comparison.createCall(pos, qualified, fields));
    }
    List<SqlNode> alias = new ArrayList<>();
    alias.add(query);
    alias.add(ROWS);
    List<SqlNode> columns = new ArrayList<>();
    for (int i = 1; i <= row.operandCount(); i++) {
      alias.add(new SqlIdentifier("$" + i, pos));
      columns.add(new SqlIdentifier(List.of(ROWS.getSimple(), "$" + i), pos));
    }
    SqlNode answer =
        comparison.createCall(pos, row, SqlStdOperatorTable.ROW.createCall(pos, columns));
    return FunctionTables.select(
        List.of(FunctionTables.named(answer, ANSWER)),
        SqlStdOperatorTable.AS.createCall(pos, alias),
        pos);
  }

  private static SqlNode query(SqlCall call) {
    SqlNode query = call.operand(1);
    return query.getKind() == SqlKind.SCALAR_QUERY ? ((SqlCall) query).operand(0) : query;
  }

  private static SqlNode fields(SqlSelect select) {
    SqlNodeList list = select.getSelectList();
    return SqlStdOperatorTable.ROW.createCall(list.getParserPosition(), list.getList());
  }

  /** The query with another select list. */
  private static SqlSelect with(SqlSelect select, SqlNode item) {
    SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
    copy.setSelectList(
        new SqlNodeList(List.of(FunctionTables.named(item, ANSWER)), select.getParserPosition()));
    return copy;
  }

  /** Whether the rows of a query are those of its FROM and WHERE, with as many columns. */
  private static boolean isPlain(SqlSelect select, SqlCall row) {
    return select.getSelectList().size() == row.operandCount()
        && select.getFrom() != null
        && select.getGroup() == null
        && select.getHaving() == null
        && select.getQualify() == null
        && select.getWindowList().isEmpty()
        && select.getFetch() == null
        && select.getOffset() == null
        && !select.isDistinct()
        && select.getSelectList().stream().allMatch(RowQueries::isSimple);
  }

  private static boolean isSimple(SqlNode item) {
    return item instanceof SqlLiteral || (item instanceof SqlIdentifier name && !name.isStar());
  }

  /** The row with columns that mean the same inside of a query; null if that is not sure. */
  private @Nullable SqlCall qualified(SqlCall row, SqlNode query) {
    Set<String> inner = new HashSet<>();
    if (query instanceof SqlSelect select && select.getFrom() != null) {
      aliases(select.getFrom(), inner);
    }
    SqlSelect around = queries.peek();
    SqlNode from = around == null ? null : around.getFrom();
    SqlNode alias =
        from != null && from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : from;
    List<SqlNode> columns = new ArrayList<>();
    for (SqlNode field : row.getOperandList()) {
      if (field instanceof SqlLiteral) {
        columns.add(field);
      } else if (field instanceof SqlIdentifier name
          && name.names.size() == 2
          && !inner.contains(name.names.get(0))) {
        columns.add(name);
      } else if (field instanceof SqlIdentifier name
          && name.isSimple()
          && queries.size() == 1
          && alias instanceof SqlIdentifier table
          && !inner.contains(table.names.get(table.names.size() - 1))) {
        String last = table.names.get(table.names.size() - 1);
        columns.add(new SqlIdentifier(List.of(last, name.getSimple()), name.getParserPosition()));
      } else {
        return null;
      }
    }
    return SqlStdOperatorTable.ROW.createCall(row.getParserPosition(), columns);
  }

  private static void aliases(SqlNode from, Set<String> aliases) {
    if (from instanceof SqlJoin join) {
      aliases(join.getLeft(), aliases);
      aliases(join.getRight(), aliases);
      return;
    }
    SqlNode name = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : from;
    if (name instanceof SqlIdentifier identifier) {
      aliases.add(identifier.names.get(identifier.names.size() - 1));
    }
  }

  /** Whether any answer decides; unknown if none does but one is unknown. */
  private SqlNode quantified(SqlCall call, SqlOperator comparison, boolean all) {
    SqlNode query = query(call);
    SqlCall qualified = qualified(call.operand(0), query);
    if (qualified != null
        && query instanceof SqlSelect select
        && isPlain(select, call.operand(0))) {
      SqlParserPos pos = call.getParserPosition();
      SqlNode fields = fields(select);
      return with(select, decision(comparison.createCall(pos, qualified, fields), all, pos));
    }
    SqlParserPos pos = call.getParserPosition();
    return FunctionTables.select(
        List.of(FunctionTables.named(decision(ANSWER, all, pos), ANSWER)),
        SqlStdOperatorTable.AS.createCall(pos, answers(call, comparison), ANSWERS),
        pos);
  }

  private static SqlNode decision(SqlNode answer, boolean all, SqlParserPos pos) {
    SqlNode decides = all ? SqlStdOperatorTable.NOT.createCall(pos, answer) : answer;
    SqlNode unknown = SqlStdOperatorTable.IS_NULL.createCall(pos, answer);
    return new SqlCase(
        pos,
        null,
        new SqlNodeList(
            List.of(
                StatementRewriter.call("bool_or", pos, decides),
                StatementRewriter.call("bool_or", pos, unknown)),
            pos),
        new SqlNodeList(
            List.of(SqlLiteral.createBoolean(!all, pos), SqlLiteral.createUnknown(pos)), pos),
        SqlLiteral.createBoolean(all, pos));
  }
}
