package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.function.KarstOperatorTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of parameters that Calcite's operators leave open: results of CASE and COALESCE,
 * arguments of overloaded functions. A parameter whose place says nothing about its type is text.
 */
final class ParameterInference {
  private static final SqlBasicVisitor<@Nullable SqlNode> FIRST_PARAMETER =
      new SqlBasicVisitor<@Nullable SqlNode>() {
        @Override
        public @Nullable SqlNode visit(SqlDynamicParam parameter) {
          return parameter;
        }

        @Override
        public @Nullable SqlNode visit(SqlNodeList list) {
          return first(list);
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
          return first(call.getOperandList());
        }

        private @Nullable SqlNode first(Iterable<? extends @Nullable SqlNode> nodes) {
          for (SqlNode node : nodes) {
            SqlNode found = node == null ? null : node.accept(this);
            if (found != null) {
              return found;
            }
          }
          return null;
        }
      };

  /** Operators whose result is true or false, which says nothing about their operands. */
  private static final Set<SqlKind> CONDITIONS = conditions();

  /** Arithmetic, and {@code ||} and the like. */
  private static final Set<SqlKind> OPERATORS =
      EnumSet.of(
          SqlKind.PLUS_PREFIX,
          SqlKind.MINUS_PREFIX,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MOD,
          SqlKind.OTHER);

  private final KarstValidator validator;
  private final RelDataTypeFactory types;

  /** By number: a rewritten expression may mention a parameter several times. */
  private final Map<Integer, RelDataType> known = new HashMap<>();

  ParameterInference(KarstValidator validator) {
    this.validator = validator;
    this.types = validator.getTypeFactory();
  }

  private static Set<SqlKind> conditions() {
    Set<SqlKind> kinds = EnumSet.copyOf(SqlKind.COMPARISON);
    kinds.addAll(
        EnumSet.of(
            SqlKind.IN,
            SqlKind.NOT_IN,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.BETWEEN,
            SqlKind.LIKE,
            SqlKind.SIMILAR,
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL));
    return kinds;
  }

  static boolean hasParameter(SqlNode node) {
    return node.accept(FIRST_PARAMETER) != null;
  }

  @Nullable RelDataType parameterType(int index) {
    return known.get(index);
  }

  /** The type of a parameter: what was found first, what its place wants, or text. */
  RelDataType typeOf(SqlDynamicParam parameter, RelDataType wanted) {
    RelDataType before = known.get(parameter.getIndex());
    if (before != null) {
      return before;
    }
    if (wanted.equals(validator.unknown())) {
      return types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
    }
    known.put(parameter.getIndex(), wanted);
    return wanted;
  }

  /** Infers what Calcite would not; true if nothing is left to do for the node. */
  boolean infer(RelDataType wanted, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlCase choice) {
      inferBranches(choice, wanted, scope);
      return false;
    }
    if (!(node instanceof SqlBasicCall call) || call.isA(SqlKind.QUERY)) {
      return false;
    }
    boolean passesOn = call.getKind() == SqlKind.CAST_NOT_NULL;
    boolean asksNothing =
        call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL;
    if ((passesOn || asksNothing) && call.operand(0) instanceof SqlDynamicParam) {
      validator.inferParameters(passesOn ? wanted : validator.unknown(), scope, call.operand(0));
      return true;
    }
    for (SqlNode operand : call.getOperandList()) {
      // An operator asks for the types of its operands before it infers those of parameters.
      if ((decidesItself(operand) || isCast(call, operand)) && hasParameter(operand)) {
        validator.inferParameters(validator.unknown(), scope, operand);
      }
    }
    if (call.getKind() == SqlKind.FILTER) {
      validator.inferParameters(wanted, scope, call.operand(0));
      validator.inferParameters(types.createSqlType(SqlTypeName.BOOLEAN), scope, call.operand(1));
      return true;
    }
    if (call.getOperator() instanceof SqlFunction function) {
      return inferArguments(function, call, scope);
    }
    return call.operandCount() == 2 && (inferRows(call, scope) || inferSecond(call, scope));
  }

  /** Whether an operand says what its parameters are, whatever its place wants. */
  private static boolean decidesItself(SqlNode operand) {
    return operand instanceof SqlCase
        || operand.getKind() == SqlKind.FILTER
        || operand.isA(CONDITIONS)
        || (operand instanceof SqlCall own && own.isA(OPERATORS) && !onlyParameters(own))
        || (operand instanceof SqlCall call
            && (call.getOperator() instanceof SqlFunction || OuterColumns.isAggregate(call)));
  }

  private static boolean onlyParameters(SqlCall call) {
    return call.getOperandList().stream().allMatch(SqlDynamicParam.class::isInstance);
  }

  /** Whether an operand is a call whose result is cast, whatever that is. */
  private static boolean isCast(SqlCall call, SqlNode operand) {
    return call.getKind() == SqlKind.CAST
        && operand instanceof SqlBasicCall
        && !operand.isA(SqlKind.QUERY);
  }

  /** {@code (a, b) = (?, ?)} and {@code (a, b) IN ((?, ?), ...)}: field by field. */
  private boolean inferRows(SqlCall call, SqlValidatorScope scope) {
    if (call.operand(0).getKind() != SqlKind.ROW || !hasParameter(call)) {
      return false;
    }
    List<SqlCall> rows = new ArrayList<>();
    rows.add(call.operand(0));
    SqlNode second = call.operand(1);
    for (SqlNode item : second instanceof SqlNodeList list ? list : List.of(second)) {
      if (!(item instanceof SqlCall row)
          || row.getKind() != SqlKind.ROW
          || row.operandCount() != rows.get(0).operandCount()) {
        return false;
      }
      rows.add(row);
    }
    for (int i = 0; i < rows.get(0).operandCount(); i++) {
      RelDataType type = validator.unknown();
      for (SqlCall row : rows) {
        SqlNode field = row.operand(i);
        if (!(field instanceof SqlDynamicParam)) {
          validator.inferParameters(validator.unknown(), scope, field);
          type = type.equals(validator.unknown()) ? validator.deriveType(scope, field) : type;
        }
      }
      for (SqlCall row : rows) {
        if (row.operand(i) instanceof SqlDynamicParam parameter) {
          validator.inferParameters(type, scope, parameter);
        }
      }
    }
    return true;
  }

  /** Operators whose second operand has another type than the first. */
  private boolean inferSecond(SqlCall call, SqlValidatorScope scope) {
    boolean asked =
        call.getKind() == SqlKind.PLUS
            || call.getKind() == SqlKind.TIMES
            || call.getKind() == SqlKind.DIVIDE
            || call.getKind() == SqlKind.ITEM;
    if (!asked
        || !(call.operand(1) instanceof SqlDynamicParam)
        || call.operand(0) instanceof SqlDynamicParam) {
      return false;
    }
    validator.inferParameters(validator.unknown(), scope, call.operand(0));
    SqlTypeName first = validator.deriveType(scope, call.operand(0)).getSqlTypeName();
    RelDataType second = null;
    if (call.getKind() == SqlKind.ITEM) {
      second = first == SqlTypeName.ARRAY ? types.createSqlType(SqlTypeName.INTEGER) : null;
    } else if (call.getKind() != SqlKind.PLUS) {
      boolean interval = SqlTypeName.INTERVAL_TYPES.contains(first);
      second = interval ? types.createSqlType(SqlTypeName.DOUBLE) : null;
    } else if (first == SqlTypeName.DATE) {
      second = types.createSqlType(SqlTypeName.INTEGER);
    } else if (SqlTypeName.DATETIME_TYPES.contains(first)) {
      second = types.createSqlType(SqlTypeName.INTERVAL_DAY_SECOND);
    }
    if (second == null) {
      return false;
    }
    validator.inferParameters(second, scope, call.operand(1));
    return true;
  }

  private static SqlNode result(SqlNode branch) {
    return branch.getKind() == SqlKind.CAST_NOT_NULL ? ((SqlCall) branch).operand(0) : branch;
  }

  /** Parameters that are results of a CASE (or COALESCE) have the type of the other results. */
  private void inferBranches(SqlCase choice, RelDataType wanted, SqlValidatorScope scope) {
    List<SqlNode> branches = new ArrayList<>(choice.getThenOperands().getList());
    branches.add(requireNonNull(choice.getElseOperand(), "else"));
    List<SqlNode> parameters = new ArrayList<>();
    List<RelDataType> others = new ArrayList<>();
    for (SqlNode branch : branches) {
      SqlNode result = result(branch);
      if (result instanceof SqlDynamicParam) {
        parameters.add(result);
      } else if (!SqlUtil.isNullLiteral(result, false)) {
        validator.inferParameters(validator.unknown(), scope, result);
        others.add(validator.deriveType(scope, result));
      }
    }
    if (parameters.isEmpty()) {
      return;
    }
    RelDataType common = others.isEmpty() ? wanted : types.leastRestrictive(others);
    if (common == null || common.equals(validator.unknown())) {
      common = validator.unknown();
      RelDataType condition =
          choice.getValueOperand() == null
              ? types.createSqlType(SqlTypeName.BOOLEAN)
              : validator.unknown();
      for (SqlNode when : choice.getWhenOperands()) {
        validator.inferParameters(condition, scope, when);
      }
    }
    for (SqlNode parameter : parameters) {
      validator.inferParameters(common, scope, parameter);
    }
  }

  /** Arguments take the types of the overload that fits the other arguments best. */
  private boolean inferArguments(SqlFunction function, SqlCall call, SqlValidatorScope scope) {
    List<SqlNode> arguments = call.getOperandList();
    if (arguments.stream().noneMatch(SqlDynamicParam.class::isInstance)) {
      return false;
    }
    List<@Nullable RelDataType> given = new ArrayList<>();
    for (SqlNode argument : arguments) {
      if (argument instanceof SqlDynamicParam) {
        given.add(null);
      } else {
        validator.inferParameters(validator.unknown(), scope, argument);
        given.add(validator.deriveType(scope, argument));
      }
    }
    List<RelDataType> best = null;
    int bestScore = -1;
    for (SqlOperator overload : KarstOperatorTable.INSTANCE.overloads(function.getName())) {
      List<RelDataType> parameters =
          overload.getOperandTypeChecker() instanceof SqlOperandMetadata metadata
              ? metadata.paramTypes(types)
              : List.of();
      int score = score(given, parameters);
      if (score > bestScore) {
        bestScore = score;
        best = parameters;
      }
    }
    if (best == null) {
      best = standard(function.getName().toLowerCase(Locale.ROOT), given);
    }
    if (best == null) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (given.get(i) == null) {
        RelDataType type = best.get(i);
        boolean open = type.getSqlTypeName() == SqlTypeName.ANY;
        validator.inferParameters(open ? validator.unknown() : type, scope, arguments.get(i));
      }
    }
    return true;
  }

  /** Types of the arguments of the standard functions that leave them open, or null. */
  private @Nullable List<RelDataType> standard(String name, List<@Nullable RelDataType> given) {
    int count = given.size();
    RelDataType number = types.createSqlType(SqlTypeName.DOUBLE);
    RelDataType integer = types.createSqlType(SqlTypeName.INTEGER);
    return switch (name) {
      case "greatest", "least", "mod" ->
          Collections.nCopies(count, first(given, validator.unknown()));
      case "abs",
          "sign",
          "ceil",
          "ceiling",
          "floor",
          "exp",
          "ln",
          "log10",
          "sqrt",
          "power",
          "$power" ->
          Collections.nCopies(count, first(given, number));
      case "substring" ->
          List.of(types.createSqlType(SqlTypeName.VARCHAR), integer, integer)
              .subList(0, Math.min(3, count));
      default -> null;
    };
  }

  private static RelDataType first(List<@Nullable RelDataType> given, RelDataType otherwise) {
    for (RelDataType type : given) {
      if (type != null) {
        return type;
      }
    }
    return otherwise;
  }

  /** How well arguments fit: -1 = not; parameters prefer doubles, as in PostgreSQL. */
  private static int score(List<@Nullable RelDataType> given, List<RelDataType> parameters) {
    if (given.size() != parameters.size()) {
      return -1;
    }
    int score = 0;
    for (int i = 0; i < parameters.size(); i++) {
      RelDataType type = given.get(i);
      SqlTypeName wanted = parameters.get(i).getSqlTypeName();
      if (type == null) {
        score += wanted == SqlTypeName.DOUBLE ? 1 : 0;
      } else if (type.getSqlTypeName() == wanted) {
        score += 10;
      } else if (wanted != SqlTypeName.ANY && !sameFamily(type.getSqlTypeName(), wanted)) {
        return -1;
      }
    }
    return score;
  }

  private static boolean sameFamily(SqlTypeName given, SqlTypeName wanted) {
    boolean numbers =
        SqlTypeFamily.NUMERIC.getTypeNames().contains(given)
            && SqlTypeFamily.NUMERIC.getTypeNames().contains(wanted);
    return numbers || given == SqlTypeName.NULL || given.getFamily() == wanted.getFamily();
  }
}
