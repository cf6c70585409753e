package io.karst.sql.dml;

import io.karst.calcite.ast.Selects;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.calcite.schema.UpdatableView;
import io.karst.sql.ResultColumn;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Queries;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The query behind an UPDATE or DELETE: rows of the target in full width, then the values of
 * expressions. Rows stream; they are read to the end first if the statement looks at anything but
 * one scan of the target, so that it never sees its own changes.
 */
final class ChangeQuery {
  /** Under such a name a view shows a column of its table besides its own. */
  private static final String CARRIED = "$table";

  private final Target target;
  private final CompiledQuery query;
  private final int[] positions;
  private final int expressions;
  private final boolean materialise;
  private final boolean unique;

  private ChangeQuery(
      Target target,
      CompiledQuery query,
      int[] positions,
      int expressions,
      boolean materialise,
      boolean unique) {
    this.target = target;
    this.query = query;
    this.positions = positions;
    this.expressions = expressions;
    this.materialise = materialise;
    this.unique = unique;
  }

  /** The parts of the statement that make up the query. */
  record Parts(
      @Nullable SqlNodeList with,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlNode from,
      @Nullable SqlNode where) {}

  /**
   * Compiles the query.
   *
   * @param hoisted literals of the text that may become parameters
   * @param properties whether the hidden properties are read too
   */
  static ChangeQuery compile(
      StatementContext context,
      Target target,
      Parts parts,
      List<SqlNode> expressions,
      boolean properties,
      HoistedLiterals hoisted) {
    String name = parts.alias() == null ? target.label() : parts.alias().getSimple();
    List<SqlNode> items = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    Map<String, String> carried = new LinkedHashMap<>();
    for (int i = 0; i < target.columns().size(); i++) {
      TableColumn column = target.columns().get(i);
      boolean skip = column.hidden() && column.name().equals("properties") && !properties;
      if (!skip) {
        positions.add(i);
        String shown = target.view() == null ? column.name() : CARRIED + i;
        carried.put(column.name(), shown);
        items.add(new SqlIdentifier(List.of(name, shown), SqlParserPos.ZERO));
      }
    }
    for (int i = 0; i < expressions.size(); i++) {
      items.add(as(expressions.get(i), "$set" + i));
    }
    SqlNode table = table(target, parts);
    SqlNode select = select(target.from(table, true, carried), name, parts, items);
    UpdatableView view = target.view();
    boolean simple =
        parts.with() == null
            && (view == null || !view.readsOthers())
            && parts.from() == null
            && !hasQuery(parts.where())
            && expressions.stream().noneMatch(ChangeQuery::hasQuery);
    return new ChangeQuery(
        target,
        Queries.compilePart(select, context, null, hoisted),
        positions.stream().mapToInt(Integer::intValue).toArray(),
        expressions.size(),
        !simple,
        parts.from() != null);
  }

  private static SqlNode table(Target target, Parts parts) {
    ObjectName name = target.name();
    return new SqlIdentifier(
        List.of(name.schema(), name.name()), parts.table().getParserPosition());
  }

  private static SqlNode select(SqlNode table, String name, Parts parts, List<SqlNode> items) {
    SqlNode from = table;
    if (parts.alias() != null || !(table instanceof SqlIdentifier)) {
      from = as(from, name);
    }
    if (parts.from() != null) {
      from =
          new SqlJoin(
              SqlParserPos.ZERO,
              from,
              SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
              JoinType.COMMA.symbol(SqlParserPos.ZERO),
              parts.from(),
              JoinConditionType.NONE.symbol(SqlParserPos.ZERO),
              null);
    }
    SqlNode select = select(new SqlNodeList(items, SqlParserPos.ZERO), from, parts.where());
    return parts.with() == null ? select : new SqlWith(SqlParserPos.ZERO, parts.with(), select);
  }

  /** A plain SELECT. */
  static SqlSelect select(SqlNodeList items, SqlNode from, @Nullable SqlNode where) {
    return Selects.of(items, from, where, SqlParserPos.ZERO);
  }

  static SqlNode as(SqlNode node, String alias) {
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, node, new SqlIdentifier(alias, SqlParserPos.ZERO));
  }

  private static boolean hasQuery(@Nullable SqlNode node) {
    if (node == null) {
      return false;
    }
    boolean[] found = new boolean[1];
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlSelect || call instanceof SqlWith) {
              found[0] = true;
              return null;
            }
            return super.visit(call);
          }
        });
    return found[0];
  }

  CompiledQuery query() {
    return query;
  }

  /** A row of the target and the values of the expressions behind it. */
  record Found(@Nullable Object[] row, @Nullable Object[] values) {}

  /** Columns of the expressions from one on. */
  List<ResultColumn> columnsBehind(int expression) {
    List<ResultColumn> columns = query.columns();
    return columns.subList(positions.length + expression, columns.size());
  }

  /** Hands over all rows, each of them once. */
  void read(StatementContext context, @Nullable Object[] parameters, Consumer<Found> rows) {
    List<Found> all = new ArrayList<>();
    Set<List<@Nullable Object>> seen = new HashSet<>();
    try (RowCursor cursor = query.open(context, parameters, null)) {
      while (cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[target.columns().size()];
        for (int i = 0; i < positions.length; i++) {
          row[positions[i]] = cursor.get(i);
        }
        if (unique && !seen.add(target.key(row))) {
          continue;
        }
        @Nullable Object[] values = new @Nullable Object[expressions];
        for (int i = 0; i < expressions; i++) {
          values[i] = cursor.get(positions.length + i);
        }
        Found found = new Found(row, values);
        if (materialise) {
          all.add(found);
        } else {
          rows.accept(found);
        }
      }
    }
    all.forEach(rows);
  }
}
