package io.karst.calcite.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;

/** Parameters of a function as Calcite wants them. */
record Parameters(int ordinal, TypeWord word) implements FunctionParameter {

  static List<FunctionParameter> of(List<TypeWord> words) {
    List<FunctionParameter> parameters = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      parameters.add(new Parameters(i, words.get(i)));
    }
    return parameters;
  }

  @Override
  public int getOrdinal() {
    return ordinal;
  }

  @Override
  public String getName() {
    return "arg" + ordinal;
  }

  @Override
  public RelDataType getType(RelDataTypeFactory typeFactory) {
    return typeFactory.createTypeWithNullability(word.toRel(typeFactory), true);
  }

  @Override
  public boolean isOptional() {
    return false;
  }
}
