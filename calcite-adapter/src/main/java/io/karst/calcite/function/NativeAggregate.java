package io.karst.calcite.function;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** An aggregate computed by an {@link Accumulator}; it can also be used as a window function. */
public final class NativeAggregate extends SqlUserDefinedAggFunction {
  private static final Method TAKE = take();

  private final Implementation implementation;

  private NativeAggregate(
      String name,
      SqlReturnTypeInference result,
      List<SqlTypeFamily> operands,
      Implementation implementation) {
    super(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        result,
        InferTypes.FIRST_KNOWN,
        OperandTypes.operandMetadata(
            operands,
            factory ->
                Collections.nCopies(
                    operands.size(),
                    factory.createTypeWithNullability(
                        factory.createSqlType(SqlTypeName.ANY), true)),
            index -> "arg" + index,
            index -> false),
        implementation,
        false,
        false,
        Optionality.OPTIONAL);
    this.implementation = implementation;
  }

  /** A new state, for operators that are no generated code. */
  public Accumulator newState() {
    try {
      return (Accumulator) implementation.holder().getMethod(implementation.factory()).invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether rows with a NULL argument are left out. */
  public boolean isStrict() {
    return implementation.strict();
  }

  /** Whether arguments have to be JSON texts. */
  public boolean takesJson() {
    return implementation.asJson();
  }

  private static Method take() {
    try {
      return Accumulator.class.getMethod("take", Object.class, Object.class, Object.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Creates an aggregate.
   *
   * @param result type of the result
   * @param operands families of the arguments, at most three
   * @param strict whether rows with a NULL argument are left out
   * @param holder static class of {@code Accumulator factory()} methods
   * @param factory name of the method that makes a new state
   */
  static NativeAggregate of(
      String name,
      SqlReturnTypeInference result,
      List<SqlTypeFamily> operands,
      boolean strict,
      Class<?> holder,
      String factory) {
    return new NativeAggregate(
        name, result, operands, new Implementation(strict, holder, factory, false));
  }

  /** As {@link #of} for an aggregate that takes its arguments as JSON texts. */
  static NativeAggregate ofJson(
      String name,
      SqlReturnTypeInference result,
      List<SqlTypeFamily> operands,
      Class<?> holder,
      String factory) {
    return new NativeAggregate(
        name, result, operands, new Implementation(false, holder, factory, true));
  }

  /** How generated code computes it. */
  private record Implementation(boolean strict, Class<?> holder, String factory, boolean asJson)
      implements ImplementableAggFunction, AggImplementor {

    @Override
    public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
      return typeFactory.createSqlType(SqlTypeName.ANY);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }

    @Override
    public AggImplementor getImplementor(boolean windowContext) {
      return this;
    }

    @Override
    public List<Type> getStateType(AggContext info) {
      return List.of(Accumulator.class);
    }

    @Override
    public void implementReset(AggContext info, AggResetContext reset) {
      reset
          .currentBlock()
          .add(
              Expressions.statement(
                  Expressions.assign(
                      reset.accumulator().get(0), Expressions.call(holder, factory))));
    }

    @Override
    public void implementAdd(AggContext info, AggAddContext add) {
      List<Expression> conditions = new ArrayList<>();
      if (strict) {
        conditions.addAll(
            add.rowTranslator().translateList(add.rexArguments(), RexImpTable.NullAs.IS_NOT_NULL));
      }
      RexNode filter = add.rexFilterArgument();
      if (filter != null) {
        conditions.addAll(
            add.rowTranslator().translateList(List.of(filter), RexImpTable.NullAs.FALSE));
      }
      Expression condition = Expressions.foldAnd(conditions);
      if (Expressions.constant(true).equals(condition)) {
        addRow(info, add);
        return;
      }
      BlockBuilder then = new BlockBuilder(true, add.currentBlock());
      add.nestBlock(then);
      addRow(info, add);
      add.exitBlock();
      add.currentBlock().add(Expressions.ifThen(condition, then.toBlock()));
    }

    private void addRow(AggContext info, AggAddContext add) {
      List<Expression> arguments = new ArrayList<>();
      List<? extends RelDataType> types = info.parameterRelTypes();
      for (Expression argument : add.arguments()) {
        Expression boxed = Expressions.box(argument);
        RelDataType type = types.get(arguments.size());
        arguments.add(
            asJson ? JsonBuild.nullable(add.rowTranslator().getRoot(), boxed, type) : boxed);
      }
      while (arguments.size() < 3) {
        arguments.add(Expressions.constant(null, Object.class));
      }
      add.currentBlock()
          .add(Expressions.statement(Expressions.call(add.accumulator().get(0), TAKE, arguments)));
    }

    @Override
    public Expression implementResult(AggContext info, AggResultContext aggregate) {
      Expression value = Expressions.call(aggregate.accumulator().get(0), "result");
      Type type = info.returnType();
      Expression cast = Expressions.convert_(value, Primitive.box(type));
      return EnumUtils.convert(cast, type);
    }
  }
}
