package io.karst.sql.dml;

import io.karst.calcite.ast.Delete;
import io.karst.calcite.ast.Insert;
import io.karst.calcite.ast.KarstStatement;
import io.karst.calcite.ast.Merge;
import io.karst.calcite.ast.StatementNode;
import io.karst.calcite.ast.Update;
import io.karst.calcite.ast.WithChanges;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.query.TableReferences;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose WITH changes rows. All its parts see the tables as they were before it, and
 * each other through the rows they return only.
 *
 * <p>The changes run one after the other. Where a part reads tables, they are tried before on the
 * state there was and undone, so that it reads that state; what they return when they are done must
 * be what they returned when they were tried.
 */
public final class WithChangesStatement implements CompiledStatement {
  private final Supplier<WithChanges> parser;
  private final BiFunction<SqlNode, StatementContext, CompiledStatement> compiler;
  private final List<ParameterInfo> parameters;
  private final @Nullable List<ResultColumn> columns;
  private final String tag;

  private WithChangesStatement(
      Supplier<WithChanges> parser,
      BiFunction<SqlNode, StatementContext, CompiledStatement> compiler,
      List<ParameterInfo> parameters,
      @Nullable List<ResultColumn> columns,
      String tag) {
    this.parser = parser;
    this.compiler = compiler;
    this.parameters = parameters;
    this.columns = columns;
    this.tag = tag;
  }

  /**
   * Compiles it to know its parameters and columns; its parts are compiled again when it runs.
   *
   * @param parser gives its syntax tree, a new one each time
   * @param compiler compiles a part
   */
  public static WithChangesStatement compile(
      StatementContext context,
      Supplier<WithChanges> parser,
      BiFunction<SqlNode, StatementContext, CompiledStatement> compiler) {
    WithChanges node = parser.get();
    requireIndependent(context, node);
    ParameterTypes parameters = new ParameterTypes(new StatementNode(SqlParserPos.ZERO, node));
    List<SqlWithItem> items = new ArrayList<>();
    for (SqlWithItem item : node.items()) {
      if (!WithChanges.isChange(item)) {
        items.add(item);
        continue;
      }
      CompiledStatement change = compiler.apply(CommonRows.with(items, item.query), context);
      parameters.addAll(change.parameters());
      if (change.columns() == null) {
        requireUnread(node, item);
      } else {
        items.add(CommonRows.item(item, change.columns(), List.of()));
      }
    }
    CompiledStatement main = compiler.apply(CommonRows.with(items, node.statement()), context);
    parameters.addAll(main.parameters());
    return new WithChangesStatement(
        parser, compiler, parameters.toList(), main.columns(), main.commandTag());
  }

  /** A change without RETURNING has no rows to read. */
  private static void requireUnread(WithChanges node, SqlWithItem item) {
    ObjectName name = new ObjectName("", item.name.getSimple());
    if (TableReferences.of(new StatementNode(SqlParserPos.ZERO, node), List.of(""))
        .contains(name)) {
      SqlParserPos position = item.name.getParserPosition();
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "WITH query \"" + name.name() + "\" does not have a RETURNING clause")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
  }

  /** A change that reads a table which a change before it writes would read the new rows. */
  private static void requireIndependent(StatementContext context, WithChanges node) {
    Set<ObjectName> written = new HashSet<>();
    List<SqlNode> changes = new ArrayList<>();
    for (SqlWithItem item : node.items()) {
      if (WithChanges.isChange(item)) {
        changes.add(item.query);
      }
    }
    if (node.statement() instanceof StatementNode) {
      changes.add(node.statement());
    }
    for (SqlNode change : changes) {
      Set<ObjectName> touched = tablesRead(context, node, change);
      touched.addAll(named(context, target(change)));
      if (changes.size() > 1 && touched.stream().anyMatch(name -> isView(context, name))) {
        throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "several changes in one statement of which one reads or writes a view are not"
                + " supported");
      }
      for (ObjectName read : tablesRead(context, node, change)) {
        if (written.contains(read)) {
          throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "a change that reads table \""
                  + read.name()
                  + "\", which another part of the statement changes, is not supported");
        }
      }
      written.addAll(named(context, target(change)));
    }
  }

  private static boolean isView(StatementContext context, ObjectName name) {
    return context.database().hasCollection(name.schema())
        && Names.collection(context, name).catalog().views().containsKey(name.name());
  }

  private static SqlIdentifier target(SqlNode change) {
    KarstStatement statement = ((StatementNode) change).statement();
    if (statement instanceof Insert insert) {
      return insert.table();
    }
    if (statement instanceof Update update) {
      return update.table();
    }
    if (statement instanceof Delete delete) {
      return delete.table();
    }
    if (statement instanceof Merge merge) {
      return merge.table();
    }
    throw new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "a WITH clause that changes rows before " + statement.tag() + " is not supported");
  }

  private static List<ObjectName> named(StatementContext context, SqlIdentifier table) {
    int parts = table.names.size();
    List<ObjectName> names = new ArrayList<>();
    if (parts > 1) {
      names.add(new ObjectName(table.names.get(parts - 2), table.names.get(parts - 1)));
    } else {
      context.searchPath().forEach(schema -> names.add(new ObjectName(schema, table.getSimple())));
    }
    return names;
  }

  /** The tables a part reads, also through items of WITH that are queries; no items themselves. */
  private static Set<ObjectName> tablesRead(
      StatementContext context, WithChanges node, SqlNode part) {
    Set<ObjectName> read = new HashSet<>();
    List<SqlNode> nodes = new ArrayList<>(List.of(part));
    for (SqlWithItem item : node.items()) {
      if (!WithChanges.isChange(item)) {
        nodes.add(item.query);
      }
    }
    for (SqlNode each : nodes) {
      read.addAll(TableReferences.of(each, context.searchPath()));
    }
    if (part instanceof StatementNode change) {
      KarstStatement statement = change.statement();
      if (!(statement instanceof Insert)) {
        read.addAll(named(context, target(part)));
      }
      SqlNode from =
          statement instanceof Update update
              ? update.from()
              : statement instanceof Delete delete ? delete.using() : null;
      if (from != null) {
        read.addAll(TableReferences.inFrom(from, context.searchPath()));
      }
      if (statement instanceof Merge merge) {
        read.addAll(TableReferences.inFrom(merge.source(), context.searchPath()));
      }
    }
    Set<String> items = new HashSet<>();
    node.items().forEach(item -> items.add(item.name.getSimple()));
    read.removeIf(name -> items.contains(name.name()));
    return read;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public String commandTag() {
    return tag;
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
  public SqlResult execute(StatementContext context, @Nullable Object[] values) {
    WithChanges node = parser.get();
    PartContext parts = new PartContext(context);
    boolean query = !(node.statement() instanceof StatementNode);
    boolean tries = readsTables(context, node);
    List<List<@Nullable Object[]>> tried = new ArrayList<>();
    if (tries) {
      List<SqlWithItem> items = changes(parts, node, values, tried, true);
      if (query) {
        Outcome outcome = run(parts, CommonRows.with(items, node.statement()), values);
        changes(parts, parser.get(), values, tried, false);
        return StatementResult.query(tag, outcome.columns, new ListCursor(outcome.rows));
      }
    }
    List<SqlWithItem> items = changes(parts, tries ? parser.get() : node, values, tried, false);
    Outcome outcome =
        run(parts, CommonRows.with(items, (tries ? parser.get() : node).statement()), values);
    return outcome.result(tag, query);
  }

  /** Whether the statement itself, or a change that is not the first, reads a table. */
  private static boolean readsTables(StatementContext context, WithChanges node) {
    boolean first = true;
    for (SqlWithItem item : node.items()) {
      if (WithChanges.isChange(item)) {
        if (!first && !tablesRead(context, node, item.query).isEmpty()) {
          return true;
        }
        first = false;
      }
    }
    return !tablesRead(context, node, node.statement()).isEmpty();
  }

  /**
   * Runs the changes of the WITH clause.
   *
   * @param known the rows of each when it was tried: added if this is the try, else compared
   * @param trying whether each is undone
   * @return the items of WITH for the statement
   */
  private List<SqlWithItem> changes(
      PartContext context,
      WithChanges node,
      @Nullable Object[] values,
      List<List<@Nullable Object[]>> known,
      boolean trying) {
    List<SqlWithItem> items = new ArrayList<>();
    int next = 0;
    for (SqlWithItem item : node.items()) {
      if (!WithChanges.isChange(item)) {
        items.add(item);
        continue;
      }
      long mark = trying ? context.transaction().mark() : -1;
      Outcome outcome = run(context, CommonRows.with(items, item.query), values);
      if (trying) {
        context.transaction().rollbackTo(mark);
        context.transaction().releaseMark(mark);
        known.add(outcome.rows);
      } else if (next < known.size() && !same(known.get(next), outcome.rows)) {
        throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "WITH query \""
                + item.name.getSimple()
                + "\" returns other rows each time: that is not supported beside parts that read"
                + " tables");
      }
      next++;
      if (outcome.returning) {
        items.add(CommonRows.item(item, outcome.columns, outcome.rows));
      }
    }
    return items;
  }

  private static boolean same(List<@Nullable Object[]> left, List<@Nullable Object[]> right) {
    return Arrays.deepEquals(left.toArray(), right.toArray());
  }

  /** What a part gave. */
  private record Outcome(
      List<ResultColumn> columns, List<@Nullable Object[]> rows, boolean returning, long count) {
    SqlResult result(String tag, boolean query) {
      if (query) {
        return StatementResult.query(tag, columns, new ListCursor(rows));
      }
      return returning
          ? StatementResult.returning(tag, count, null, columns, new ListCursor(rows))
          : StatementResult.changed(tag, count, null);
    }
  }

  private Outcome run(PartContext context, SqlNode part, @Nullable Object[] values) {
    context.cancellation().check();
    CompiledStatement statement = compiler.apply(part, context);
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (SqlResult result = statement.execute(context, values)) {
      int width = result.columns().size();
      RowCursor cursor = result.rows();
      while (result.hasRows() && cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
          row[i] = cursor.get(i);
        }
        rows.add(row);
      }
      return new Outcome(result.columns(), rows, result.hasRows(), result.updateCount());
    }
  }
}
