package io.karst.calcite.function;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.calcite.schema.TableFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlUserDefinedTableFunction;

/**
 * A table function implemented by a static Java method that takes a {@link DataContext} and the
 * arguments (boxed, null allowed) and returns an {@code Enumerable<Object[]>}.
 */
final class NativeTableFunction extends SqlUserDefinedTableFunction {

  private NativeTableFunction(String name, List<TypeWord> parameters, Implementation function) {
    super(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        (binding, returnType, operandTypes) -> {
          for (int i = 0; i < operandTypes.length; i++) {
            operandTypes[i] = nullable(binding.getTypeFactory(), parameters.get(i));
          }
        },
        OperandTypes.operandMetadata(
            families(parameters),
            factory -> {
              List<RelDataType> types = new ArrayList<>();
              for (TypeWord word : parameters) {
                types.add(nullable(factory, word));
              }
              return types;
            },
            index -> "arg" + index,
            index -> false),
        function);
  }

  /**
   * Makes the function.
   *
   * @param signature e.g. {@code generate_series(int8,int8)}
   * @param columns names and types of the rows, e.g. {@code depth int4}
   */
  static NativeTableFunction of(Class<?> holder, String method, String signature, String columns) {
    int open = signature.indexOf('(');
    Signature parsed = Signature.parse(signature + ":any");
    for (Method candidate : holder.getMethods()) {
      if (candidate.getName().equals(method)
          && candidate.getParameterCount() == parsed.parameters().size() + 1) {
        return new NativeTableFunction(
            signature.substring(0, open),
            parsed.parameters(),
            new Implementation(candidate, parsed.parameters(), columns));
      }
    }
    throw new IllegalStateException("no method " + method + " for " + signature);
  }

  private static RelDataType nullable(RelDataTypeFactory factory, TypeWord word) {
    return factory.createTypeWithNullability(word.toRel(factory), true);
  }

  private static List<SqlTypeFamily> families(List<TypeWord> parameters) {
    List<SqlTypeFamily> families = new ArrayList<>();
    for (TypeWord word : parameters) {
      families.add(word.family());
    }
    return families;
  }

  /** The rows and how generated code gets them. */
  private static final class Implementation implements TableFunction, ImplementableFunction {
    private final Method method;
    private final List<TypeWord> parameters;
    private final String columns;

    Implementation(Method method, List<TypeWord> parameters, String columns) {
      this.method = method;
      this.parameters = parameters;
      this.columns = columns;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory, List<?> arguments) {
      RelDataTypeFactory.Builder builder = typeFactory.builder();
      for (String column : columns.split(",", -1)) {
        String[] parts = column.trim().split(" ", -1);
        builder.add(parts[0], nullable(typeFactory, TypeWord.of(parts[1])));
      }
      return builder.build();
    }

    @Override
    public Type getElementType(List<?> arguments) {
      return Object[].class;
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return Parameters.of(parameters);
    }

    @Override
    public CallImplementor getImplementor() {
      return RexImpTable.createImplementor(
          (translator, call, operands) -> {
            List<Expression> arguments = new ArrayList<>();
            arguments.add(DataContext.ROOT);
            Class<?>[] types = method.getParameterTypes();
            for (int i = 0; i < operands.size(); i++) {
              arguments.add(EnumUtils.convert(operands.get(i), types[i + 1]));
            }
            return Expressions.call(method, arguments);
          },
          NullPolicy.NONE,
          false);
    }
  }
}
