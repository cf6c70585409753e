package io.karst.calcite.parser.action;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.Selects;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * SEARCH and CYCLE behind a recursive query, as columns that both of its parts compute: the way to
 * a row, and whether it has been there before.
 */
public final class RecursionClauses {
  private static final String STEP = "$step";

  private @Nullable Search search;
  private @Nullable Cycle cycle;

  private record Search(boolean depth, SqlNodeList by, SqlIdentifier sequence) {}

  private record Cycle(
      SqlNodeList by, SqlIdentifier mark, SqlNode value, SqlNode otherwise, SqlIdentifier path) {}

  /** {@code SEARCH DEPTH FIRST BY columns SET sequence}, or BREADTH. */
  public void search(boolean depth, SqlNodeList by, SqlIdentifier sequence) {
    search = new Search(depth, by, sequence);
  }

  /** {@code CYCLE columns SET mark TO value DEFAULT otherwise USING path}. */
  public void cycle(
      SqlNodeList by,
      SqlIdentifier mark,
      @Nullable SqlNode value,
      @Nullable SqlNode otherwise,
      SqlIdentifier path) {
    SqlParserPos pos = mark.getParserPosition();
    cycle =
        new Cycle(
            by,
            mark,
            value == null ? SqlLiteral.createBoolean(true, pos) : value,
            otherwise == null ? SqlLiteral.createBoolean(false, pos) : otherwise,
            path);
  }

  /** The query of a WITH clause with the columns of its clauses. */
  public SqlWithItem item(
      SqlIdentifier name, @Nullable SqlNodeList columns, SqlNode query, SqlLiteral recursive) {
    SqlParserPos pos = name.getParserPosition();
    if (search == null && cycle == null) {
      return new SqlWithItem(pos, name, columns, query, recursive);
    }
    if (!recursive.booleanValue()) {
      throw error(ErrorCode.SYNTAX_ERROR, "WITH query is not recursive", name);
    }
    if (query.getKind() != SqlKind.UNION) {
      throw error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "a SEARCH or CYCLE clause needs a query of two SELECTs joined by UNION",
          name);
    }
    SqlCall union = (SqlCall) query;
    SqlNode left = union.operand(0);
    if ((!(left instanceof SqlSelect) && left.getKind() != SqlKind.VALUES)
        || !(union.operand(1) instanceof SqlSelect right)) {
      throw error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "with a SEARCH or CYCLE clause, both sides of the UNION must be a SELECT",
          name);
    }
    List<SqlIdentifier> own = columns == null ? namesOf(left) : names(columns);
    checkNames(own);
    SqlIdentifier self = reference(right.getFrom(), name.getSimple());
    if (self == null) {
      throw error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "with a SEARCH or CYCLE clause, the recursive reference to WITH query \""
              + name.getSimple()
              + "\" must be at the top level of its right-hand SELECT",
          name);
    }
    List<SqlIdentifier> all = new ArrayList<>(own);
    if (search != null) {
      all.add(search.sequence);
    }
    if (cycle != null) {
      all.add(cycle.mark);
      all.add(cycle.path);
    }
    SqlCall both =
        union
            .getOperator()
            .createCall(union.getParserPosition(), first(left, own), next(right, self, own, all));
    return new SqlWithItem(pos, name, new SqlNodeList(all, pos), both, recursive);
  }

  /** Refuses changes in a WITH that is not that of the statement. */
  public static void requireTopLevel(int changes, SqlParserPos pos) {
    if (changes > 0) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "WITH clause containing a data-modifying statement must be at the top level")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
  }

  private static List<SqlIdentifier> names(SqlNodeList columns) {
    List<SqlIdentifier> names = new ArrayList<>();
    columns.forEach(column -> names.add((SqlIdentifier) column));
    return names;
  }

  private static List<SqlIdentifier> namesOf(SqlNode query) {
    List<SqlIdentifier> names = new ArrayList<>();
    SqlNodeList list =
        query instanceof SqlSelect select ? select.getSelectList() : SqlNodeList.of(query);
    for (SqlNode item : list) {
      SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
      if (!(name instanceof SqlIdentifier identifier) || identifier.isStar()) {
        throw error(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "a SEARCH or CYCLE clause needs the names of the columns of the query",
            item);
      }
      names.add(identifier.getComponent(identifier.names.size() - 1));
    }
    return names;
  }

  private void checkNames(List<SqlIdentifier> own) {
    List<String> names = new ArrayList<>();
    own.forEach(name -> names.add(name.getSimple()));
    if (search != null) {
      requireAll("search", search.by, names);
      requireNew("search sequence", search.sequence, names);
      names.add(search.sequence.getSimple());
    }
    if (cycle != null) {
      requireAll("cycle", cycle.by, names);
      requireNew("cycle mark", cycle.mark, names);
      names.add(cycle.mark.getSimple());
      requireNew("cycle path", cycle.path, names);
    }
  }

  private static void requireAll(String what, SqlNodeList by, List<String> names) {
    for (SqlNode column : by) {
      if (!names.contains(((SqlIdentifier) column).getSimple())) {
        throw error(
            ErrorCode.SYNTAX_ERROR,
            what + " column \"" + column + "\" not in WITH query column list",
            column);
      }
    }
  }

  private static void requireNew(String what, SqlIdentifier name, List<String> names) {
    if (names.contains(name.getSimple())) {
      throw error(
          ErrorCode.SYNTAX_ERROR,
          what + " column name \"" + name.getSimple() + "\" already used in WITH query column list",
          name);
    }
  }

  /** The name under which a FROM clause has the query itself. */
  private static @Nullable SqlIdentifier reference(@Nullable SqlNode from, String name) {
    if (from instanceof SqlJoin join) {
      SqlIdentifier left = reference(join.getLeft(), name);
      return left == null ? reference(join.getRight(), name) : left;
    }
    if (from != null && from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      return reference(as.operand(0), name) == null ? null : (SqlIdentifier) as.operand(1);
    }
    SqlNode table =
        from != null && from.getKind() == SqlKind.TABLE_REF ? ((SqlCall) from).operand(0) : from;
    return table instanceof SqlIdentifier identifier
            && identifier.isSimple()
            && identifier.getSimple().equals(name)
        ? identifier
        : null;
  }

  private SqlNode first(SqlNode left, List<SqlIdentifier> own) {
    SqlParserPos pos = left.getParserPosition();
    List<SqlNode> items = columns(own);
    if (search != null) {
      SqlNode start =
          search.depth
              ? array(row(search.by, null, pos), pos)
              : row(search.by, SqlLiteral.createExactNumeric("0", pos), pos);
      items.add(named(start, search.sequence));
    }
    if (cycle != null) {
      items.add(named(cycle.otherwise, cycle.mark));
      items.add(named(array(row(cycle.by, null, pos), pos), cycle.path));
    }
    return select(items, step(left, own), null, pos);
  }

  private SqlNode next(
      SqlSelect right, SqlIdentifier self, List<SqlIdentifier> own, List<SqlIdentifier> all) {
    SqlParserPos pos = right.getParserPosition();
    SqlSelect wide = (SqlSelect) right.clone(pos);
    SqlNodeList list = new SqlNodeList(right.getSelectList(), pos);
    for (SqlIdentifier added : all.subList(own.size(), all.size())) {
      list.add(new SqlIdentifier(List.of(self.getSimple(), added.getSimple()), pos));
    }
    wide.setSelectList(list);
    List<SqlNode> items = columns(own);
    if (search != null) {
      items.add(named(nextSequence(search, pos), search.sequence));
    }
    SqlNode where = null;
    if (cycle != null) {
      SqlNode row = row(cycle.by, null, pos);
      SqlNode path = column(cycle.path);
      SqlNode seen = FunctionOperators.call("$record_member", pos, List.of(row, path));
      SqlNode mark =
          new SqlCase(
              pos, null, SqlNodeList.of(seen), SqlNodeList.of(cycle.value), cycle.otherwise);
      items.add(named(mark, cycle.mark));
      items.add(named(SqlStdOperatorTable.CONCAT.createCall(pos, path, row), cycle.path));
      where = SqlStdOperatorTable.NOT_EQUALS.createCall(pos, column(cycle.mark), cycle.value);
    }
    return select(items, step(wide, all), where, pos);
  }

  private static SqlNode nextSequence(Search search, SqlParserPos pos) {
    SqlNode before = column(search.sequence);
    if (search.depth) {
      return SqlStdOperatorTable.CONCAT.createCall(pos, before, row(search.by, null, pos));
    }
    SqlNode depth = SqlStdOperatorTable.DOT.createCall(pos, before, new SqlIdentifier("f1", pos));
    SqlNode one = SqlLiteral.createExactNumeric("1", pos);
    return row(search.by, SqlStdOperatorTable.PLUS.createCall(pos, depth, one), pos);
  }

  private static SqlNode step(SqlNode query, List<SqlIdentifier> columns) {
    SqlParserPos pos = query.getParserPosition();
    List<SqlNode> alias = new ArrayList<>(List.of(query, new SqlIdentifier(STEP, pos)));
    alias.addAll(columns);
    return SqlStdOperatorTable.AS.createCall(pos, alias);
  }

  private static SqlIdentifier column(SqlNode name) {
    return new SqlIdentifier(
        List.of(STEP, ((SqlIdentifier) name).getSimple()), name.getParserPosition());
  }

  private static List<SqlNode> columns(List<SqlIdentifier> names) {
    List<SqlNode> columns = new ArrayList<>();
    names.forEach(name -> columns.add(column(name)));
    return columns;
  }

  private static SqlNode row(SqlNodeList by, @Nullable SqlNode first, SqlParserPos pos) {
    List<SqlNode> fields = new ArrayList<>();
    if (first != null) {
      fields.add(first);
    }
    by.forEach(name -> fields.add(column(requireNonNull(name))));
    return SqlStdOperatorTable.ROW.createCall(pos, fields);
  }

  private static SqlNode array(SqlNode element, SqlParserPos pos) {
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, element);
  }

  private static SqlNode named(SqlNode node, SqlIdentifier name) {
    return SqlStdOperatorTable.AS.createCall(node.getParserPosition(), node, name);
  }

  private static SqlSelect select(
      List<SqlNode> items, SqlNode from, @Nullable SqlNode where, SqlParserPos pos) {
    return Selects.of(new SqlNodeList(items, pos), from, where, pos);
  }

  private static KarstException error(ErrorCode code, String message, SqlNode place) {
    SqlParserPos pos = place.getParserPosition();
    return new KarstException(code, message).withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
