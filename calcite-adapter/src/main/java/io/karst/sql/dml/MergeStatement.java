package io.karst.sql.dml;

import io.karst.calcite.ast.Merge;
import io.karst.calcite.ast.MergeClause;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * MERGE. The join of source and target is read to its end before the first row changes, so that all
 * clauses see the same state.
 */
public final class MergeStatement implements CompiledStatement {
  private static final int BATCH = 512;

  private final Target target;
  private final List<MergeAction> actions;
  private final MergeQuery query;
  private final MergeReturning returning;
  private final List<ParameterInfo> parameters;

  private MergeStatement(
      Target target,
      List<MergeAction> actions,
      MergeQuery query,
      MergeReturning returning,
      List<ParameterInfo> parameters) {
    this.target = target;
    this.actions = actions;
    this.query = query;
    this.returning = returning;
    this.parameters = parameters;
  }

  /**
   * Compiles a MERGE.
   *
   * @param node the statement, for its parameters
   */
  public static MergeStatement compile(StatementContext context, Merge merge, SqlNode node) {
    Target target = Target.require(context, merge.table());
    refuseUnreachable(merge.clauses());
    ParameterTypes parameters = new ParameterTypes(node);
    RowRules rules = RowRules.compile(context, target);
    MergeNames names = new MergeNames(context, target, merge);
    List<MergeAction> actions = new ArrayList<>();
    for (MergeClause clause : merge.clauses()) {
      actions.add(MergeAction.of(target, rules, names, clause));
    }
    MergeReturning returning = new MergeReturning(context, target, merge, names);
    MergeQuery query =
        MergeQuery.compile(context, target, merge, names, actions, returning.expressions());
    List<ColumnType> types = new ArrayList<>();
    for (ResultColumn column : query.valueColumns()) {
      types.add(column.type());
    }
    int from = 0;
    for (MergeAction action : actions) {
      int count = action.expressions().size();
      action.setTypes(from, types.subList(from, from + count));
      action.addParameters(parameters);
      from += count;
    }
    returning.compile(context, query.valueColumns().subList(from, types.size()));
    parameters.addAll(query.query().parameters());
    returning.addParameters(parameters);
    return new MergeStatement(target, actions, query, returning, parameters.toList());
  }

  private static void refuseUnreachable(List<MergeClause> clauses) {
    boolean[] closed = new boolean[2];
    for (MergeClause clause : clauses) {
      int side = clause.matched() ? 1 : 0;
      if (closed[side]) {
        throw new KarstException(
            ErrorCode.SYNTAX_ERROR,
            "unreachable WHEN clause specified after unconditional WHEN clause");
      }
      closed[side] = clause.condition() == null;
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public String commandTag() {
    return "MERGE";
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
  public List<String> explain() {
    return Explained.over("Merge " + target.name(), query.query().explain());
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] values) {
    List<MergeQuery.Hit> hits = query.read(context, values);
    Run run = new Run(context, values);
    for (int from = 0; from < hits.size(); from += BATCH) {
      context.cancellation().check();
      run.change(hits.subList(from, Math.min(hits.size(), from + BATCH)));
      context.progress(run.count);
    }
    return returning.result(context, run.count, values, run.changed);
  }

  /** One execution. */
  private final class Run {
    private final StatementContext context;
    private final List<@Nullable Object[]> given = new ArrayList<>();
    private final Set<List<@Nullable Object>> touched = new HashSet<>();
    private final List<@Nullable Object[]> changed = new ArrayList<>();
    private long count;

    Run(StatementContext context, @Nullable Object[] parameterValues) {
      this.context = context;
      for (MergeAction action : actions) {
        given.add(action.given(parameterValues));
      }
    }

    /** Rows are made clause by clause, and written in the order they came. */
    void change(List<MergeQuery.Hit> hits) {
      @Nullable Object[][] rows = new @Nullable Object[hits.size()][];
      for (int clause = 0; clause < actions.size(); clause++) {
        List<Integer> own = new ArrayList<>();
        List<ChangeQuery.Found> found = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
          if (hits.get(i).clause() == clause) {
            own.add(i);
            found.add(hits.get(i).found());
          }
        }
        if (!own.isEmpty()) {
          List<@Nullable Object[]> made =
              actions.get(clause).rows(context, given.get(clause), found);
          for (int i = 0; i < own.size(); i++) {
            rows[own.get(i)] = made.get(i);
          }
        }
      }
      for (int i = 0; i < rows.length; i++) {
        write(hits.get(i), rows[i]);
      }
    }

    private void write(MergeQuery.Hit hit, @Nullable Object[] row) {
      MergeAction.Kind kind = actions.get(hit.clause()).kind();
      @Nullable Object[] old = hit.found().row();
      boolean existing = kind == MergeAction.Kind.UPDATE || kind == MergeAction.Kind.DELETE;
      if (existing && !touched.add(target.key(old))) {
        throw MergeAction.secondTime();
      }
      switch (kind) {
        case INSERT -> target.table().insert(context.transaction(), row);
        case UPDATE -> target.table().update(context.transaction(), old, row);
        case DELETE -> target.table().delete(context.transaction(), old);
        case NOTHING -> {
          return;
        }
      }
      count++;
      if (returning.keepsRows()) {
        changed.add(returning.row(kind, row, hit.found().values()));
      }
    }
  }
}
