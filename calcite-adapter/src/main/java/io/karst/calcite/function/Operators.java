package io.karst.calcite.function;

import io.karst.calcite.parser.action.KarstOperators;
import io.karst.calcite.type.JsonTypes;
import io.karst.calcite.type.KarstTypeSystem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlMonotonicBinaryOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.jspecify.annotations.Nullable;

/**
 * Infix operators with our own rules of types: {@code +} and {@code -} of dates and times as
 * PostgreSQL has them, vector distances, JSON access. {@link Convertlets} turns each into calls
 * that generated code knows.
 */
final class Operators {
  private static final SqlReturnTypeInference TEXT =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final Map<String, SqlOperator> BY_NAME = new LinkedHashMap<>();

  /** {@code +x}, which is x; also of texts, as H2 and SQLite have it. */
  static final SqlPrefixOperator SIGN =
      new SqlPrefixOperator(
          "+",
          SqlKind.PLUS_PREFIX,
          80,
          ReturnTypes.ARG0,
          InferTypes.RETURN_TYPE,
          OperandTypes.or(OperandTypes.CHARACTER, OperandTypes.NUMERIC_OR_INTERVAL));

  static {
    add(
        new SqlMonotonicBinaryOperator(
            "+",
            SqlKind.PLUS,
            40,
            true,
            arithmetic(),
            InferTypes.FIRST_KNOWN,
            new TimeOperands(SqlStdOperatorTable.PLUS)));
    add(
        new SqlMonotonicBinaryOperator(
            "-",
            SqlKind.MINUS,
            40,
            true,
            arithmetic(),
            InferTypes.FIRST_KNOWN,
            new TimeOperands(SqlStdOperatorTable.MINUS)));
    add(new Product());
    for (Metric metric : Metric.values()) {
      add(
          new SqlBinaryOperator(
              metric.operator(),
              SqlKind.OTHER,
              36,
              true,
              ReturnTypes.DOUBLE_NULLABLE,
              InferTypes.FIRST_KNOWN,
              OperandTypes.ANY_ANY));
    }
    add(KarstOperators.AT_TIME_ZONE);
    for (String symbol : new String[] {"->", "->>"}) {
      add(
          new SqlBinaryOperator(
              symbol,
              SqlKind.OTHER,
              70,
              true,
              symbol.equals("->") ? Operators::json : TEXT,
              null,
              OperandTypes.ANY_ANY));
    }
  }

  private Operators() {}

  private static RelDataType json(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    return factory.createTypeWithNullability(
        (JsonTypes.isJsonb(binding.getOperandType(0)) ? TypeWord.JSONB : TypeWord.JSON)
            .toRel(factory),
        true);
  }

  private static void add(SqlOperator operator) {
    BY_NAME.put(operator.getName(), operator);
  }

  /** A distance of two vectors given as vectors, arrays or text. */
  static SqlFunction distanceFunction(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE_NULLABLE,
        InferTypes.FIRST_KNOWN,
        OperandTypes.ANY_ANY,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  static @Nullable SqlOperator named(String name) {
    return BY_NAME.get(name.toUpperCase(java.util.Locale.ROOT));
  }

  static Collection<SqlOperator> all() {
    return BY_NAME.values();
  }

  static boolean isInstant(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  /** The result of {@code a op b} if dates or times make it special, else null. */
  static @Nullable RelDataType timeResult(
      RelDataTypeFactory factory, SqlKind kind, RelDataType left, RelDataType right) {
    SqlTypeName a = left.getSqlTypeName();
    SqlTypeName b = right.getSqlTypeName();
    boolean minus = kind == SqlKind.MINUS;
    boolean leftInterval = SqlTypeUtil.isInterval(left);
    boolean rightInterval = SqlTypeUtil.isInterval(right);
    RelDataType result = null;
    if (minus && a == KarstTypeSystem.TIME && b == KarstTypeSystem.TIME) {
      result = TypeWord.INTERVAL.toRel(factory);
    } else if (minus && a == SqlTypeName.DATE && b == SqlTypeName.DATE) {
      result = factory.createSqlType(SqlTypeName.INTEGER);
    } else if ((minus && isTimestamp(a) && (isTimestamp(b) || b == SqlTypeName.DATE))
        || (minus && a == SqlTypeName.DATE && isTimestamp(b))) {
      result = TypeWord.INTERVAL.toRel(factory);
    } else if ((a == SqlTypeName.DATE && SqlTypeUtil.isIntType(right))
        || (!minus && SqlTypeUtil.isIntType(left) && b == SqlTypeName.DATE)) {
      result = factory.createSqlType(SqlTypeName.DATE);
    } else if ((a == SqlTypeName.DATE && rightInterval)
        || (!minus && leftInterval && b == SqlTypeName.DATE)) {
      result = factory.createSqlType(SqlTypeName.TIMESTAMP, KarstTypeSystem.TIME_DIGITS);
    } else if ((a == SqlTypeName.DATE && b == KarstTypeSystem.TIME)
        || (!minus && a == KarstTypeSystem.TIME && b == SqlTypeName.DATE)) {
      result = factory.createSqlType(SqlTypeName.TIMESTAMP, KarstTypeSystem.TIME_DIGITS);
    } else if (isTimestamp(a) && (rightInterval || b == KarstTypeSystem.TIME)) {
      result = left;
    } else if (!minus && (leftInterval || a == KarstTypeSystem.TIME) && isTimestamp(b)) {
      result = right;
    }
    return result == null
        ? null
        : factory.createTypeWithNullability(result, left.isNullable() || right.isNullable());
  }

  private static boolean isTimestamp(SqlTypeName name) {
    return name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  private static SqlReturnTypeInference arithmetic() {
    return binding -> {
      RelDataType special = timeResult(binding);
      return special == null ? ReturnTypes.NULLABLE_SUM.inferReturnType(binding) : special;
    };
  }

  private static @Nullable RelDataType timeResult(SqlOperatorBinding binding) {
    return binding.getOperandCount() != 2
        ? null
        : timeResult(
            binding.getTypeFactory(),
            binding.getOperator().getKind(),
            binding.getOperandType(0),
            binding.getOperandType(1));
  }

  /** Multiplication, which asks for the sign of a constant factor only if that is a number. */
  private static final class Product extends SqlMonotonicBinaryOperator {
    Product() {
      super(
          "*",
          SqlKind.TIMES,
          60,
          true,
          ReturnTypes.PRODUCT_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.MULTIPLY_OPERATOR);
    }

    /** Calcite would read any constant as a number; nobody asks for sorted streams here. */
    @Override
    public SqlMonotonicity getMonotonicity(SqlOperatorBinding call) {
      return SqlMonotonicity.NOT_MONOTONIC;
    }
  }

  /** Accepts what {@link #timeResult} knows and what the standard operator accepts. */
  private static final class TimeOperands implements SqlOperandTypeChecker {
    private final SqlBinaryOperator standard;

    TimeOperands(SqlBinaryOperator standard) {
      this.standard = standard;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      SqlOperandTypeChecker checker = standard.getOperandTypeChecker();
      // The standard check may make a time of a literal.
      return timeResult(binding) != null
          || checker == null
          || checker.checkOperandTypes(binding, false)
          || timeResult(binding) != null
          || checker.checkOperandTypes(binding, throwOnFailure);
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.of(2);
    }

    @Override
    public String getAllowedSignatures(SqlOperator op, String opName) {
      return standard.getAllowedSignatures(opName);
    }
  }
}
