package io.karst.sql.dml;

import java.util.ArrayList;
import java.util.List;

/** Plans of changes as EXPLAIN shows them. */
final class Explained {
  private Explained() {}

  /** A line above a plan, which is indented below it. */
  static List<String> over(String line, List<String> plan) {
    List<String> lines = new ArrayList<>();
    lines.add(line);
    for (String below : plan) {
      lines.add("  " + below);
    }
    return lines;
  }
}
