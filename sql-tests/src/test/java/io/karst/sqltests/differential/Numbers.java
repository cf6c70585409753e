package io.karst.sqltests.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Numbers as text: engines choose how many zeros follow the last digit, and the last digits. */
final class Numbers {
  private static final int DIGITS = 12;

  private Numbers() {}

  /** The rows with numbers cut to the digits that all engines agree on, sorted again. */
  static List<String> trimmed(List<String> rows) {
    List<String> result = new ArrayList<>();
    for (String row : rows) {
      StringBuilder out = new StringBuilder();
      for (String value : row.split("\\|", -1)) {
        out.append(out.isEmpty() ? "" : "|").append(trim(value));
      }
      result.add(out.toString());
    }
    Collections.sort(result);
    return result;
  }

  private static String trim(String value) {
    if (value.equals("-0")) {
      // Zeros are equal: which one a group or a maximum shows is not determined.
      return "0";
    }
    int point = value.indexOf('.');
    if (point < 0 || !value.matches("-?[0-9]+\\.[0-9]+")) {
      return value;
    }
    String cut = value.substring(0, Math.min(value.length(), point + DIGITS));
    return cut.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
