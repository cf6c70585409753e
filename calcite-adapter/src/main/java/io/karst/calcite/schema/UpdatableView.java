package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.Selects;
import io.karst.calcite.parser.KarstParser;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A view over one table, directly or through other such views: its rows are rows of the table, and
 * those of its columns that are columns of the table can be written. Immutable; syntax trees that
 * it hands out are new ones.
 */
public final class UpdatableView {
  private static final SqlParserPos POS = SqlParserPos.ZERO;

  private final List<Level> levels;
  private final String schema;
  private final TableShape base;

  /** One view of the chain. */
  private record Level(ViewDescriptor view, String alias) {
    SqlSelect select() {
      return selectOf(KarstParser.parse(view.sql()));
    }
  }

  /** What came of the search for the table: a view, or why there is none. */
  public record Found(@Nullable UpdatableView view, String name, String reason) {}

  /** A condition that rows written through the view have to satisfy. */
  public record Check(String view, SqlNode condition, SqlNode from) {}

  private UpdatableView(List<Level> levels, String schema, TableShape base) {
    this.levels = List.copyOf(levels);
    this.schema = schema;
    this.base = base;
  }

  /** Follows a view down to its table. */
  public static Found of(TableResolver tables, ViewDescriptor outermost) {
    List<Level> levels = new ArrayList<>();
    ViewDescriptor view = outermost;
    while (true) {
      SqlNode query = KarstParser.parse(view.sql());
      String reason = ViewRules.whyNot(query);
      SqlSelect select = reason == null ? selectOf(query) : null;
      SqlIdentifier from = select == null ? null : table(requireNonNull(select.getFrom()));
      if (from == null) {
        return new Found(null, view.name(), reason == null ? ViewRules.NOT_ONE_TABLE : reason);
      }
      int parts = from.names.size();
      String schema = parts > 1 ? from.names.get(parts - 2) : view.searchSchema();
      String name = from.names.get(parts - 1);
      levels.add(new Level(view, alias(requireNonNull(select).getFrom(), name)));
      ViewDescriptor below = tables.findView(schema, name);
      if (below == null) {
        SourceTable table = tables.find(schema, name);
        return table == null || !table.shape().writable()
            ? new Found(null, view.name(), ViewRules.NOT_ONE_TABLE)
            : new Found(new UpdatableView(levels, schema, table.shape()), outermost.name(), "");
      }
      view = below;
    }
  }

  private static SqlSelect selectOf(SqlNode query) {
    return (SqlSelect) (query instanceof SqlOrderBy ordered ? ordered.query : query);
  }

  private static @Nullable SqlIdentifier table(SqlNode from) {
    SqlNode node = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    if (node.getKind() == SqlKind.TABLE_REF) {
      node = ((SqlCall) node).operand(0);
    }
    boolean renamed = from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() > 2;
    return node instanceof SqlIdentifier identifier && !renamed ? identifier : null;
  }

  private static String alias(@Nullable SqlNode from, String name) {
    return from != null && from.getKind() == SqlKind.AS
        ? ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple()
        : name;
  }

  public String name() {
    return levels.get(0).view().name();
  }

  /** The schema of the table. */
  public String baseSchema() {
    return schema;
  }

  /** The table. */
  public String baseName() {
    return base.name();
  }

  /** Its columns. */
  public List<String> columns() {
    return levels.get(0).view().columns();
  }

  /** Position in the table of a column of the view, or -1 if it is none of the table's. */
  public int basePosition(String column) {
    String name = column;
    for (Level level : levels) {
      int index = level.view().columns().indexOf(name);
      SqlNode item = index < 0 ? null : expression(level.select().getSelectList().get(index));
      if (!(item instanceof SqlIdentifier identifier) || identifier.isStar()) {
        return -1;
      }
      name = identifier.names.get(identifier.names.size() - 1);
    }
    int position = base.indexOf(name);
    return position < 0 || base.columns().get(position).hidden() ? -1 : position;
  }

  /** Whether a column of it can be written. */
  public boolean hasWritableColumn() {
    for (String column : columns()) {
      if (basePosition(column) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether its conditions and columns look at other rows than the one they belong to. */
  public boolean readsOthers() {
    for (Level level : levels) {
      SqlSelect select = level.select();
      if (ViewRules.hasQuery(select.getSelectList())
          || (select.getWhere() != null && ViewRules.hasQuery(select.getWhere()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * A query that gives the view's columns.
   *
   * @param rows what is read in the place of the table
   * @param filtered whether only rows that the view shows
   * @param carried further columns of the rows, and their names in the result
   */
  public SqlNode over(SqlNode rows, boolean filtered, Map<String, String> carried) {
    return over(rows, 0, filtered, carried);
  }

  private SqlNode over(SqlNode rows, int top, boolean filtered, Map<String, String> carried) {
    SqlNode node = rows;
    for (int i = levels.size() - 1; i >= top; i--) {
      Level level = levels.get(i);
      SqlSelect select = level.select();
      SqlNodeList items = new SqlNodeList(POS);
      for (int c = 0; c < level.view().columns().size(); c++) {
        SqlNode item = expression(select.getSelectList().get(c));
        items.add(as(item, level.view().columns().get(c)));
      }
      boolean first = i == levels.size() - 1;
      carried.forEach(
          (from, to) ->
              items.add(as(new SqlIdentifier(List.of(level.alias(), first ? from : to), POS), to)));
      node = plain(items, as(node, level.alias()), filtered ? select.getWhere() : null);
    }
    return node;
  }

  /** The conditions of WITH CHECK OPTION, those of the innermost view first. */
  public List<Check> checks(SqlNode rows) {
    List<Check> checks = new ArrayList<>();
    boolean cascaded = false;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      cascaded |= level.view().check() == ViewDescriptor.Check.CASCADED;
      SqlNode where = level.select().getWhere();
      if (where != null && (cascaded || level.view().check() == ViewDescriptor.Check.LOCAL)) {
        SqlNode below = over(rows, i + 1, false, Map.of());
        checks.add(0, new Check(level.view().name(), where, as(below, level.alias())));
      }
    }
    return checks;
  }

  private static SqlNode expression(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  private static SqlNode as(SqlNode node, String name) {
    return SqlStdOperatorTable.AS.createCall(POS, node, new SqlIdentifier(name, POS));
  }

  private static SqlSelect plain(SqlNodeList items, SqlNode from, @Nullable SqlNode where) {
    return Selects.of(items, from, where, POS);
  }
}
