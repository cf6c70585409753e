package io.karst.sql.dml;

import io.karst.calcite.ast.ConflictClause;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.calcite.schema.UpdatableView;
import io.karst.sql.ResultColumn;
import io.karst.sql.query.Names;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * ON CONFLICT of an INSERT: which unique key decides, and what happens to the row that is there.
 * Expressions see the existing row under the table's name and the new one as {@code excluded}: they
 * run over rows of double width. Thread-safe.
 */
final class ConflictAction {
  private static final String EXCLUDED = "excluded";
  private static final String PREFIX = "excluded$";

  private final Target target;
  private final int path;
  private final @Nullable Assignments assignments;
  private final @Nullable RowExpressions expressions;
  private final boolean hasCondition;

  private ConflictAction(
      Target target,
      int path,
      @Nullable Assignments assignments,
      @Nullable RowExpressions expressions,
      boolean hasCondition) {
    this.target = target;
    this.path = path;
    this.assignments = assignments;
    this.expressions = expressions;
    this.hasCondition = hasCondition;
  }

  static ConflictAction compile(
      StatementContext context,
      Target target,
      RowRules rules,
      @Nullable SqlIdentifier alias,
      ConflictClause clause) {
    int path = path(target, clause);
    if (clause.doNothing()) {
      return new ConflictAction(target, path, null, null, false);
    }
    if (path < 0) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR,
          "ON CONFLICT DO UPDATE requires inference specification or constraint name");
    }
    Assignments assignments =
        new Assignments(target, rules, clause.assignments(), HoistedLiterals.NONE);
    String name = alias == null ? target.label() : alias.getSimple();
    List<SqlNode> nodes = new ArrayList<>();
    for (SqlNode node : assignments.expressions()) {
      nodes.add(excludedToColumns(node, name));
    }
    if (clause.where() != null) {
      nodes.add(excludedToColumns(clause.where(), name));
    }
    RowExpressions compiled = null;
    if (!nodes.isEmpty()) {
      compiled =
          RowExpressions.compile(
              context,
              target.name().schema(),
              doubled(target.columns()),
              nodes,
              rows -> ChangeQuery.as(shown(target, rows), name));
    }
    List<ColumnType> types = new ArrayList<>();
    if (compiled != null) {
      for (ResultColumn column : compiled.columns()) {
        types.add(column.type());
      }
    }
    assignments.setTypes(types);
    return new ConflictAction(target, path, assignments, compiled, clause.where() != null);
  }

  private static List<TableColumn> doubled(List<TableColumn> columns) {
    List<TableColumn> doubled = new ArrayList<>(columns);
    for (TableColumn column : columns) {
      doubled.add(new TableColumn(PREFIX + column.name(), column.type(), true, true));
    }
    return doubled;
  }

  /** Both rows as a view shows them: those of its columns that are columns of the table. */
  private static SqlNode shown(Target target, SqlNode rows) {
    UpdatableView view = target.view();
    if (view == null) {
      return rows;
    }
    SqlNodeList items = new SqlNodeList(SqlParserPos.ZERO);
    for (String column : view.columns()) {
      int position = view.basePosition(column);
      if (position >= 0) {
        String base = target.columns().get(position).name();
        SqlIdentifier own = new SqlIdentifier(base, SqlParserPos.ZERO);
        SqlIdentifier proposed = new SqlIdentifier(PREFIX + base, SqlParserPos.ZERO);
        items.add(ChangeQuery.as(own, column));
        items.add(ChangeQuery.as(proposed, PREFIX + column));
      }
    }
    return ChangeQuery.select(items, rows, null);
  }

  private static SqlNode excludedToColumns(SqlNode node, String table) {
    SqlNode changed =
        node.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier identifier) {
                return identifier.names.size() == 2 && identifier.names.get(0).equals(EXCLUDED)
                    ? new SqlIdentifier(
                        List.of(table, PREFIX + identifier.names.get(1)),
                        identifier.getParserPosition())
                    : identifier;
              }
            });
    return changed == null ? node : changed;
  }

  /** The unique path that the clause names; -1 = any. */
  private static int path(Target target, ConflictClause clause) {
    List<AccessPath> paths = target.shape().paths();
    if (clause.constraint() != null) {
      String name = Names.simple(clause.constraint());
      EntityTypeDescriptor type = target.type();
      boolean primary = type != null && name.equals(type.primaryKeyName());
      for (int i = 0; i < paths.size(); i++) {
        String pathName = paths.get(i).name();
        if (paths.get(i).unique()
            && (pathName.equals(name) || (primary && pathName.equals("primary key")))) {
          return i;
        }
      }
      throw new KarstException(
          ErrorCode.UNDEFINED_OBJECT,
          "constraint \"" + name + "\" for table \"" + target.name().name() + "\" does not exist");
    }
    if (clause.columns().isEmpty()) {
      return -1;
    }
    Set<Integer> wanted = new HashSet<>();
    for (SqlIdentifier column : clause.columns()) {
      wanted.add(target.position(Names.simple(column)));
    }
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).unique() && new HashSet<>(paths.get(i).columns()).equals(wanted)) {
        return i;
      }
    }
    throw new KarstException(
        ErrorCode.INVALID_COLUMN_REFERENCE,
        "there is no unique or exclusion constraint matching the ON CONFLICT specification");
  }

  void addParameters(ParameterTypes parameters) {
    if (assignments != null) {
      assignments.addParameters(parameters);
    }
    if (expressions != null) {
      parameters.addAll(expressions.parameters());
    }
  }

  boolean doNothing() {
    return assignments == null;
  }

  /** The row that is in the way of a new one, or null. */
  @Nullable Object @Nullable [] conflicting(StatementContext context, @Nullable Object[] row) {
    return target.table().conflicting(context.transaction(), row, path);
  }

  /**
   * The existing row as DO UPDATE changes it.
   *
   * @return null if the condition leaves it alone
   */
  @Nullable Object @Nullable [] changed(
      StatementContext context,
      RowRules rules,
      @Nullable Object[] parameters,
      @Nullable Object[] existing,
      @Nullable Object[] proposed) {
    Assignments set = assignments;
    if (set == null) {
      return null;
    }
    @Nullable Object[] values = new Object[0];
    RowExpressions computed = expressions;
    if (computed != null) {
      @Nullable Object[] both = new @Nullable Object[existing.length + proposed.length];
      System.arraycopy(existing, 0, both, 0, existing.length);
      System.arraycopy(proposed, 0, both, existing.length, proposed.length);
      List<@Nullable Object[]> one = List.<@Nullable Object[]>of(both);
      values = computed.evaluate(context, parameters, one).get(0);
      if (hasCondition && !Boolean.TRUE.equals(values[values.length - 1])) {
        return null;
      }
    }
    @Nullable Object[] row = existing.clone();
    set.apply(row, set.given(parameters), values, 0);
    List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(row);
    if (set.hasDefaults()) {
      rules.fillDefaults(context, set.defaults(), rows);
    }
    rules.complete(context, rows);
    return row;
  }
}
