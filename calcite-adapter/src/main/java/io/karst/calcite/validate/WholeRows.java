package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.function.WholeRow;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** The name of a table, where no column has it, is the whole row as a value. */
final class WholeRows extends SqlShuttle {
  private static final SqlNameMatcher MATCHER = SqlNameMatchers.withCaseSensitive(true);

  private final KarstValidator validator;
  private final SqlValidatorScope scope;

  /** Names of the select list, in ORDER BY and GROUP BY. */
  private final Set<String> outputs = new HashSet<>();

  private boolean outputsSeen;

  private WholeRows(KarstValidator validator, SqlValidatorScope scope) {
    this.validator = validator;
    this.scope = scope;
  }

  /** Replaces such names in a query. */
  static void rewrite(KarstValidator validator, SqlSelect select) {
    SqlValidatorScope scope = validator.getWhereScope(select);
    if (scope == null) {
      return;
    }
    WholeRows rows = new WholeRows(validator, scope);
    select.setSelectList(rows.items(select.getSelectList()));
    select.setWhere(rows.replaced(select.getWhere()));
    select.setHaving(rows.replaced(select.getHaving()));
    select.setQualify(rows.replaced(select.getQualify()));
    rows.conditions(select.getFrom());
    rows.outputsSeen = true;
    select.setGroupBy((SqlNodeList) rows.replaced(select.getGroup()));
    SqlNodeList order = select.getOrderList();
    for (int i = 0; order != null && i < order.size(); i++) {
      SqlNode key = requireNonNull(order.get(i).accept(rows));
      if (!key.equalsDeep(order.get(i), Litmus.IGNORE)) {
        order.set(i, key);
      }
    }
  }

  private @Nullable SqlNode replaced(@Nullable SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  private SqlNodeList items(SqlNodeList list) {
    SqlNodeList items = new SqlNodeList(list.getParserPosition());
    for (SqlNode item : list) {
      SqlNode replaced = requireNonNull(item.accept(this));
      if (item instanceof SqlIdentifier name && replaced.getKind() != SqlKind.IDENTIFIER) {
        outputs.add(name.getSimple());
        replaced = FunctionTables.named(replaced, name);
      } else if (item.getKind() == SqlKind.AS) {
        outputs.add(((SqlCall) item).operand(1).toString());
      }
      items.add(replaced);
    }
    return items;
  }

  private void conditions(@Nullable SqlNode from) {
    if (from instanceof SqlJoin join) {
      conditions(join.getLeft());
      conditions(join.getRight());
      if (join.getConditionType() == JoinConditionType.ON) {
        join.setOperand(5, requireNonNull(replaced(join.getCondition())));
      }
    }
  }

  /** The table that a name means, or null if it is the name of a column or of nothing. */
  private SqlValidatorScope.@Nullable Resolve table(SqlNode node) {
    if (!(node instanceof SqlIdentifier name)
        || !name.isSimple()
        || name.isStar()
        || (outputsSeen && outputs.contains(name.getSimple()))) {
      return null;
    }
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(name.getSimple()), MATCHER, false, resolved);
    if (resolved.count() != 1
        || validator.makeNullaryCall(name) != null
        || !scope.findQualifyingTableNames(name.getSimple(), name, MATCHER).isEmpty()) {
      return null;
    }
    SqlValidatorScope.Resolve table = resolved.only();
    return table.rowType().isStruct() ? table : null;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    SqlValidatorScope.Resolve table = table(name);
    if (table == null) {
      return name;
    }
    if (isScalar(table)) {
      return column(name, table.rowType().getFieldNames().get(0));
    }
    SqlNode row = row(name, table);
    return table.rowType().isNullable() ? orNull(name, table, row) : row;
  }

  /** Whether a table is a function of one column: its name is the value, not a row of one. */
  private static boolean isScalar(SqlValidatorScope.Resolve table) {
    SqlNode node = table.namespace.getNode();
    while (node != null && (node.getKind() == SqlKind.AS || node.getKind() == SqlKind.LATERAL)) {
      node = ((SqlCall) node).operand(0);
    }
    return node instanceof SqlCall call
        && (call.getKind() == SqlKind.COLLECTION_TABLE
            || call.getKind() == SqlKind.UNNEST
            || call.getOperator() instanceof SqlFunction)
        && table.rowType().getFieldCount() == 1;
  }

  private static SqlIdentifier column(SqlIdentifier table, String column) {
    return new SqlIdentifier(List.of(table.getSimple(), column), table.getParserPosition());
  }

  private static SqlNode row(SqlIdentifier name, SqlValidatorScope.Resolve table) {
    List<String> names = new ArrayList<>();
    List<SqlNode> columns = new ArrayList<>();
    for (String column : table.rowType().getFieldNames()) {
      if (!KarstValidator.isHidden(table.namespace.getTable(), column)) {
        names.add(DuplicateNames.plain(column));
        columns.add(column(name, column));
      }
    }
    return new WholeRow(names).createCall(name.getParserPosition(), columns);
  }

  /** A test of every column. */
  private static SqlNode allOf(SqlOperator test, SqlCall row) {
    SqlNode all = null;
    for (SqlNode column : row.getOperandList()) {
      SqlNode one = test.createCall(row.getParserPosition(), column);
      all =
          all == null ? one : SqlStdOperatorTable.AND.createCall(row.getParserPosition(), all, one);
    }
    return all == null ? SqlLiteral.createBoolean(true, row.getParserPosition()) : all;
  }

  /** NULL where an outer join found no row, which a column says that is never NULL otherwise. */
  private static SqlNode orNull(SqlIdentifier name, SqlValidatorScope.Resolve table, SqlNode row) {
    SqlParserPos pos = name.getParserPosition();
    for (RelDataTypeField field : table.namespace.getRowType().getFieldList()) {
      if (!field.getType().isNullable()
          && !KarstValidator.isHidden(table.namespace.getTable(), field.getName())) {
        SqlNode present =
            SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, column(name, field.getName()));
        return new SqlCase(
            pos, null, SqlNodeList.of(present), SqlNodeList.of(row), SqlLiteral.createNull(pos));
      }
    }
    throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "whole rows of the optional side of an outer join are not supported"
                + " without a column that is NOT NULL")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    switch (call.getKind()) {
      case SELECT, WITH, ORDER_BY, UNION, INTERSECT, EXCEPT -> {
        return call;
      }
      case AS -> {
        return call.getOperator()
            .createCall(
                call.getParserPosition(),
                requireNonNull(call.operand(0).accept(this)),
                call.operand(1));
      }
      case DOT -> {
        if (table(call.operand(0)) != null && call.operand(1) instanceof SqlIdentifier field) {
          return column(call.operand(0), field.getSimple());
        }
        SqlNode operand = requireNonNull(call.operand(0).accept(this));
        return call.getOperator().createCall(call.getParserPosition(), operand, call.operand(1));
      }
      case OVER -> {
        SqlNode window = call.operand(1);
        return call.getOperator()
            .createCall(
                call.getParserPosition(),
                requireNonNull(call.operand(0).accept(this)),
                window instanceof SqlIdentifier ? window : requireNonNull(window.accept(this)));
      }
      case IS_NULL, IS_NOT_NULL -> {
        SqlValidatorScope.Resolve table = table(call.operand(0));
        if (table != null) {
          return allOf(call.getOperator(), (SqlCall) row(call.operand(0), table));
        }
      }
      default -> {}
    }
    return super.visit(call);
  }
}
