package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What ran, and what differed: of differences of one kind the first is kept. */
final class Tally {
  private static final int MOST_PER_KIND = 6;

  private final Map<String, Integer> checks = new TreeMap<>();
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private final List<String> reports = new ArrayList<>();
  private int schemas;
  private int statements;

  void schema() {
    schemas++;
  }

  void statement() {
    statements++;
  }

  void check(Check check) {
    checks.merge(check.name(), 1, Integer::sum);
  }

  /** Counts a difference; false if there are reports of its kind already. */
  boolean isNew(Check check, Difference difference) {
    return kinds.merge(check.name() + ": " + difference.kind(), 1, Integer::sum) <= MOST_PER_KIND;
  }

  void report(String report) {
    reports.add(report);
  }

  int differences() {
    return kinds.values().stream().mapToInt(Integer::intValue).sum();
  }

  List<String> reports() {
    return reports;
  }

  Map<String, Integer> kinds() {
    return kinds;
  }

  @Override
  public String toString() {
    int all = checks.values().stream().mapToInt(Integer::intValue).sum();
    return schemas
        + " schemas, "
        + statements
        + " statements, "
        + all
        + " checks "
        + checks
        + ", "
        + differences()
        + " differences";
  }
}
