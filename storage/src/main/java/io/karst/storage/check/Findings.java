package io.karst.storage.check;

import java.util.ArrayList;
import java.util.List;

/** Problems found so far, up to a limit. */
final class Findings {
  private static final int MOST = 1000;

  private final List<Problem> problems = new ArrayList<>();

  void add(String kind, String name, String problem) {
    if (problems.size() < MOST) {
      problems.add(new Problem(kind, name, problem));
    } else if (problems.size() == MOST) {
      problems.add(
          new Problem("check", name, "more than " + MOST + " problems: the rest is left out"));
    }
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
