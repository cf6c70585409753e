package io.karst.sqltests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Predicates over the columns {@code k}, of some kind, and {@code a}, an integer of 0 to 4. */
final class RandomPredicate {
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};

  private final Random random;
  private final ColumnKind kind;

  RandomPredicate(Random random, ColumnKind kind) {
    this.random = random;
    this.kind = kind;
  }

  /** A predicate of at most {@code depth} connectives below each other. */
  String next(int depth) {
    if (depth > 0) {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          return "(" + next(depth - 1) + " AND " + next(depth - 1) + ")";
        }
        case 2 -> {
          return "(" + next(depth - 1) + " OR " + next(depth - 1) + ")";
        }
        case 3 -> {
          return "NOT (" + next(depth - 1) + ")";
        }
        default -> {}
      }
    }
    return random.nextInt(4) == 0 ? onNumber() : onKey();
  }

  /** A literal that compares with {@code k}. */
  String literal() {
    int count = kind.values().size();
    int at = random.nextInt(count + kind.probes().size());
    return at < count ? kind.values().get(at) : kind.probes().get(at - count);
  }

  private String typed() {
    String literal = kind.values().get(random.nextInt(kind.values().size()));
    return "CAST(" + literal + " AS " + kind.type() + ")";
  }

  private String comparison() {
    return COMPARISONS[random.nextInt(COMPARISONS.length)];
  }

  private String onNumber() {
    int number = random.nextInt(7) - 1;
    return switch (random.nextInt(6)) {
      case 0 -> "a IS NULL";
      case 1 -> "a IN (" + number + ", " + random.nextInt(5) + ")";
      case 2 -> "a BETWEEN " + number + " AND " + random.nextInt(5);
      default -> "a " + comparison() + " " + number;
    };
  }

  private String onKey() {
    return switch (random.nextInt(16)) {
      case 0 -> "k IS NULL";
      case 1 -> "k IS NOT NULL";
      case 2 -> literal() + " " + comparison() + " k";
      case 3 -> "k BETWEEN " + literal() + " AND " + literal();
      case 4 -> "k NOT BETWEEN " + literal() + " AND " + literal();
      case 5 -> "k IN (" + list() + ")";
      case 6 -> "k NOT IN (" + list() + ")";
      case 7 -> "k IS DISTINCT FROM " + typed();
      case 8 -> "(k, a) = (" + typed() + ", " + random.nextInt(5) + ")";
      case 9 -> "(a, k) IN ((1, " + typed() + "), (" + random.nextInt(5) + ", " + typed() + "))";
      case 10 -> special();
      default -> "k " + comparison() + " " + literal();
    };
  }

  private String special() {
    if (kind.isText()) {
      List<String> patterns =
          List.of("a%", "ab%", "%b", "a", "a_%", "", "%", "é%", "_", "a%c", "A%");
      String pattern = patterns.get(random.nextInt(patterns.size()));
      return random.nextBoolean()
          ? "k LIKE '" + pattern + "'"
          : random.nextBoolean() ? "k NOT LIKE '" + pattern + "'" : "lower(k) = 'a'";
    }
    if (kind.isNumber()) {
      // 1e300 is no such numeric: whether that is an error depends on what is evaluated first.
      return random.nextBoolean() || kind.type().startsWith("DOUBLE")
          ? "k = " + typed()
          : "CAST(k AS NUMERIC(30,4)) " + comparison() + " 2.5";
    }
    return switch (kind.type()) {
      case "BOOLEAN" ->
          List.of("k", "NOT k", "k IS TRUE", "k IS NOT TRUE", "k IS FALSE", "k IS NOT FALSE")
              .get(random.nextInt(6));
      case "TIMESTAMP" -> "CAST(k AS DATE) " + comparison() + " DATE '2000-02-29'";
      case "DATE" -> "k " + comparison() + " DATE '2000-02-28' + INTERVAL '1' DAY";
      default -> "COALESCE(k, " + typed() + ") " + comparison() + " " + typed();
    };
  }

  private String list() {
    List<String> items = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      items.add(random.nextInt(12) == 0 ? "NULL" : literal());
    }
    return String.join(", ", items);
  }
}
