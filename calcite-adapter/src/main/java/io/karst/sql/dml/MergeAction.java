package io.karst.sql.dml;

import io.karst.calcite.ast.Insert;
import io.karst.calcite.ast.MergeClause;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** What one clause of a MERGE does with its rows. Thread-safe. */
final class MergeAction {
  /** The kinds of action, as {@code merge_action()} shows them. */
  enum Kind {
    NOTHING,
    INSERT,
    UPDATE,
    DELETE
  }

  private final RowRules rules;
  private final Kind kind;
  private final Assignments assignments;
  private final boolean[] fill;
  private int from;

  private MergeAction(RowRules rules, Kind kind, Assignments assignments) {
    this.rules = rules;
    this.kind = kind;
    this.assignments = assignments;
    this.fill = assignments.defaults();
    if (kind == Kind.INSERT) {
      for (int position = 0; position < fill.length; position++) {
        fill[position] |= !assignments.assigns(position);
      }
    }
  }

  static MergeAction of(Target target, RowRules rules, MergeNames names, MergeClause clause) {
    if (clause.action() instanceof MergeClause.Change change) {
      return new MergeAction(
          rules,
          Kind.UPDATE,
          new Assignments(target, rules, change.assignments(), HoistedLiterals.NONE));
    }
    if (clause.action() instanceof MergeClause.Add add) {
      return new MergeAction(rules, Kind.INSERT, inserted(target, rules, names, add));
    }
    Kind kind = clause.action() instanceof MergeClause.Remove ? Kind.DELETE : Kind.NOTHING;
    return new MergeAction(rules, kind, new Assignments(target, List.of(), List.of()));
  }

  private static Assignments inserted(
      Target target, RowRules rules, MergeNames names, MergeClause.Add add) {
    InsertColumns columns = InsertColumns.of(target, add.columns());
    SqlNodeList values = add.values();
    List<Integer> positions = new ArrayList<>();
    List<SqlNode> nodes = new ArrayList<>();
    if (values != null) {
      columns.requireWidth(values.size());
      for (int i = 0; i < values.size(); i++) {
        int position = columns.positions().get(i);
        boolean ignored = add.overriding() == Insert.Overriding.USER && rules.isIdentity(position);
        if (!ignored) {
          rules.requireInsertable(
              position,
              Constants.isDefault(values.get(i)),
              add.overriding() == Insert.Overriding.SYSTEM);
          positions.add(position);
          nodes.add(names.withoutMatch(values.get(i)));
        }
      }
    }
    return new Assignments(target, positions, nodes);
  }

  Kind kind() {
    return kind;
  }

  boolean assigns(int position) {
    return assignments.assigns(position);
  }

  /** Expressions for the planner. */
  List<SqlNode> expressions() {
    return assignments.expressions();
  }

  /** Says where the values of the expressions begin, and their types. */
  void setTypes(int first, List<ColumnType> types) {
    from = first;
    assignments.setTypes(types);
  }

  void addParameters(ParameterTypes parameters) {
    assignments.addParameters(parameters);
  }

  @Nullable Object[] given(@Nullable Object[] parameters) {
    return assignments.given(parameters);
  }

  /**
   * The rows as the clause makes them, completed and checked.
   *
   * @param given from {@link #given}
   */
  List<@Nullable Object[]> rows(
      StatementContext context, @Nullable Object[] given, List<ChangeQuery.Found> found) {
    List<@Nullable Object[]> rows = new ArrayList<>(found.size());
    for (ChangeQuery.Found one : found) {
      @Nullable Object[] row = one.row().clone();
      assignments.apply(row, given, one.values(), from);
      rows.add(row);
    }
    if (kind == Kind.INSERT || kind == Kind.UPDATE) {
      rules.fillDefaults(context, fill, rows);
      rules.complete(context, rows);
    }
    return rows;
  }

  /** The target row of the command was changed by it before. */
  static KarstException secondTime() {
    return new KarstException(
            ErrorCode.CARDINALITY_VIOLATION, "MERGE command cannot affect row a second time")
        .withHint("Ensure that not more than one source row matches any one target row.");
  }
}
