package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two answers that should be the same.
 *
 * @param script statements whose last ones give the answers
 */
record Difference(List<String> script, Answer expected, Answer actual) {
  private static final int SHOWN_ROWS = 12;

  static @Nullable Difference between(
      List<String> script, Answer expected, Answer actual, boolean ordered) {
    Answer one = ordered ? expected : expected.sorted();
    Answer two = ordered ? actual : actual.sorted();
    return one.isSame(two) ? null : new Difference(script, one, two);
  }

  /** What kind of difference it is: a smaller example has to show the same. */
  String kind() {
    return kind(expected) + " / " + kind(actual);
  }

  private static String kind(Answer answer) {
    if (answer.failure() == null) {
      return "rows";
    }
    String words = answer.failure().substring(5).replaceAll("(?s)[^A-Za-z.: ].*", "");
    return answer.failure().substring(0, 5) + words;
  }

  @Override
  public String toString() {
    return String.join(";\n", script)
        + ";\n  expected "
        + shown(expected, actual)
        + "\n  but was  "
        + shown(actual, expected);
  }

  private static String shown(Answer answer, Answer other) {
    if (answer.failure() != null) {
      return "failure " + answer.failure();
    }
    List<String> rest = new ArrayList<>(answer.rows());
    if (other.failure() == null) {
      other.rows().forEach(rest::remove);
    }
    List<String> rows = rest.isEmpty() ? answer.rows() : rest;
    return answer.rows().size()
        + " rows, with "
        + rows.subList(0, Math.min(SHOWN_ROWS, rows.size()));
  }
}
