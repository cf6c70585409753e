package io.karst.calcite.validate;

import io.karst.calcite.parser.action.FrameGroups;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Window syntax that Calcite accepts and computes wrongly or not at all: FILTER before OVER becomes
 * CASE in the arguments, and a window that refers to another by name is written out.
 */
final class WindowSyntax {
  private static final Set<String> KEEPS_NULLS =
      Set.of("array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg");

  private static final Set<String> FRAMELESS =
      Set.of(
          "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead");

  private static final Set<String> RANKS =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

  private final Deque<Map<String, SqlWindow>> declared = new ArrayDeque<>();

  /** Remembers the windows a query declares while its parts are visited. */
  void enter(SqlCall call) {
    if (call instanceof SqlSelect select) {
      Map<String, SqlWindow> names = new HashMap<>();
      for (SqlNode node : select.getWindowList()) {
        if (node instanceof SqlWindow window && window.getDeclName() != null) {
          names.put(window.getDeclName().getSimple(), window);
        }
      }
      declared.push(names);
    }
  }

  void leave(SqlCall call) {
    if (call instanceof SqlSelect) {
      declared.pop();
    }
  }

  /** {@code (name ORDER BY .. ROWS ..)} with the partition and order of the named window. */
  SqlWindow inline(SqlWindow window) {
    SqlIdentifier name = window.getRefName();
    SqlWindow base = name == null || declared.isEmpty() ? null : find(name);
    if (base == null) {
      return window;
    }
    SqlWindow whole = inline(base);
    SqlNodeList order = order(whole.getOrderList(), window.getOrderList());
    return SqlWindow.create(
        window.getDeclName(),
        null,
        whole.getPartitionList(),
        order,
        SqlLiteral.createBoolean(window.isRows(), SqlParserPos.ZERO),
        window.getLowerBound(),
        window.getUpperBound(),
        null,
        window.getExclude(),
        window.getParserPosition());
  }

  /** A window's own order or that of the window it refers to; the mark of GROUPS is no order. */
  private static SqlNodeList order(SqlNodeList base, SqlNodeList own) {
    if (own.isEmpty()) {
      return base;
    }
    if (own.size() > 1 || !isGroups(own.get(0))) {
      return own;
    }
    List<SqlNode> keys = new ArrayList<>(base.getList());
    keys.add(own.get(0));
    return new SqlNodeList(keys, own.getParserPosition());
  }

  private static boolean isGroups(SqlNode key) {
    return key instanceof SqlCall call
        && call.getOperator().getName().equals(FrameGroups.OPERATOR.getName());
  }

  /** The window of a function that looks at no frame: Calcite wants none to be there. */
  private SqlNode withoutFrame(SqlNode node) {
    SqlWindow window = node instanceof SqlIdentifier name ? find(name) : (SqlWindow) node;
    if (window == null || window.getLowerBound() == null) {
      return node;
    }
    SqlWindow whole = inline(window);
    List<SqlNode> keys = new ArrayList<>(whole.getOrderList().getList());
    keys.removeIf(WindowSyntax::isGroups);
    return SqlWindow.create(
        null,
        null,
        whole.getPartitionList(),
        new SqlNodeList(keys, whole.getOrderList().getParserPosition()),
        SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
        null,
        null,
        null,
        SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO),
        window.getParserPosition());
  }

  /** A window without an order has one in which all rows are peers. */
  private SqlNode ordered(SqlNode node) {
    SqlWindow window = node instanceof SqlIdentifier name ? find(name) : (SqlWindow) node;
    SqlWindow whole = window == null ? null : inline(window);
    if (whole == null || !whole.getOrderList().isEmpty()) {
      return node;
    }
    SqlParserPos pos = node.getParserPosition();
    return SqlWindow.create(
        null,
        null,
        whole.getPartitionList(),
        SqlNodeList.of(SqlLiteral.createCharString("", pos)),
        SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
        null,
        null,
        null,
        SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO),
        pos);
  }

  private @Nullable SqlWindow find(SqlIdentifier name) {
    return declared.isEmpty() ? null : declared.getFirst().get(name.getSimple());
  }

  /** {@code f(x) FILTER (WHERE c) OVER w} as {@code f(CASE WHEN c THEN x END) OVER w}. */
  SqlCall over(SqlCall written) {
    SqlCall function = written.operand(0);
    while (function.getKind() == SqlKind.IGNORE_NULLS
        || function.getKind() == SqlKind.RESPECT_NULLS) {
      function = function.operand(0);
    }
    SqlCall over = written;
    if (FRAMELESS.contains(function.getOperator().getName().toLowerCase(Locale.ROOT))) {
      over =
          written
              .getOperator()
              .createCall(
                  written.getParserPosition(),
                  written.operand(0),
                  withoutFrame(written.operand(1)));
    }
    if (RANKS.contains(function.getOperator().getName().toLowerCase(Locale.ROOT))) {
      over =
          over.getOperator()
              .createCall(over.getParserPosition(), over.operand(0), ordered(over.operand(1)));
    }
    if (over.operand(0).getKind() != SqlKind.FILTER) {
      return over;
    }
    SqlCall filter = over.operand(0);
    SqlCall aggregate = filter.operand(0);
    SqlNode condition = filter.operand(1);
    String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
    SqlParserPos pos = aggregate.getParserPosition();
    if (KEEPS_NULLS.contains(name)) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED, name + " with FILTER as a window function")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : aggregate.getOperandList()) {
      boolean star = operand instanceof SqlIdentifier identifier && identifier.isStar();
      SqlNode value = star ? SqlLiteral.createExactNumeric("1", pos) : operand;
      operands.add(
          new SqlCase(
              pos,
              null,
              new SqlNodeList(List.of(condition), pos),
              new SqlNodeList(List.of(value), pos),
              SqlLiteral.createNull(pos)));
    }
    SqlCall filtered =
        aggregate
            .getOperator()
            .createCall(aggregate.getFunctionQuantifier(), pos, operands.toArray(new SqlNode[0]));
    return over.getOperator().createCall(over.getParserPosition(), filtered, over.operand(1));
  }
}
