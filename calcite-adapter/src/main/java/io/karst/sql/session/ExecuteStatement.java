package io.karst.sql.session;

import io.karst.calcite.ast.NamedStatement;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.dml.Constants;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.Names;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.ZonedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** EXECUTE: a statement of the session with the values of its arguments. */
final class ExecuteStatement implements CompiledStatement {
  private final String name;
  private final CompiledStatement statement;
  private final @Nullable Object[] constants; // NONE where an expression gives the value
  private final @Nullable RowExpressions expressions;
  private final AssignmentCast[] casts;

  private ExecuteStatement(
      String name,
      CompiledStatement statement,
      @Nullable Object[] constants,
      @Nullable RowExpressions expressions,
      AssignmentCast[] casts) {
    this.name = name;
    this.statement = statement;
    this.constants = constants;
    this.expressions = expressions;
    this.casts = casts;
  }

  static ExecuteStatement compile(Execution context, NamedStatement.Execute execute) {
    String name = Names.simple(execute.name());
    NamedStatements.Named named = context.session().named().require(name);
    List<SqlNode> arguments = execute.arguments();
    List<@Nullable ColumnType> types = named.types();
    if (arguments.size() != types.size()) {
      throw new KarstException(
              ErrorCode.SYNTAX_ERROR,
              "wrong number of parameters for prepared statement \"" + name + "\"")
          .withHint("Expected " + types.size() + " parameters but got " + arguments.size() + ".");
    }
    @Nullable Object[] constants = new @Nullable Object[arguments.size()];
    List<SqlNode> others = new ArrayList<>();
    List<@Nullable ColumnType> otherTypes = new ArrayList<>();
    List<Integer> otherNumbers = new ArrayList<>();
    for (int i = 0; i < constants.length; i++) {
      ColumnType type = types.get(i);
      constants[i] =
          type == null ? Constants.NONE : Constants.value(arguments.get(i), type, context.values());
      if (constants[i] == Constants.NONE) {
        others.add(arguments.get(i));
        otherTypes.add(type);
        otherNumbers.add(i + 1);
      }
    }
    RowExpressions expressions = null;
    AssignmentCast[] casts = new AssignmentCast[others.size()];
    if (!others.isEmpty()) {
      expressions =
          RowExpressions.compile(context, context.currentSchema(), name, List.of(), others);
      for (int i = 0; i < casts.length; i++) {
        ColumnType from = expressions.columns().get(i).type();
        casts[i] = cast(otherNumbers.get(i), from, otherTypes.get(i), context.values());
      }
    }
    return new ExecuteStatement(name, named.statement().current(), constants, expressions, casts);
  }

  private static AssignmentCast cast(
      int number, ColumnType from, @Nullable ColumnType to, ZonedValues values) {
    try {
      return AssignmentCast.of(from, to == null ? from : to, values);
    } catch (KarstException e) {
      throw new KarstException(
              e.code(),
              "parameter $"
                  + number
                  + " of type "
                  + from
                  + " cannot be coerced to the expected type "
                  + to)
          .withHint("You will need to rewrite or cast the expression.");
    }
  }

  @Override
  public StatementKind kind() {
    return statement.kind();
  }

  @Override
  public String commandTag() {
    return statement.commandTag();
  }

  @Override
  public List<ParameterInfo> parameters() {
    return expressions == null ? List.of() : expressions.parameters();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return statement.columns();
  }

  @Override
  public boolean cacheable() {
    return false;
  }

  @Override
  public List<String> explain() {
    return statement.explain();
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    NamedStatements.Named named = ((Execution) context).session().named().require(name);
    CompiledStatement current = named.statement().current();
    if (current.kind() != statement.kind()
        || named.types().size() != constants.length
        || !Objects.equals(current.columns(), statement.columns())) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "cached plan must not change result type");
    }
    @Nullable Object[] arguments = arguments(context, parameters);
    int[] numbers = named.numbers();
    @Nullable Object[] values = new @Nullable Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      values[i] = arguments[numbers[i]];
    }
    return current.execute(context, values);
  }

  private @Nullable Object[] arguments(StatementContext context, @Nullable Object[] parameters) {
    @Nullable Object[] arguments = constants.clone();
    if (expressions == null) {
      return arguments;
    }
    @Nullable Object[] none = new @Nullable Object[0];
    @Nullable Object[] results =
        expressions.evaluate(context, parameters, List.<@Nullable Object[]>of(none)).get(0);
    int next = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == Constants.NONE) {
        arguments[i] = casts[next].apply(results[next]);
        next++;
      }
    }
    return arguments;
  }
}
