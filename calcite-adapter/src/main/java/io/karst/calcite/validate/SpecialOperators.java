package io.karst.calcite.validate;

import io.karst.calcite.function.ByteAggregates;
import io.karst.calcite.function.IntervalAggregates;
import io.karst.calcite.function.NativeAggregate;
import io.karst.calcite.function.WholeRow;
import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.JsonTypes;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Operators that mean something else beside JSON and arrays: {@code || - = <}. */
final class SpecialOperators {
  /** What computes with decimals, by the names of functions. */
  private static final Map<String, String> DECIMAL_FUNCTIONS =
      Map.of(
          "sqrt", "$numeric_sqrt",
          "exp", "$numeric_exp",
          "ln", "$numeric_ln",
          "log", "$numeric_log",
          "log10", "$numeric_log",
          "power", "$numeric_power",
          "$power", "$decimal_power",
          "pow", "$numeric_power");

  private static final Set<String> EXTREMES = Set.of("min", "max");

  private static final Set<SqlKind> ARITHMETIC =
      Set.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.DIVIDE);

  private static final Set<String> CONTAINMENT = Set.of("$holds", "$held_by", "$meets", "||");

  private static final Set<String> ROUNDING = Set.of("round", "trunc", "truncate");

  private SpecialOperators() {}

  /** Gives a call the function that its operator stands for, and literals the type beside them. */
  static void resolve(KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    if (call.getOperator() instanceof SqlFunction) {
      resolveDecimal(validator, scope, call);
      resolveReal(validator, scope, call);
      Overloads.readLiterals(validator, scope, call);
    }
    if (call.operandCount() == 2
        && (SqlKind.BINARY_COMPARISON.contains(call.getKind())
            || CONTAINMENT.contains(call.getOperator().getName()))) {
      readCollection(validator, scope, call, 0);
      readCollection(validator, scope, call, 1);
    }
    if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      new UnknownLiterals(validator, scope).readOperands(call);
    }
    if (call.getOperator() instanceof SqlFunction) {
      return;
    }
    if (call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN) {
      if (call.operand(1) instanceof SqlNodeList list && !call.operand(0).isA(SqlKind.QUERY)) {
        resolveList(validator, scope, call, list);
      }
      return;
    }
    if (call.operandCount() == 2 && ARITHMETIC.contains(call.getKind())) {
      widenReals(validator, scope, call);
    }
    boolean comparison = SqlKind.BINARY_COMPARISON.contains(call.getKind());
    String operator = call.getOperator().getName();
    if (call.operandCount() != 2
        || (!comparison && !operator.equals("||") && call.getKind() != SqlKind.MINUS)
        || call.operand(0).isA(SqlKind.QUERY)
        || call.operand(1).isA(SqlKind.QUERY)) {
      return;
    }
    if (comparison && (isWholeRow(call.operand(0)) || isWholeRow(call.operand(1)))) {
      SqlParserPos pos = call.getParserPosition();
      call.setOperand(
          0, StatementRewriter.call("$record_order", pos, call.operand(0), call.operand(1)));
      call.setOperand(1, SqlLiteral.createExactNumeric("0", pos));
    } else if (comparison) {
      readFields(validator, scope, call);
    }
    if (comparison) {
      widenReals(validator, scope, call);
    }
    RelDataType left = validator.deriveType(scope, call.operand(0));
    RelDataType right = validator.deriveType(scope, call.operand(1));
    if (call.getKind() == SqlKind.MINUS) {
      if (JsonTypes.isJson(left)) {
        become(call, "$jsonb_delete");
      }
      return;
    }
    if (operator.equals("||")
        && (left.getComponentType() != null || right.getComponentType() != null)) {
      ArrayOperands.resolve(validator, scope, call);
      return;
    }
    boolean literal = reads(call, 1, left) || reads(call, 0, right);
    if (comparison) {
      refuseText(call, left, right);
    } else if ((JsonTypes.isJsonb(left) && JsonTypes.isJsonb(right))
        || (literal && operator.equals("||"))) {
      become(call, "jsonb_concat");
    }
  }

  private static void resolveList(
      KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call, SqlNodeList list) {
    RelDataType type = validator.deriveType(scope, call.operand(0));
    if (list.size() == 1 // several have a type in common with it, which is real
        && type.getSqlTypeName() == SqlTypeName.REAL
        && isOtherNumber(validator.deriveType(scope, list.get(0)))) {
      call.setOperand(0, toDouble(call.operand(0)));
    }
    for (int i = 0; i < list.size() && JsonTypes.isJsonb(type); i++) {
      list.set(i, read(list.get(i)));
    }
  }

  /** Roots, powers and logarithms of decimals are decimals, those of other numbers doubles. */
  private static void resolveDecimal(
      KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    String decimal = DECIMAL_FUNCTIONS.get(name);
    int operands = decimal != null && decimal.endsWith("power") ? 2 : 1;
    if (decimal == null || call.operandCount() != operands) {
      return;
    }
    boolean any = false;
    for (SqlNode operand : call.getOperandList()) {
      RelDataType type = validator.deriveType(scope, operand);
      any |= type.getSqlTypeName() == SqlTypeName.DECIMAL;
      if (!SqlTypeUtil.isExactNumeric(type)) {
        return;
      }
    }
    if (any) {
      become(call, decimal);
    }
  }

  /** Reals are rounded as doubles: Calcite finds no order of double and numeric for them. */
  private static void resolveReal(
      KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    if (call.operandCount() == 1
        && ROUNDING.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))
        && validator.deriveType(scope, call.operand(0)).getSqlTypeName() == SqlTypeName.REAL) {
      call.setOperand(0, toDouble(call.operand(0)));
    }
  }

  private static boolean isOtherNumber(RelDataType type) {
    return SqlTypeUtil.isNumeric(type) && type.getSqlTypeName() != SqlTypeName.REAL;
  }

  /** A real beside another number is a double, as PostgreSQL has no operators of both. */
  private static void widenReals(
      KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    if (!validator.isFirst(call)) {
      return;
    }
    RelDataType left = validator.deriveType(scope, call.operand(0));
    RelDataType right = validator.deriveType(scope, call.operand(1));
    if (left.getSqlTypeName() == SqlTypeName.REAL && isOtherNumber(right)) {
      call.setOperand(0, toDouble(call.operand(0)));
    } else if (right.getSqlTypeName() == SqlTypeName.REAL && isOtherNumber(left)) {
      call.setOperand(1, toDouble(call.operand(1)));
    }
  }

  private static SqlNode toDouble(SqlNode node) {
    SqlParserPos pos = node.getParserPosition();
    SqlNode type = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, pos), pos);
    return SqlStdOperatorTable.CAST.createCall(pos, node, type);
  }

  /** Reads a literal of text beside an array, or a jsonb that it is looked for in, as one. */
  private static void readCollection(
      KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call, int index) {
    SqlNode other = call.operand(1 - index);
    if (!(call.operand(index) instanceof SqlCharStringLiteral text)
        || other instanceof SqlCharStringLiteral
        || other.isA(SqlKind.QUERY)) {
      return;
    }
    RelDataType type = validator.deriveType(scope, other);
    String value = text.getValueAs(String.class);
    if (JsonTypes.isJsonb(type)
        || type.getSqlTypeName() == SqlTypeName.VARBINARY
        || (type.getComponentType() != null && value.trim().startsWith("{"))) {
      call.setOperand(
          index, Casts.typed(TypeMapping.fromRel(type), value, text.getParserPosition()));
    }
  }

  /** Reads a literal of text beside a jsonb value as one. */
  private static boolean reads(SqlBasicCall call, int index, RelDataType other) {
    SqlNode operand = call.operand(index);
    if (!JsonTypes.isJsonb(other) || !(operand instanceof SqlCharStringLiteral)) {
      return false;
    }
    call.setOperand(index, read(operand));
    return true;
  }

  private static boolean isWholeRow(SqlNode node) {
    return node instanceof SqlCall row && row.getOperator() instanceof WholeRow;
  }

  /** Reads literals of text beside the jsonb fields of another row. */
  private static void readFields(
      KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    if (call.operand(0).getKind() != SqlKind.ROW || call.operand(1).getKind() != SqlKind.ROW) {
      return;
    }
    SqlCall left = call.operand(0);
    SqlCall right = call.operand(1);
    for (int i = 0; i < left.operandCount() && i < right.operandCount(); i++) {
      if (JsonTypes.isJsonb(validator.deriveType(scope, left.operand(i)))) {
        right.setOperand(i, read(right.operand(i)));
        validator.removeValidatedNodeType(right);
      } else if (JsonTypes.isJsonb(validator.deriveType(scope, right.operand(i)))) {
        left.setOperand(i, read(left.operand(i)));
        validator.removeValidatedNodeType(left);
      }
    }
  }

  private static SqlNode read(SqlNode node) {
    return node instanceof SqlCharStringLiteral literal
        ? Casts.typed(ColumnType.JSONB, literal.getValueAs(String.class), node.getParserPosition())
        : node;
  }

  /** Values of json are texts that nothing compares. */
  private static void refuseText(SqlBasicCall call, RelDataType left, RelDataType right) {
    if (JsonTypes.isJson(left)
        && JsonTypes.isJson(right)
        && !(JsonTypes.isJsonb(left) && JsonTypes.isJsonb(right))) {
      throw StrictOperands.undefined(call, left, right);
    }
  }

  /** Fields of rows without names are f1, f2 ... */
  static void nameField(KarstValidator validator, SqlValidatorScope scope, SqlCall dot) {
    if (dot.operand(0).isA(SqlKind.QUERY) || dot.operand(0).getKind() == SqlKind.SCALAR_QUERY) {
      SqlParserPos position = dot.getParserPosition();
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "a field of the row of a sub-query is not supported")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
    RelDataType row = validator.deriveType(scope, dot.operand(0));
    String name = dot.operand(1).toString();
    if (row.isStruct() && row.getField(name, true, false) == null && name.matches("f[1-9]\\d*")) {
      int index = Integer.parseInt(name.substring(1)) - 1;
      if (index < row.getFieldCount()
          && row.getFieldNames().get(index).equals(SqlUtil.deriveAliasFromOrdinal(index))) {
        dot.setOperand(
            1,
            new SqlIdentifier(
                SqlUtil.deriveAliasFromOrdinal(index), dot.operand(1).getParserPosition()));
      }
    }
  }

  /** Sums and averages of intervals; there are none of texts. */
  static void resolveAggregate(KarstValidator validator, SqlValidatorScope scope, SqlNode expr) {
    SqlNode call = expr;
    while (call.getKind() == SqlKind.OVER
        || call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.RESPECT_NULLS
        || call.getKind() == SqlKind.IGNORE_NULLS) {
      call = ((SqlCall) call).operand(0);
    }
    if (call instanceof SqlBasicCall joined
        && joined.operandCount() == 2
        && joined.getOperator().getName().equalsIgnoreCase("string_agg")
        && validator.deriveType(scope, joined.operand(0)).getSqlTypeName()
            == SqlTypeName.VARBINARY) {
      readCollection(validator, scope, joined, 1);
      joined.setOperator(ByteAggregates.JOINED);
      return;
    }
    if (!(call instanceof SqlBasicCall aggregate)
        || aggregate.operandCount() != 1
        || !(aggregate.getOperator() instanceof SqlFunction function)
        || function instanceof NativeAggregate) {
      return;
    }
    boolean sum = function.getName().equalsIgnoreCase("sum");
    if (EXTREMES.contains(function.getName().toLowerCase(Locale.ROOT))
        && SqlUtil.isNullLiteral(aggregate.operand(0), false)) {
      aggregate.setOperand(0, Casts.of(aggregate.operand(0), ColumnType.TEXT));
    }
    if (sum || function.getName().equalsIgnoreCase("avg")) {
      RelDataType type = validator.deriveType(scope, aggregate.operand(0));
      if (SqlTypeUtil.isInterval(type)) {
        aggregate.setOperator(sum ? IntervalAggregates.SUM : IntervalAggregates.AVG);
      } else if (SqlTypeUtil.inCharFamily(type)) {
        throw validator.handleUnresolvedFunction(aggregate, function, List.of(type), null);
      }
    }
  }

  static void become(SqlBasicCall call, String function) {
    call.setOperator(
        new SqlUnresolvedFunction(
            new SqlIdentifier(function, call.getParserPosition()),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION));
  }
}
