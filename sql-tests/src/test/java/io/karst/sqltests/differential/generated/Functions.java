package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** Functions and operators by the type of their result, all safe for every argument. */
final class Functions {
  /**
   * A call.
   *
   * @param bound how large a number it may give
   * @param template with a {@code $} for each argument
   */
  private record Call(SqlType result, double bound, String template, List<SqlType> arguments) {}

  private static final List<Call> ALL = new ArrayList<>();

  static {
    for (String template :
        List.of(
            "upper($)",
            "lower($)",
            "trim($)",
            "ltrim($)",
            "rtrim($)",
            "btrim($, 'ab')",
            "initcap($)",
            "substring($ FROM 2)",
            "substring($ FROM 1 FOR 2)",
            "substr($, 0, 2)",
            "left($, 2)",
            "left($, -1)",
            "right($, 1)",
            "right($, -1)",
            "reverse($)",
            "repeat($, 2)",
            "lpad($, 4, 'xy')",
            "rpad($, 3)",
            "translate($, 'ab', 'x')",
            "split_part($, 'b', 1)",
            "md5($)",
            "overlay($ PLACING 'zz' FROM 1 FOR 1)",
            "quote_literal($)",
            "regexp_replace($, '[ab]', 'x')",
            "trim(LEADING 'a' FROM $)",
            "concat($, NULL, 1)",
            "CAST($ AS varchar(2))")) {
      add(SqlType.TEXT, 0, template, SqlType.TEXT);
    }
    for (String template :
        List.of(
            "($ || $)",
            "concat($, $)",
            "concat_ws('-', $, $)",
            "replace($, 'a', $)",
            "replace($, $, 'x')",
            "split_part($, coalesce(nullif($, ''), 'a'), 2)")) {
      add(SqlType.TEXT, 0, template, SqlType.TEXT, SqlType.TEXT);
    }
    for (SqlType type : SqlType.ALL) {
      add(SqlType.TEXT, 0, "CAST($ AS text)", type);
    }
    add(SqlType.TEXT, 0, "($ || $)", SqlType.TEXT, SqlType.INTEGER);
    add(SqlType.TEXT, 0, "($ || $)", SqlType.CHAR, SqlType.TEXT);
    add(SqlType.TEXT, 0, "upper($)", SqlType.CHAR);
    add(SqlType.TEXT, 0, "to_char($, 'YYYY-MM-DD HH24:MI:SS.US')", SqlType.TIMESTAMP);
    add(SqlType.TEXT, 0, "to_char($, 'Dy DD Mon YYYY, Q WW IW')", SqlType.DATE);
    add(SqlType.TEXT, 0, "to_char($, 'FM999,990')", SqlType.INTEGER);
    add(SqlType.TEXT, 0, "encode($, 'hex')", SqlType.BYTEA);
    add(SqlType.TEXT, 0, "encode($, 'base64')", SqlType.BYTEA);
    add(SqlType.VARCHAR, 0, "CAST($ AS varchar(3))", SqlType.TEXT);
    add(SqlType.VARCHAR, 0, "CAST($ AS varchar)", SqlType.INTEGER);
    add(SqlType.CHAR, 0, "CAST($ AS char(4))", SqlType.TEXT);
    for (String template :
        List.of(
            "length($)", "char_length($)", "octet_length($)", "position('a' IN $)", "ascii($)")) {
      add(SqlType.INTEGER, 1.2e6, template, SqlType.TEXT);
    }
    add(SqlType.INTEGER, 1e3, "strpos($, $)", SqlType.TEXT, SqlType.TEXT);
    add(SqlType.INTEGER, 1e3, "length($)", SqlType.CHAR);
    add(SqlType.INTEGER, 1e3, "length($)", SqlType.BYTEA);
    add(SqlType.INTEGER, 4e6, "($ - $)", SqlType.DATE, SqlType.DATE);
    add(SqlType.INTEGER, 1e4, "CAST(extract(YEAR FROM $) AS integer)", SqlType.DATE);
    add(SqlType.INTEGER, 1, "CAST($ AS integer)", SqlType.BOOLEAN);
    for (String unit :
        List.of(
            "YEAR", "MONTH", "DAY", "DOW", "ISODOW", "DOY", "WEEK", "QUARTER", "ISOYEAR", "EPOCH",
            "DECADE", "CENTURY")) {
      add(SqlType.NUMERIC, 3e11, "extract(" + unit + " FROM $)", SqlType.DATE);
      add(SqlType.NUMERIC, 3e11, "extract(" + unit + " FROM $)", SqlType.TIMESTAMP);
    }
    for (String unit : List.of("HOUR", "MINUTE", "SECOND", "MICROSECONDS", "MILLISECONDS")) {
      add(SqlType.NUMERIC, 1e8, "extract(" + unit + " FROM $)", SqlType.TIMESTAMP);
      add(SqlType.DOUBLE, 1e8, "date_part('" + unit + "', $)", SqlType.TIMESTAMPTZ);
      add(SqlType.NUMERIC, 1e8, "extract(" + unit + " FROM $)", SqlType.INTERVAL);
    }
    times();
  }

  private final Grammar grammar;
  private final Choices choices;

  Functions(Grammar grammar) {
    this.grammar = grammar;
    this.choices = grammar.choices();
  }

  private static void times() {
    add(SqlType.DATE, 0, "($ + 3)", SqlType.DATE);
    add(SqlType.DATE, 0, "($ - 40)", SqlType.DATE);
    add(SqlType.DATE, 0, "CAST($ AS date)", SqlType.TIMESTAMP);
    add(SqlType.DATE, 0, "CAST($ AS date)", SqlType.TIMESTAMPTZ);
    for (SqlType type : List.of(SqlType.TIMESTAMP, SqlType.TIMESTAMPTZ)) {
      for (String unit : List.of("year", "quarter", "month", "week", "day", "hour", "second")) {
        add(type, 0, "date_trunc('" + unit + "', $)", type);
      }
      add(type, 0, "($ + $)", type, SqlType.INTERVAL);
      add(type, 0, "($ - $)", type, SqlType.INTERVAL);
      add(type, 0, "CAST($ AS " + type.sqlName() + ")", SqlType.DATE);
      add(SqlType.INTERVAL, 0, "($ - $)", type, type);
      add(SqlType.INTERVAL, 0, "age($, $)", type, type);
    }
    add(SqlType.TIMESTAMP, 0, "($ + $)", SqlType.DATE, SqlType.INTERVAL);
    add(SqlType.TIMESTAMP, 0, "($ AT TIME ZONE 'UTC')", SqlType.TIMESTAMPTZ);
    add(SqlType.TIMESTAMPTZ, 0, "($ AT TIME ZONE 'Asia/Kolkata')", SqlType.TIMESTAMP);
    add(SqlType.INTERVAL, 0, "($ + $)", SqlType.INTERVAL, SqlType.INTERVAL);
    add(SqlType.INTERVAL, 0, "(- $)", SqlType.INTERVAL);
    add(SqlType.INTERVAL, 0, "($ * 2)", SqlType.INTERVAL);
    add(SqlType.INTERVAL, 0, "($ / 2)", SqlType.INTERVAL);
    add(SqlType.INTERVAL, 0, "justify_hours($)", SqlType.INTERVAL);
    add(SqlType.UUID, 0, "CAST(CAST($ AS text) AS uuid)", SqlType.UUID);
    add(SqlType.BYTEA, 0, "($ || $)", SqlType.BYTEA, SqlType.BYTEA);
    add(SqlType.BYTEA, 0, "substring($ FROM 1 FOR 2)", SqlType.BYTEA);
    add(SqlType.BYTEA, 0, "convert_to($, 'UTF8')", SqlType.TEXT);
    add(SqlType.BYTEA, 0, "decode(encode($, 'hex'), 'hex')", SqlType.BYTEA);
  }

  private static void add(SqlType result, double bound, String template, SqlType... arguments) {
    ALL.add(new Call(result, bound, template, List.of(arguments)));
  }

  private static boolean isPortable(Call call) {
    return call.template().equals("($ || $)") && call.arguments().get(0) == SqlType.TEXT;
  }

  /** A call, or a leaf where there is no function with this result. */
  Expression next(SqlType type, Scope scope, int depth) {
    List<Call> calls =
        ALL.stream()
            .filter(call -> call.result() == type)
            .filter(call -> !grammar.isPortable() || isPortable(call))
            .filter(
                call -> !Exclusion.NESTED_LENGTHS.isKept() || !call.template().contains("varchar("))
            .toList();
    if (calls.isEmpty()) {
      return grammar.expressions().leaf(type, scope);
    }
    Call call = choices.pick(calls);
    List<Sql> simpler = new ArrayList<>();
    List<Sql> arguments = new ArrayList<>();
    for (SqlType wanted : call.arguments()) {
      Expression argument = grammar.expressions().next(wanted, scope, depth - 1);
      if (!wanted.isNumber() && argument.bound() > 0 && !call.template().startsWith("extract")) {
        // Years far away leave what timestamps can hold.
        argument = grammar.expressions().literal(wanted);
      }
      arguments.add(argument.sql());
      if (wanted == type) {
        simpler.add(argument.sql());
      }
    }
    simpler.add(grammar.expressions().literal(type).sql());
    Sql sql = Sql.format(call.template(), arguments.toArray(Sql[]::new));
    return new Expression(
        (isPortable(call) ? sql : sql.uses(Feature.POSTGRESQL)).or(simpler.toArray(Sql[]::new)),
        type,
        call.bound(),
        Expressions.writesAlike(type));
  }
}
