package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.JsonTypes;
import io.karst.calcite.type.TypeMapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Literals of text among values of one type are read as that type: in a column of VALUES, in the
 * select lists of a set operation, in an array and in the results of CASE and COALESCE. Dates
 * become timestamps there.
 */
final class UnknownLiterals {
  private final KarstValidator validator;
  private final SqlValidatorScope scope;

  UnknownLiterals(KarstValidator validator, SqlValidatorScope scope) {
    this.validator = validator;
    this.scope = scope;
  }

  /** The columns of rows of one length. */
  void readColumns(List<SqlNode> rows) {
    int columns = ((SqlCall) rows.get(0)).operandCount();
    for (int column = 0; column < columns; column++) {
      List<SqlNode> nodes = new ArrayList<>();
      for (SqlNode row : rows) {
        if (((SqlCall) row).operandCount() != columns) {
          return; // refused afterwards
        }
        nodes.add(((SqlCall) row).operand(column));
      }
      RelDataType type = common(nodes);
      for (int i = 0; type != null && i < rows.size(); i++) {
        replace((SqlCall) rows.get(i), column, type);
      }
    }
  }

  /** The operands of a call, which are of one type. */
  void readOperands(SqlCall call) {
    RelDataType type = common(call.getOperandList());
    for (int i = 0; type != null && i < call.operandCount(); i++) {
      replace(call, i, type);
    }
  }

  /** The results of a CASE, which COALESCE is too. */
  void readResults(SqlCase choice) {
    List<SqlNode> results = new ArrayList<>(choice.getThenOperands().getList());
    SqlNode last = requireNonNull(choice.getElseOperand(), "ELSE");
    results.add(last);
    RelDataType type = results.stream().anyMatch(UnknownLiterals::isText) ? common(results) : null;
    if (type == null) {
      return;
    }
    for (int i = 0; i < choice.getThenOperands().size(); i++) {
      if (choice.getThenOperands().get(i) instanceof SqlCharStringLiteral text) {
        choice.getThenOperands().set(i, typed(text, type));
      }
    }
    if (last instanceof SqlCharStringLiteral text) {
      choice.setOperand(3, typed(text, type));
    }
  }

  private static boolean isText(SqlNode node) {
    return node instanceof SqlCharStringLiteral;
  }

  private static SqlNode typed(SqlCharStringLiteral text, RelDataType type) {
    return Casts.typed(
        TypeMapping.fromRel(type), text.getValueAs(String.class), text.getParserPosition());
  }

  private void replace(SqlCall call, int index, RelDataType type) {
    SqlNode node = call.operand(index);
    if (node instanceof SqlCharStringLiteral text) {
      call.setOperand(index, typed(text, type));
    } else if (SqlTypeUtil.isDatetime(type)
        && !SqlUtil.isNullLiteral(node, true)
        && validator.deriveType(scope, node).getSqlTypeName() != type.getSqlTypeName()) {
      call.setOperand(
          index,
          SqlStdOperatorTable.CAST.createCall(
              node.getParserPosition(), node, SqlTypeUtil.convertTypeToSpec(type)));
    }
  }

  /** The type of the nodes that are no literals of text; null if nothing is to be done. */
  private @Nullable RelDataType common(List<SqlNode> nodes) {
    List<RelDataType> types = new ArrayList<>();
    boolean unknown = false;
    boolean mixed = false;
    for (SqlNode node : nodes) {
      if (node instanceof SqlCharStringLiteral) {
        unknown = true;
      } else if (!SqlUtil.isNullLiteral(node, true)) {
        RelDataType type = validator.deriveType(scope, node);
        mixed |= !types.isEmpty() && type.getSqlTypeName() != types.get(0).getSqlTypeName();
        types.add(type);
      }
    }
    if (types.isEmpty() || (!unknown && !(mixed && SqlTypeUtil.isDatetime(types.get(0))))) {
      return null;
    }
    RelDataType type = validator.getTypeFactory().leastRestrictive(types);
    return type == null || !isRead(type) ? null : read(validator.getTypeFactory(), type);
  }

  /** The type that a literal beside a type is read as: a number keeps all its digits. */
  static RelDataType read(RelDataTypeFactory factory, RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
        ? factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.DECIMAL), type.isNullable())
        : type;
  }

  /** Whether a text is read as such a type. */
  static boolean isRead(RelDataType type) {
    return StrictOperands.isStrict(type)
        || type.getSqlTypeName() == SqlTypeName.UUID
        || type.getSqlTypeName() == SqlTypeName.VARBINARY
        || JsonTypes.isJson(type)
        || (type.getComponentType() != null && isElement(type.getComponentType()));
  }

  private static boolean isElement(RelDataType type) {
    return isRead(type) || SqlTypeUtil.inCharFamily(type);
  }

  /** The select lists of a set operation whose operands are validated. */
  void readSelectLists(SqlCall operation) {
    for (int i = 0; i < operation.operandCount(); i++) {
      SqlNode operand = operation.operand(i);
      if (operand instanceof SqlSelect select) {
        for (int column = 0; column < select.getSelectList().size(); column++) {
          if (isUnknown(select, column)) {
            read(operation, select, column);
          }
        }
      }
    }
  }

  private void read(SqlCall operation, SqlSelect select, int column) {
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode operand : operation.getOperandList()) {
      RelDataType row = requireNonNull(validator.getNamespace(operand), "namespace").getRowType();
      if (row.getFieldCount() <= column) {
        return; // refused afterwards
      }
      RelDataType type = row.getFieldList().get(column).getType();
      if (type.getSqlTypeName() != SqlTypeName.NULL
          && !(operand instanceof SqlSelect other && isUnknown(other, column))) {
        types.add(type);
      }
    }
    RelDataType type = types.isEmpty() ? null : validator.getTypeFactory().leastRestrictive(types);
    if (type != null && isRead(type)) {
      validator
          .getTypeCoercion()
          .rowTypeCoercion(scope, select, column, read(validator.getTypeFactory(), type));
    }
  }

  private static boolean isUnknown(SqlSelect select, int column) {
    if (column >= select.getSelectList().size()) {
      return false;
    }
    SqlNode item = select.getSelectList().get(column);
    return (item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item)
        instanceof SqlCharStringLiteral;
  }
}
