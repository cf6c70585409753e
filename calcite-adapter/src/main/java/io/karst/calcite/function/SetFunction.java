package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * A function that returns any number of values, called where one is wanted: {@code SELECT
 * unnest(a)}. It is never computed as such; the planner calls its {@link #list} and makes a row of
 * each element.
 */
public final class SetFunction extends SqlFunction {
  /** Numbers the rows that the other functions of a select list make. */
  public static final SetFunction ORDINALITY = new SetFunction();

  private final @Nullable NativeFunction list;

  /**
   * Creates a function.
   *
   * @param list makes the values; where it takes an array and returns any array, its elements
   * @param element type of the values; ANY = the element type of the first argument
   */
  SetFunction(NativeFunction list, TypeWord element) {
    super(
        list.getName(),
        list.getNameAsId(),
        SqlKind.OTHER_FUNCTION,
        binding -> nullable(binding, elementType(binding, element)),
        list.getOperandTypeInference(),
        list.getOperandTypeChecker(),
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.list = list;
  }

  private SetFunction() {
    super(
        "$ordinality",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BIGINT,
        null,
        OperandTypes.NILADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.list = null;
  }

  private static RelDataType elementType(SqlOperatorBinding binding, TypeWord element) {
    if (element != TypeWord.ANY) {
      return element.toRel(binding.getTypeFactory());
    }
    RelDataType type = binding.getOperandType(0);
    for (RelDataType inner = type.getComponentType();
        inner != null;
        inner = type.getComponentType()) {
      type = inner;
    }
    return type;
  }

  private static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
    return binding.getTypeFactory().createTypeWithNullability(type, true);
  }

  /** The rows of one call are no function of its arguments. */
  @Override
  public boolean isDeterministic() {
    return false;
  }

  /** An array of the values; NULL = none. */
  public RexNode list(RexBuilder rex, RelDataType element, List<RexNode> arguments) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType type =
        factory.createTypeWithNullability(factory.createArrayType(element, -1), true);
    return rex.makeCall(type, requireNonNull(list, "list"), arguments);
  }
}
