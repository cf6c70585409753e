package io.karst.calcite.function;

import io.karst.calcite.parser.action.FrameGroups;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/** The functions of select lists that return sets, as lists of their values. */
public final class SetFunctions {
  private SetFunctions() {}

  static void register(FunctionTable table) {
    add(table, "unnest(array)", "elements", TypeWord.ANY);
    add(table, "generate_series(int4,int4)", "series", TypeWord.INT4);
    add(table, "generate_series(int4,int4,int4)", "series", TypeWord.INT4);
    add(table, "generate_series(int8,int8)", "series", TypeWord.INT8);
    add(table, "generate_series(int8,int8,int8)", "series", TypeWord.INT8);
    add(table, "generate_series(numeric,numeric)", "series", TypeWord.NUMERIC);
    add(table, "generate_series(numeric,numeric,numeric)", "series", TypeWord.NUMERIC);
    add(table, "generate_series(timestamp,timestamp,interval)", "series", TypeWord.TIMESTAMP);
    add(
        table,
        "generate_series(timestamptz,timestamptz,interval)",
        "instants",
        TypeWord.TIMESTAMPTZ);
    add(table, "generate_subscripts(array,int4)", "subscripts", TypeWord.INT4);
    add(table, "generate_subscripts(array,int4,bool)", "subscripts", TypeWord.INT4);
    add(table, "regexp_matches(text,text)", "matches", TypeWord.TEXTARRAY);
    add(table, "regexp_matches(text,text,text)", "matches", TypeWord.TEXTARRAY);
    add(table, "regexp_split_to_table(text,text)", "split", TypeWord.TEXT);
    add(table, "regexp_split_to_table(text,text,text)", "split", TypeWord.TEXT);
    add(table, "~string_to_table(text,text)", "parts", TypeWord.TEXT);
    add(table, "~string_to_table(text,text,text)", "parts", TypeWord.TEXT);
    table.add(SetFunction.ORDINALITY);
    table.add(FrameGroups.OPERATOR);
  }

  private static void add(FunctionTable table, String call, String method, TypeWord element) {
    Signature signature = Signature.parse(call + ":array?");
    table.add(
        new SetFunction(
            NativeFunction.of(
                signature, FunctionTable.methodOf(SetFunctions.class, method, signature)),
            element));
  }

  /** All elements, those of the innermost dimension. */
  public static List<?> elements(List<?> array) {
    for (Object element : array) {
      if (element instanceof List<?>) {
        List<@Nullable Object> flat = new ArrayList<>();
        flatten(array, flat);
        return flat;
      }
    }
    return array;
  }

  private static void flatten(List<?> array, List<@Nullable Object> into) {
    for (Object element : array) {
      if (element instanceof List<?> inner) {
        flatten(inner, into);
      } else {
        into.add(element);
      }
    }
  }

  public static List<?> series(int first, int last) {
    return series(first, last, 1);
  }

  public static List<?> series(int first, int last, int step) {
    return SeriesList.integers(first, last, step);
  }

  public static List<?> series(long first, long last) {
    return series(first, last, 1);
  }

  public static List<?> series(long first, long last, long step) {
    return SeriesList.of(first, last, step);
  }

  public static List<?> series(BigDecimal first, BigDecimal last) {
    return series(first, last, BigDecimal.ONE);
  }

  public static List<?> series(BigDecimal first, BigDecimal last, BigDecimal step) {
    if (step.signum() == 0) {
      throw zeroStep();
    }
    List<BigDecimal> values = new ArrayList<>();
    int scale = Math.max(first.scale(), Math.max(last.scale(), step.scale()));
    BigDecimal next = first.setScale(scale);
    while (next.compareTo(last) * step.signum() <= 0) {
      values.add(next);
      next = next.add(step);
    }
    return values;
  }

  public static List<?> series(long first, long last, Interval step) {
    return times(first, last, step, TimeCasts::add);
  }

  public static List<?> instants(DataContext context, long first, long last, Interval step) {
    return times(first, last, step, (time, by) -> TimeCasts.addToInstant(context, time, by));
  }

  private static List<?> times(long first, long last, Interval step, TimeSeries.Addition addition) {
    int direction = step.compareTo(Interval.ZERO);
    if (direction == 0) {
      throw zeroStep();
    }
    List<Long> values = new ArrayList<>();
    long next = first;
    while (direction > 0 ? next <= last : next >= last) {
      values.add(next);
      next = addition.apply(next, step);
    }
    return values;
  }

  public static List<?> subscripts(List<?> array, int dimension) {
    return subscripts(array, dimension, false);
  }

  /** The subscripts of a dimension of an array, from its end with {@code reverse}. */
  public static List<?> subscripts(List<?> array, int dimension, boolean reverse) {
    int count = dimension == 1 ? array.size() : 0;
    return reverse ? SeriesList.integers(count, 1, -1) : SeriesList.integers(1, count, 1);
  }

  public static List<?> matches(String s, String regex) {
    return PatternMatches.matches(s, regex, "");
  }

  public static List<?> matches(String s, String regex, String flags) {
    return PatternMatches.matches(s, regex, flags);
  }

  public static List<?> split(String s, String regex) {
    return PatternMatches.split(s, regex, "");
  }

  public static List<?> split(String s, String regex, String flags) {
    return PatternMatches.split(s, regex, flags);
  }

  public static @Nullable List<?> parts(@Nullable String s, @Nullable String separator) {
    return ArrayFunctions.split(s, separator);
  }

  public static @Nullable List<?> parts(
      @Nullable String s, @Nullable String separator, @Nullable String nullText) {
    return ArrayFunctions.split(s, separator, nullText);
  }

  static KarstException zeroStep() {
    return new KarstException(ErrorCode.INVALID_PARAMETER, "step size cannot equal zero");
  }
}
