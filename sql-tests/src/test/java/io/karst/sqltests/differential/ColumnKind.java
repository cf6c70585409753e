package io.karst.sqltests.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * A column type with values at its edges.
 *
 * @param type as in CREATE TABLE
 * @param values literals that columns hold
 * @param probes further literals that the column may be compared with, of other types too
 */
record ColumnKind(String type, List<String> values, List<String> probes) {
  private static final List<String> NUMBERS =
      List.of("2.5", "-0.5", "3000000000", "1e1", "99999999999999999999", "'7'", "40000", "1.00");

  static final List<ColumnKind> ALL =
      List.of(
          new ColumnKind("SMALLINT", List.of("-32768", "-1", "0", "1", "2", "7", "32767"), NUMBERS),
          new ColumnKind(
              "INTEGER",
              List.of("-2147483648", "-1", "0", "1", "2", "7", "10", "2147483647"),
              NUMBERS),
          new ColumnKind(
              "BIGINT",
              List.of("-9223372036854775808", "-1", "0", "1", "7", "10", "9223372036854775807"),
              NUMBERS),
          new ColumnKind(
              "NUMERIC(12,3)",
              List.of(
                  "-123456789.125", "-0.5", "0", "0.001", "2.5", "2.500", "10", "999999999.999"),
              plus(NUMBERS, "2.5001", "0.0005", "1e-9")),
          new ColumnKind(
              "DOUBLE PRECISION",
              List.of(
                  "'-Infinity'",
                  "-1e300",
                  "-0.5",
                  "0",
                  "1e-300",
                  "2.5",
                  "10",
                  "1e300",
                  "'Infinity'",
                  "'NaN'"),
              plus(NUMBERS, "0.1", "-0.0")),
          new ColumnKind("REAL", List.of("-2.5", "-0.5", "0", "0.5", "2.5", "10", "1e10"), NUMBERS),
          new ColumnKind(
              "TEXT",
              List.of(
                  "''",
                  "'a'",
                  "'A'",
                  "'ab'",
                  "'abc'",
                  "'abd'",
                  "'a%'",
                  "'a_b'",
                  "'b'",
                  "'é'",
                  "'z'",
                  "'\uD83D\uDE00'",
                  "'a '"),
              List.of("'aa'", "'zz'", "' '", "'abcd'")),
          new ColumnKind(
              "VARCHAR(5)",
              List.of("''", "'a'", "'ab'", "'abc'", "'abcde'", "'b'", "'zzzzz'"),
              List.of("'abcdef'", "'aa'", "'B'")),
          new ColumnKind(
              "CHAR(4)", List.of("'a'", "'ab'", "'abcd'", "'b'", "'zz'"), List.of("'aa'", "'c'")),
          new ColumnKind(
              "DATE",
              List.of(
                  "DATE '1582-10-20'",
                  "DATE '1969-12-31'",
                  "DATE '1970-01-01'",
                  "DATE '2000-02-29'",
                  "DATE '2024-06-30'",
                  "DATE '2101-01-01'"),
              List.of(
                  "TIMESTAMP '2000-02-29 00:00:00'",
                  "TIMESTAMP '2000-02-29 12:30:00'",
                  "'2024-06-30'",
                  "DATE '2010-10-10'",
                  "TIMESTAMP '1969-12-31 23:59:59'")),
          new ColumnKind(
              "TIMESTAMP",
              List.of(
                  "TIMESTAMP '1969-12-31 23:59:59.999'",
                  "TIMESTAMP '1970-01-01 00:00:00'",
                  "TIMESTAMP '2000-02-29 12:30:00.5'",
                  "TIMESTAMP '2024-06-30 00:00:00'",
                  "TIMESTAMP '2101-01-01 10:00:00'"),
              List.of(
                  "DATE '2024-06-30'",
                  "DATE '2000-02-29'",
                  "'2000-02-29 12:30:00.5'",
                  "TIMESTAMP '1970-01-01 00:00:00.001'")),
          new ColumnKind(
              "TIME",
              List.of("TIME '00:00:00'", "TIME '12:30:00'", "TIME '23:59:59'"),
              List.of("TIME '12:30:01'", "TIME '06:00:00'")),
          new ColumnKind(
              "UUID",
              List.of(
                  "'00000000-0000-0000-0000-000000000000'",
                  "'7fffffff-ffff-ffff-8000-000000000000'",
                  "'80000000-0000-0000-0000-000000000000'",
                  "'80000000-0000-0000-ffff-ffffffffffff'",
                  "'ffffffff-ffff-ffff-ffff-ffffffffffff'"),
              List.of("'9a8b7c6d-0000-4000-8000-123456789abc'")),
          new ColumnKind("BOOLEAN", List.of("TRUE", "FALSE"), List.of("TRUE")));

  ColumnKind {
    values = List.copyOf(values);
    probes = List.copyOf(probes);
  }

  private static List<String> plus(List<String> list, String... more) {
    List<String> all = new ArrayList<>(list);
    all.addAll(List.of(more));
    return all;
  }

  boolean isText() {
    return type.equals("TEXT") || type.startsWith("VARCHAR");
  }

  boolean isNumber() {
    return probes.containsAll(NUMBERS);
  }

  @Override
  public String toString() {
    return type;
  }
}
