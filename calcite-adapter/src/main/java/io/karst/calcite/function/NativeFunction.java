package io.karst.calcite.function;

import io.karst.calcite.type.JsonTypes;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * A scalar function implemented by a static Java method.
 *
 * <p>The method takes the arguments in order, after a {@link DataContext} if that is its first
 * parameter. Strict functions are not called when an argument is NULL.
 */
public final class NativeFunction extends SqlUserDefinedFunction {
  private static final Set<String> NILADIC =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_schema",
          "current_catalog",
          "current_role",
          "current_user",
          "session_user");

  private final Signature signature;

  private NativeFunction(
      Signature signature, SqlReturnTypeInference result, Implementation implementation) {
    super(
        new SqlIdentifier(signature.name(), SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        result,
        inference(signature),
        operands(signature),
        implementation);
    this.signature = signature;
  }

  static NativeFunction of(Signature signature, Method method) {
    SqlReturnTypeInference result =
        binding -> {
          RelDataTypeFactory factory = binding.getTypeFactory();
          RelDataType type = result(signature, binding);
          boolean nullable = signature.mayBeNull();
          for (int i = 0; i < binding.getOperandCount() && !signature.acceptsNull(); i++) {
            nullable |= binding.getOperandType(i).isNullable();
          }
          return factory.createTypeWithNullability(type, nullable);
        };
    return new NativeFunction(signature, result, new Implementation(signature, method));
  }

  private static RelDataType result(Signature signature, SqlOperatorBinding binding) {
    if (signature.result() == TypeWord.ARRAY) {
      for (int i = 0; i < binding.getOperandCount(); i++) {
        if (signature.parameters().get(i) == TypeWord.ARRAY
            && binding.getOperandType(i).getComponentType() != null) {
          return binding.getOperandType(i);
        }
      }
    }
    if (signature.result() == TypeWord.JSON
        && binding.getOperandCount() > 0
        && JsonTypes.isJsonb(binding.getOperandType(0))) {
      return TypeWord.JSONB.toRel(binding.getTypeFactory());
    }
    return signature.result().toRel(binding.getTypeFactory());
  }

  private static SqlOperandTypeInference inference(Signature signature) {
    return (binding, returnType, operandTypes) -> {
      int count = Math.min(operandTypes.length, signature.parameters().size());
      for (int i = 0; i < count; i++) {
        operandTypes[i] =
            binding
                .getTypeFactory()
                .createTypeWithNullability(
                    signature.parameters().get(i).toRel(binding.getTypeFactory()), true);
      }
    };
  }

  private static SqlOperandMetadata operands(Signature signature) {
    List<SqlTypeFamily> families = new ArrayList<>();
    for (TypeWord word : signature.parameters()) {
      families.add(word.family());
    }
    return OperandTypes.operandMetadata(
        families,
        factory -> {
          List<RelDataType> types = new ArrayList<>();
          for (TypeWord word : signature.parameters()) {
            types.add(factory.createTypeWithNullability(word.toRel(factory), true));
          }
          return types;
        },
        index -> "arg" + index,
        index -> false);
  }

  /** Some are called without parentheses: their names are found where columns are. */
  @Override
  public SqlSyntax getSyntax() {
    return signature.parameters().isEmpty() && NILADIC.contains(signature.name())
        ? SqlSyntax.FUNCTION_ID
        : SqlSyntax.FUNCTION;
  }

  @Override
  public boolean isDeterministic() {
    return !signature.volatileResult();
  }

  /** Whether it is NULL if one of its operands is. */
  public boolean isStrict() {
    return !signature.acceptsNull();
  }

  /** Whether its parameters are of these types, named as in signatures. */
  boolean takes(String... words) {
    if (words.length != signature.parameters().size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (TypeWord.of(words[i]) != signature.parameters().get(i)) {
        return false;
      }
    }
    return true;
  }

  /** How generated code calls the method. */
  private static final class Implementation implements ScalarFunction, ImplementableFunction {
    private final Signature signature;
    private final Method method;

    Implementation(Signature signature, Method method) {
      this.signature = signature;
      this.method = method;
    }

    @Override
    public RelDataType getReturnType(RelDataTypeFactory typeFactory) {
      return typeFactory.createTypeWithNullability(signature.result().toRel(typeFactory), true);
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return Parameters.of(signature.parameters());
    }

    @Override
    public CallImplementor getImplementor() {
      NullPolicy policy =
          signature.acceptsNull()
              ? NullPolicy.NONE
              : signature.mayBeNull() ? NullPolicy.SEMI_STRICT : NullPolicy.STRICT;
      return RexImpTable.createImplementor(
          (translator, call, operands) -> {
            Expression value =
                Expressions.call(method, arguments(method, translator.getRoot(), operands));
            return signature.volatileResult() && method.getReturnType() == long.class
                ? VolatileCall.toldApart(value, operands, signature.parameters().size())
                : value;
          },
          policy,
          false);
    }

    private static List<Expression> arguments(
        Method method, Expression root, List<Expression> operands) {
      Class<?>[] parameters = method.getParameterTypes();
      List<Expression> arguments = new ArrayList<>();
      int first = 0;
      if (parameters.length > 0 && parameters[0] == DataContext.class) {
        arguments.add(root);
        first = 1;
      }
      // A volatile call ends with a number that tells it apart: see Convertlets.
      for (int i = 0; i < operands.size() && first + i < parameters.length; i++) {
        Class<?> parameter = parameters[first + i];
        arguments.add(
            parameter == Object.class
                ? Expressions.box(operands.get(i))
                : EnumUtils.convert(operands.get(i), parameter));
      }
      return arguments;
    }
  }
}
