package io.karst.sql.dml;

import io.karst.calcite.ast.LockingQuery;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.Names;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.query.Queries;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * SELECT ... FOR UPDATE and FOR SHARE: all rows are read and locked before the first one is handed
 * out. Both lock alike. The query gets the entity ids of its tables as further columns.
 */
public final class LockingStatement implements CompiledStatement {
  private final CompiledQuery query;
  private final List<Target> targets;
  private final List<ResultColumn> columns;
  private final LockingQuery.Waiting waiting;
  private final LockedRange range;
  private final List<ParameterInfo> parameters;

  private LockingStatement(
      CompiledQuery query,
      List<Target> targets,
      LockingQuery.Waiting waiting,
      LockedRange range,
      List<ParameterInfo> parameters) {
    this.query = query;
    this.waiting = waiting;
    this.range = range;
    this.parameters = parameters;
    this.targets = List.copyOf(targets);
    List<ResultColumn> all = query.columns();
    this.columns = List.copyOf(all.subList(0, all.size() - targets.size()));
  }

  /** Compiles a locking query over entity types. */
  public static LockingStatement compile(StatementContext context, LockingQuery statement) {
    ParameterTypes parameters = new ParameterTypes(statement.query());
    SqlNode node = statement.query();
    SqlNode inner = node instanceof SqlOrderBy ordered ? ordered.query : node;
    if (!(inner instanceof SqlSelect select)
        || select.isDistinct()
        || select.getGroup() != null
        || select.getHaving() != null
        || select.getFrom() == null) {
      throw unsupported("FOR UPDATE with anything but a plain SELECT from tables is");
    }
    List<Target> targets = new ArrayList<>();
    List<SqlNode> items = new ArrayList<>(select.getSelectList().getList());
    List<String> wanted = Names.simple(statement.tables());
    addTables(context, select.getFrom(), wanted, targets, items);
    select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
    boolean skip = statement.waiting() == LockingQuery.Waiting.SKIP;
    LockedRange range = skip ? LockedRange.of(node, parameters) : LockedRange.ALL;
    CompiledQuery query = Queries.compile(skip ? LockedRange.without(node) : node, context, null);
    parameters.addAll(query.parameters());
    return new LockingStatement(query, targets, statement.waiting(), range, parameters.toList());
  }

  private static void addTables(
      StatementContext context,
      SqlNode from,
      List<String> wanted,
      List<Target> targets,
      List<SqlNode> items) {
    if (from instanceof SqlJoin join) {
      addTables(context, join.getLeft(), wanted, targets, items);
      addTables(context, join.getRight(), wanted, targets, items);
      return;
    }
    SqlNode table = from;
    String alias = null;
    if (from.getKind() == SqlKind.AS && from instanceof SqlBasicCall call) {
      table = call.operand(0);
      alias = ((SqlIdentifier) call.operand(1)).getSimple();
    }
    if (table.getKind() == SqlKind.TABLE_REF && table instanceof SqlBasicCall call) {
      table = call.operand(0);
    }
    if (!(table instanceof SqlIdentifier identifier)) {
      if (alias != null && !wanted.isEmpty() && !wanted.contains(alias)) {
        return;
      }
      throw unsupported("FOR UPDATE of anything but tables is");
    }
    String name = alias == null ? Names.simple(identifier) : alias;
    if (!wanted.isEmpty() && !wanted.contains(name)) {
      return;
    }
    Target target = Target.require(context, identifier);
    if (target.type() == null) {
      throw unsupported("FOR UPDATE of table \"" + target.name().name() + "\" is");
    }
    items.add(
        SqlStdOperatorTable.AS.createCall(
            SqlParserPos.ZERO,
            new SqlIdentifier(List.of(name, "_id"), SqlParserPos.ZERO),
            new SqlIdentifier("$lock" + targets.size(), SqlParserPos.ZERO)));
    targets.add(target);
  }

  private static KarstException unsupported(String what) {
    return new KarstException(ErrorCode.FEATURE_NOT_SUPPORTED, what + " not supported");
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public boolean isQuery() {
    return true;
  }

  @Override
  public String commandTag() {
    return "SELECT";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return parameters;
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<String> explain() {
    return Explained.over("LockRows", query.explain());
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] values) {
    return StatementResult.query(
        commandTag(),
        columns,
        new ListCursor(
            waiting == LockingQuery.Waiting.SKIP ? free(context, values) : all(context, values)));
  }

  /** The rows that others have not locked, as many as are wanted. */
  private List<@Nullable Object[]> free(StatementContext context, @Nullable Object[] values) {
    long skip = range.offset(values);
    long limit = range.limit(values);
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (RowCursor cursor = query.open(context, values, null)) {
      while (rows.size() < limit && cursor.next()) {
        context.cancellation().check();
        @Nullable Object[] row = row(cursor);
        if (lockFree(context, row) && skip-- <= 0) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private @Nullable Object[] row(RowCursor cursor) {
    @Nullable Object[] row = new @Nullable Object[columns.size() + targets.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = cursor.get(i);
    }
    return row;
  }

  private boolean lockFree(StatementContext context, @Nullable Object[] row) {
    for (int i = 0; i < targets.size(); i++) {
      Object id = row[columns.size() + i];
      Target target = targets.get(i);
      if (id != null && !target.table().tryLock(context.transaction(), new Object[] {id})) {
        return false;
      }
    }
    return true;
  }

  private List<@Nullable Object[]> all(StatementContext context, @Nullable Object[] values) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (RowCursor cursor = query.open(context, values, null)) {
      while (cursor.next()) {
        rows.add(row(cursor));
      }
    }
    for (@Nullable Object[] row : rows) {
      context.cancellation().check();
      if (waiting == LockingQuery.Waiting.WAIT) {
        lock(context, row);
      } else if (!lockFree(context, row)) {
        throw new KarstException(
            ErrorCode.LOCK_NOT_AVAILABLE,
            "could not obtain lock on row in relation \"" + targets.get(0).name().name() + "\"");
      }
    }
    return rows;
  }

  private void lock(StatementContext context, @Nullable Object[] row) {
    for (int i = 0; i < targets.size(); i++) {
      Object id = row[columns.size() + i];
      if (id != null) {
        targets.get(i).table().lock(context.transaction(), new Object[] {id});
      }
    }
  }
}
