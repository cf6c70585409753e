package io.karst.sql.dml;

import io.karst.calcite.ast.Delete;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** DELETE. */
public final class DeleteStatement implements CompiledStatement {
  private final Target target;
  private final ChangeQuery query;
  private final JoinedReturning joined;
  private final Returning returning;
  private final List<ParameterInfo> parameters;

  private DeleteStatement(
      Target target,
      ChangeQuery query,
      JoinedReturning joined,
      Returning returning,
      List<ParameterInfo> parameters) {
    this.target = target;
    this.query = query;
    this.joined = joined;
    this.returning = returning;
    this.parameters = parameters;
  }

  /**
   * Compiles a DELETE.
   *
   * @param node the statement, for its parameters
   * @param hoisted literals of the text that may become parameters
   */
  public static DeleteStatement compile(
      StatementContext context, Delete delete, SqlNode node, HoistedLiterals hoisted) {
    Target target = Target.requireThroughViews(context, delete.table(), "delete from");
    JoinedReturning joined =
        JoinedReturning.of(context, target, delete.alias(), delete.using(), delete.returning());
    ChangeQuery query =
        ChangeQuery.compile(
            context,
            target,
            new ChangeQuery.Parts(
                delete.with(), delete.table(), delete.alias(), delete.using(), delete.where()),
            joined.expressions(),
            false,
            target.hoistable(hoisted));
    Returning returning =
        Returning.compile(
            context, target, delete.alias(), joined.columns(query.columnsBehind(0)), joined.list());
    ParameterTypes parameters = new ParameterTypes(node);
    parameters.addAll(query.query().parameters());
    if (returning.expressions() != null) {
      parameters.addAll(returning.expressions().parameters());
    }
    return new DeleteStatement(target, query, joined, returning, parameters.toList());
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public String commandTag() {
    return "DELETE";
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
    return query.query().hoisted();
  }

  @Override
  public List<String> explain() {
    return Explained.over("Delete " + target.name(), query.query().explain());
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] values) {
    List<@Nullable Object[]> deleted = new ArrayList<>();
    long[] count = new long[1];
    query.read(
        context,
        values,
        found -> {
          target.table().delete(context.transaction(), found.row());
          if (returning.keepsRows()) {
            deleted.add(joined.row(found.row(), found.values()));
          }
          if (++count[0] % 1024 == 0) {
            context.cancellation().check();
            context.progress(count[0]);
          }
        });
    return returning.result(context, commandTag(), count[0], values, deleted, null);
  }
}
