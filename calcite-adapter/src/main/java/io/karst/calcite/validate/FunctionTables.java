package io.karst.calcite.validate;

import io.karst.calcite.ast.RecordRows;
import io.karst.calcite.ast.RowsFrom;
import io.karst.calcite.ast.Selects;
import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.SetFunction;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlUserDefinedTableFunction;

/** Functions in FROM that Calcite has no syntax for, as queries without FROM. */
final class FunctionTables {
  private static final String ORDINALITY = "ordinality";

  /** Table functions of Calcite. */
  private static final Set<String> CALCITE = Set.of("tumble", "hop", "session");

  private FunctionTables() {}

  /**
   * {@code ROWS FROM (...)} as a query that returns its rows; an alias names the first columns.
   *
   * @param table the call, or AS with the call as its operand
   */
  static SqlCall query(SqlCall table) {
    SqlCall alias = table.getKind() == SqlKind.AS ? table : withAlias(table);
    if (RecordRows.is(alias.operand(0))) {
      return RecordTables.query(alias);
    }
    SqlCall rows = rowsOf(alias);
    List<SqlNode> names = alias.getOperandList().subList(2, alias.operandCount());
    SqlNodeList calls = rows.operand(0);
    boolean numbered = ((SqlLiteral) rows.operand(1)).booleanValue();
    SqlNode first = calls.get(0);
    if (isWide((SqlCall) first)) {
      if (calls.size() > 1) {
        throw refused(first, "ROWS FROM of a function that returns several columns");
      }
      SqlNode wide = wide((SqlCall) first, rows.getParserPosition());
      List<SqlNode> operands = new ArrayList<>(alias.getOperandList());
      operands.set(0, wide);
      return alias.getOperator().createCall(alias.getParserPosition(), operands);
    }
    if (names.size() > calls.size() + (numbered ? 1 : 0)) {
      throw new KarstException(
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "table \""
                  + alias.operand(1)
                  + "\" has "
                  + (calls.size() + (numbered ? 1 : 0))
                  + " columns available but "
                  + names.size()
                  + " columns specified")
          .withPosition(
              alias.getParserPosition().getLineNum(), alias.getParserPosition().getColumnNum());
    }
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode node : calls) {
      SqlCall call = (SqlCall) node;
      SqlCall scalar =
          StatementRewriter.call(
              nameOf(call),
              call.getParserPosition(),
              call.getOperandList().toArray(new SqlNode[0]));
      if (!isSet(call) && (numbered || calls.size() > 1)) {
        SqlParserPos pos = call.getParserPosition();
        scalar =
            RowsFrom.unnest(
                SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, scalar), pos);
      }
      SqlNode name =
          calls.size() == 1 && names.isEmpty() && !nameOf(call).contains("_array_elements")
              ? alias.operand(1)
              : new SqlIdentifier(columnOf(nameOf(call)), call.getParserPosition());
      items.add(named(scalar, items.size() < names.size() ? names.get(items.size()) : name));
    }
    if (numbered) {
      SqlParserPos pos = rows.getParserPosition();
      items.add(
          named(
              StatementRewriter.call(SetFunction.ORDINALITY.getName(), pos),
              items.size() < names.size()
                  ? names.get(items.size())
                  : new SqlIdentifier(ORDINALITY, pos)));
    }
    return SqlStdOperatorTable.AS.createCall(
        alias.getParserPosition(), select(items, null, rows.getParserPosition()), alias.operand(1));
  }

  /** The call with the alias it has by itself. */
  private static SqlCall withAlias(SqlCall rows) {
    SqlNode first = rows.operand(0);
    String name = nameOf((SqlCall) (first instanceof SqlNodeList calls ? calls.get(0) : first));
    SqlParserPos pos = rows.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(pos, rows, new SqlIdentifier(name, pos));
  }

  static String nameOf(SqlCall call) {
    if (call.getOperator() instanceof SqlUnresolvedFunction function) {
      SqlIdentifier id = function.getNameAsId();
      return id.names.get(id.names.size() - 1).toLowerCase(Locale.ROOT);
    }
    return call.getOperator().getName().toLowerCase(Locale.ROOT);
  }

  /** Elements of JSON have a name of their own. */
  private static String columnOf(String function) {
    return function.contains("_array_elements") ? "value" : function;
  }

  private static boolean isSet(SqlCall call) {
    for (SqlOperator operator : KarstOperatorTable.INSTANCE.overloads(nameOf(call))) {
      if (operator instanceof SetFunction) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWide(SqlCall call) {
    for (SqlOperator operator : KarstOperatorTable.INSTANCE.overloads(nameOf(call))) {
      if (operator instanceof SqlUserDefinedTableFunction) {
        return !isSet(call);
      }
    }
    return false;
  }

  /** All columns of a function and the number of each row. */
  private static SqlNode wide(SqlCall call, SqlParserPos pos) {
    SqlWindow all =
        SqlWindow.create(
            null,
            null,
            SqlNodeList.EMPTY,
            SqlNodeList.EMPTY,
            SqlLiteral.createBoolean(false, pos),
            null,
            null,
            null,
            SqlWindow.createExcludeNoOthers(pos),
            pos);
    SqlNode number =
        SqlStdOperatorTable.OVER.createCall(
            pos, SqlStdOperatorTable.ROW_NUMBER.createCall(pos), all);
    SqlNode table =
        SqlStdOperatorTable.COLLECTION_TABLE.createCall(
            pos,
            new SqlUnresolvedFunction(
                    new SqlIdentifier(nameOf(call), pos),
                    null,
                    null,
                    null,
                    null,
                    SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION)
                .createCall(pos, call.getOperandList()));
    return select(
        List.of(SqlIdentifier.star(pos), named(number, new SqlIdentifier(ORDINALITY, pos))),
        table,
        pos);
  }

  static SqlNode named(SqlNode node, SqlNode name) {
    return SqlStdOperatorTable.AS.createCall(node.getParserPosition(), node, name);
  }

  static SqlSelect select(
      List<SqlNode> items, @org.jspecify.annotations.Nullable SqlNode from, SqlParserPos pos) {
    return Selects.of(new SqlNodeList(items, pos), from, null, pos);
  }

  private static KarstException refused(SqlNode node, String what) {
    SqlParserPos pos = node.getParserPosition();
    return new KarstException(ErrorCode.FEATURE_NOT_SUPPORTED, what)
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  /** Whether a table, with or without alias, is rows of functions that need a query. */
  static boolean isRows(SqlNode node) {
    SqlNode table = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
    return RowsFrom.is(table) || RecordRows.is(table) || isScalar(table);
  }

  /** Whether a function in FROM returns a value, which is a row. */
  private static boolean isScalar(SqlNode table) {
    if (table.getKind() != SqlKind.COLLECTION_TABLE
        || !(((SqlCall) table).operand(0) instanceof SqlCall call)
        || !(call.getOperator() instanceof SqlUnresolvedFunction)) {
      return false;
    }
    String name = nameOf(call);
    for (SqlOperator operator : KarstOperatorTable.INSTANCE.overloads(name)) {
      if (operator instanceof SqlUserDefinedTableFunction) {
        return false;
      }
    }
    return !CALCITE.contains(name) && KarstOperatorTable.INSTANCE.hasFunction(name);
  }

  /** The call behind an alias. */
  private static SqlCall rowsOf(SqlCall alias) {
    SqlNode table = alias.operand(0);
    return (SqlCall)
        (RowsFrom.is(table) ? table : RowsFrom.of(List.of(table), table.getParserPosition()));
  }

  /**
   * {@code EXISTS} of a select list that may return no row: Calcite drops select lists unless the
   * query has a limit.
   */
  static SqlCall exists(SqlCall exists) {
    if (!(exists.operand(0) instanceof SqlSelect select)) {
      return exists;
    }
    for (SqlNode item : select.getSelectList()) {
      if (callsSet(item)) {
        SqlParserPos pos = select.getParserPosition();
        SqlNode one = SqlLiteral.createExactNumeric("1", pos);
        return exists
            .getOperator()
            .createCall(
                exists.getParserPosition(),
                new SqlOrderBy(pos, select, SqlNodeList.EMPTY, null, one));
      }
    }
    return exists;
  }

  private static boolean callsSet(SqlNode node) {
    if (!(node instanceof SqlCall call) || node.isA(SqlKind.QUERY)) {
      return false;
    }
    if (call.getOperator() instanceof SqlUnresolvedFunction && isSet(call)) {
      return true;
    }
    for (SqlNode operand : call.getOperandList()) {
      if (operand != null && callsSet(operand)) {
        return true;
      }
    }
    return false;
  }
}
