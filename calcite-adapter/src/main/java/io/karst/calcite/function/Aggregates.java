package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's aggregates that Calcite lacks or computes otherwise. */
public final class Aggregates {
  private static final List<SqlTypeFamily> TWO_NUMBERS =
      List.of(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC);
  private static final List<SqlTypeFamily> ONE = List.of(SqlTypeFamily.ANY);
  private static final List<SqlTypeFamily> TWO = List.of(SqlTypeFamily.ANY, SqlTypeFamily.ANY);
  private static final List<SqlTypeFamily> THREE =
      List.of(SqlTypeFamily.ANY, SqlTypeFamily.ANY, SqlTypeFamily.ANY);
  private static final SqlReturnTypeInference DOUBLE =
      ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlReturnTypeInference JSONB =
      binding -> nullable(binding, TypeWord.JSONB.toRel(binding.getTypeFactory()));
  private static final SqlReturnTypeInference JSON =
      binding -> nullable(binding, TypeWord.JSON.toRel(binding.getTypeFactory()));

  /** The first value of a group. */
  public static final SqlAggFunction FIRST =
      NativeAggregate.of(
          "first", ReturnTypes.ARG0_NULLABLE_IF_EMPTY, ONE, false, Aggregates.class, "first");

  /** The last value of a group. */
  public static final SqlAggFunction LAST =
      NativeAggregate.of(
          "last", ReturnTypes.ARG0_NULLABLE_IF_EMPTY, ONE, false, Aggregates.class, "last");

  private Aggregates() {}

  static void register(FunctionTable table) {
    String[] statistics = {
      "corr",
      "covar_pop",
      "covar_samp",
      "regr_slope",
      "regr_intercept",
      "regr_r2",
      "regr_avgx",
      "regr_avgy",
      "regr_sxx",
      "regr_syy",
      "regr_sxy"
    };
    for (String name : statistics) {
      table.add(
          NativeAggregate.of(name, DOUBLE, TWO_NUMBERS, true, RegressionStates.class, camel(name)));
    }
    table.add(
        NativeAggregate.of(
            "regr_count",
            ReturnTypes.BIGINT,
            TWO_NUMBERS,
            true,
            RegressionStates.class,
            "regrCount"));
    table.add(
        NativeAggregate.of(
            "array_agg", Aggregates::arrayType, ONE, false, Aggregates.class, "array"));
    table.add(
        NativeAggregate.of(
            "string_agg",
            ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            List.of(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
            false,
            Aggregates.class,
            "text"));
    table.add(
        NativeAggregate.of(
            "nth_value",
            binding -> nullable(binding, binding.getOperandType(0)),
            List.of(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC),
            false,
            Aggregates.class,
            "nth"));
    orderedSets(table);
    json(table, "_agg", ONE, "arrayState");
    json(table, "_agg_strict", ONE, "presentArrayState");
    json(table, "_object_agg", TWO, "objectState");
    json(table, "_object_agg_strict", TWO, "presentObjectState");
    json(table, "_object_agg_unique", TWO, "uniqueObjectState");
    json(table, "_object_agg_unique_strict", TWO, "uniquePresentObjectState");
  }

  /** An aggregate of json and its twin of jsonb. */
  private static void json(
      FunctionTable table, String name, List<SqlTypeFamily> operands, String state) {
    Class<?> texts = JsonTexts.class;
    table.add(NativeAggregate.ofJson("json" + name, JSON, operands, texts, state));
    table.add(NativeAggregate.ofJson("jsonb" + name, JSONB, operands, texts, state + "Binary"));
  }

  /** What {@code f(a) WITHIN GROUP (ORDER BY b)} is rewritten to: {@code $f(a, b, descending)}. */
  private static void orderedSets(FunctionTable table) {
    Class<?> holder = OrderedSets.class;
    table.add(
        NativeAggregate.of(
            "$percentile_cont", Aggregates::continuous, THREE, true, holder, "continuous"));
    table.add(
        NativeAggregate.of(
            "$percentile_disc", Aggregates::discrete, THREE, true, holder, "discrete"));
    table.add(
        NativeAggregate.of(
            "$mode",
            binding -> nullable(binding, binding.getOperandType(0)),
            TWO,
            true,
            holder,
            "mode"));
    table.add(NativeAggregate.of("$rank", ReturnTypes.BIGINT, THREE, false, holder, "rank"));
    table.add(
        NativeAggregate.of("$dense_rank", ReturnTypes.BIGINT, THREE, false, holder, "denseRank"));
    table.add(
        NativeAggregate.of(
            "$percent_rank", ReturnTypes.DOUBLE, THREE, false, holder, "percentRank"));
    table.add(
        NativeAggregate.of("$cume_dist", ReturnTypes.DOUBLE, THREE, false, holder, "cumeDist"));
  }

  private static String camel(String name) {
    int line = name.indexOf('_');
    return line < 0
        ? name
        : name.substring(0, line)
            + Character.toUpperCase(name.charAt(line + 1))
            + name.substring(line + 2);
  }

  static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
    return binding.getTypeFactory().createTypeWithNullability(type, true);
  }

  private static RelDataType arrayType(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType element = nullable(binding, binding.getOperandType(0));
    return nullable(binding, factory.createArrayType(element, -1));
  }

  private static RelDataType continuous(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType number = nullable(binding, factory.createSqlType(SqlTypeName.DOUBLE));
    return binding.getOperandType(0).getComponentType() == null
        ? number
        : nullable(binding, factory.createArrayType(number, -1));
  }

  private static RelDataType discrete(SqlOperatorBinding binding) {
    RelDataType value = nullable(binding, binding.getOperandType(1));
    return binding.getOperandType(0).getComponentType() == null
        ? value
        : nullable(binding, binding.getTypeFactory().createArrayType(value, -1));
  }

  /** Texts that are not NULL, each with its separator before it except the first. */
  public static Accumulator text() {
    return new Accumulator() {
      private @Nullable StringBuilder joined;

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        if (first == null) {
          return;
        }
        if (joined == null) {
          joined = new StringBuilder();
        } else if (second != null) {
          joined.append(second);
        }
        joined.append(first);
      }

      @Override
      @Nullable Object value() {
        return joined == null ? null : joined.toString();
      }
    };
  }

  /** The sum of doubles, or of reals, which it rounds at its end. */
  public static Accumulator sum(boolean real) {
    return new Accumulator() {
      private double sum;

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        double value = ((Number) java.util.Objects.requireNonNull(first)).doubleValue();
        sum = real ? (float) sum + (float) value : sum + value;
      }

      @Override
      Object value() {
        return real ? (Object) (float) sum : (Object) sum;
      }
    };
  }

  /** The value of the first row. */
  public static Accumulator first() {
    return new Accumulator() {
      private boolean any;
      private @Nullable Object value;

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        if (!any) {
          any = true;
          value = first;
        }
      }

      @Override
      @Nullable Object value() {
        return value;
      }
    };
  }

  /** The value of the last row. */
  public static Accumulator last() {
    return new Accumulator() {
      private @Nullable Object value;

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        value = first;
      }

      @Override
      @Nullable Object value() {
        return value;
      }
    };
  }

  /** The value of a frame's nth row. */
  public static Accumulator nth() {
    return new Accumulator() {
      private long rows;
      private @Nullable Object value;

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        long wanted = second == null ? 0 : ((Number) second).longValue();
        if (second != null && wanted < 1) {
          throw new KarstException(
              ErrorCode.INVALID_NTH_VALUE, "argument of nth_value must be greater than zero");
        }
        rows++;
        if (rows == wanted) {
          value = first;
        }
      }

      @Override
      @Nullable Object value() {
        return value;
      }
    };
  }

  /** Elements in the order of the rows, NULLs too. */
  public static Accumulator array() {
    return new Accumulator() {
      private final List<@Nullable Object> elements = new ArrayList<>();

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        elements.add(first);
      }

      @Override
      Object value() {
        return Collections.unmodifiableList(new ArrayList<>(elements));
      }
    };
  }
}
