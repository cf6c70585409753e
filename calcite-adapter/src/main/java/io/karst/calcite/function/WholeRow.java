package io.karst.calcite.function;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlRowOperator;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** The row of a table as a value, whose fields have the names of the table's columns. */
public final class WholeRow extends SqlRowOperator {
  private final List<String> columns;

  /** A row of columns with these names. */
  public WholeRow(List<String> columns) {
    super("ROW");
    this.columns = List.copyOf(columns);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataTypeFactory.Builder type = binding.getTypeFactory().builder();
    for (int i = 0; i < columns.size(); i++) {
      type.add(columns.get(i), binding.getOperandType(i));
    }
    return type.build();
  }

  /** Without the look-up of an operator of this name, which has no names of columns. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      validator.setValidatedNodeType(operand, validator.deriveType(scope, operand));
    }
    return validateOperands(validator, scope, call);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WholeRow row && row.columns.equals(columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }
}
