package io.karst.sql.dml;

import io.karst.calcite.ast.Update;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** UPDATE. */
public final class UpdateStatement implements CompiledStatement {
  private static final int BATCH = 512;

  private final RowRules rules;
  private final Assignments assignments;
  private final ChangeQuery query;
  private final JoinedReturning joined;
  private final Returning returning;
  private final List<ParameterInfo> parameters;

  private UpdateStatement(
      RowRules rules,
      Assignments assignments,
      ChangeQuery query,
      JoinedReturning joined,
      Returning returning,
      List<ParameterInfo> parameters) {
    this.rules = rules;
    this.assignments = assignments;
    this.query = query;
    this.joined = joined;
    this.returning = returning;
    this.parameters = parameters;
  }

  /**
   * Compiles an UPDATE.
   *
   * @param node the statement, for its parameters
   * @param hoisted literals of the text that may become parameters
   */
  public static UpdateStatement compile(
      StatementContext context, Update update, SqlNode node, HoistedLiterals hoisted) {
    Target target = Target.requireThroughViews(context, update.table(), "update");
    HoistedLiterals literals = target.hoistable(hoisted);
    RowRules rules = RowRules.compile(context, target);
    Assignments assignments = new Assignments(target, rules, update.assignments(), literals);
    int properties = target.shape().indexOf("properties");
    JoinedReturning joined =
        JoinedReturning.of(context, target, update.alias(), update.from(), update.returning());
    List<SqlNode> expressions = new ArrayList<>(assignments.expressions());
    int assigned = expressions.size();
    expressions.addAll(joined.expressions());
    ChangeQuery query =
        ChangeQuery.compile(
            context,
            target,
            new ChangeQuery.Parts(
                update.with(), update.table(), update.alias(), update.from(), update.where()),
            expressions,
            properties >= 0 && assignments.assigns(properties),
            literals);
    List<ColumnType> types = new ArrayList<>();
    for (ResultColumn column : query.columnsBehind(0).subList(0, assigned)) {
      types.add(column.type());
    }
    assignments.setTypes(types);
    Returning returning =
        Returning.compile(
            context,
            target,
            update.alias(),
            joined.columns(query.columnsBehind(assigned)),
            joined.list());
    ParameterTypes parameters = new ParameterTypes(node);
    assignments.addParameters(parameters);
    parameters.addAll(query.query().parameters());
    if (returning.expressions() != null) {
      parameters.addAll(returning.expressions().parameters());
    }
    return new UpdateStatement(rules, assignments, query, joined, returning, parameters.toList());
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public String commandTag() {
    return "UPDATE";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return parameters;
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return returning.columns();
  }

  @Override
  public boolean[] hoisted() {
    return assignments.withHoisted(query.query().hoisted());
  }

  @Override
  public List<String> explain() {
    return Explained.over("Update " + rules.target().name(), query.query().explain());
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] values) {
    Run run = new Run(context, values);
    query.read(context, values, run::add);
    run.flush();
    return returning.result(context, commandTag(), run.count, values, run.changed, null);
  }

  /** One execution. */
  private final class Run {
    private final StatementContext context;
    private final @Nullable Object[] given;
    private final List<@Nullable Object[]> oldRows = new ArrayList<>();
    private final List<@Nullable Object[]> newRows = new ArrayList<>();
    private final List<@Nullable Object[]> values = new ArrayList<>();
    private final List<@Nullable Object[]> changed = new ArrayList<>();
    private long count;

    Run(StatementContext context, @Nullable Object[] parameterValues) {
      this.context = context;
      this.given = assignments.given(parameterValues);
    }

    void add(ChangeQuery.Found found) {
      @Nullable Object[] row = found.row().clone();
      assignments.apply(row, given, found.values(), 0);
      oldRows.add(found.row());
      newRows.add(row);
      values.add(found.values());
      if (newRows.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      if (newRows.isEmpty()) {
        return;
      }
      context.cancellation().check();
      if (assignments.hasDefaults()) {
        rules.fillDefaults(context, assignments.defaults(), newRows);
      }
      rules.complete(context, newRows);
      for (int i = 0; i < newRows.size(); i++) {
        rules.target().table().update(context.transaction(), oldRows.get(i), newRows.get(i));
        count++;
      }
      if (returning.keepsRows()) {
        for (int i = 0; i < newRows.size(); i++) {
          changed.add(joined.row(newRows.get(i), values.get(i)));
        }
      }
      oldRows.clear();
      newRows.clear();
      values.clear();
      context.progress(count);
    }
  }
}
