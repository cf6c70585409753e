package io.karst.calcite.function;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.StrictAggImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/** MIN and MAX of doubles and reals, among which NaN is the greatest. */
public final class FloatExtreme extends SqlUserDefinedAggFunction {
  private static final FloatExtreme MIN = new FloatExtreme("min", Double.NaN, "smaller");
  private static final FloatExtreme MAX =
      new FloatExtreme("max", Double.NEGATIVE_INFINITY, "larger");

  private FloatExtreme(String name, double start, String method) {
    super(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_NULLABLE_IF_EMPTY,
        InferTypes.FIRST_KNOWN,
        OperandTypes.operandMetadata(
            List.of(SqlTypeFamily.APPROXIMATE_NUMERIC),
            factory -> List.of(factory.createSqlType(SqlTypeName.DOUBLE)),
            index -> "value",
            index -> false),
        new Implementation(start, method),
        false,
        false,
        Optionality.FORBIDDEN);
  }

  /** What to use instead of an aggregate of such values; null if Calcite's is right. */
  public static @Nullable SqlAggFunction replacing(SqlAggFunction function, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case REAL, FLOAT, DOUBLE ->
          switch (function.getKind()) {
            case MIN -> MIN;
            case MAX -> MAX;
            default -> null;
          };
      default -> null;
    };
  }

  /**
   * How generated code computes it.
   *
   * @param start the value below or above all others
   * @param method of {@link FloatFunctions}: the one of two values that stays
   */
  private record Implementation(double start, String method) implements ImplementableAggFunction {
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
      return new StrictAggImplementor() {
        @Override
        protected void implementNotNullReset(AggContext info, AggResetContext reset) {
          Expression state = reset.accumulator().get(0);
          Object first = state.getType() == float.class ? (Object) (float) start : start;
          reset
              .currentBlock()
              .add(
                  Expressions.statement(
                      Expressions.assign(state, Expressions.constant(first, state.getType()))));
        }

        @Override
        protected void implementNotNullAdd(AggContext info, AggAddContext add) {
          Expression state = add.accumulator().get(0);
          Class<?> type = (Class<?>) state.getType();
          Expression argument =
              Expressions.convert_(Expressions.unbox(add.arguments().get(0)), type);
          accAdvance(add, state, Expressions.call(method(type), state, argument));
        }
      };
    }

    private Method method(Class<?> type) {
      try {
        return FloatFunctions.class.getMethod(method, type, type);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
