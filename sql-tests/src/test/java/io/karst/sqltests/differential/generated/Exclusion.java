package io.karst.sqltests.differential.generated;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Statements that are not compared, each with its reason.
 *
 * <p>Columns of type {@code char(n)} are left out by {@link SqlType#ALL}: Karst keeps and writes
 * their values without the blanks at the end, and does not ignore blanks of a literal.
 */
enum Exclusion {
  /** No statement holds this: a place for the next one. */
  NONE("\\bnever generated\\b");

  private final Pattern pattern;

  Exclusion(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
  }

  static Optional<Exclusion> of(String text) {
    return Arrays.stream(values()).filter(one -> one.pattern.matcher(text).find()).findFirst();
  }
}
