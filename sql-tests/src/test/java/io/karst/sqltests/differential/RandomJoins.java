package io.karst.sqltests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Queries that join three to seven of five tables {@code j0} to {@code j4} (id, a, b), nested and
 * of all kinds, with conditions on nullable columns behind them. Each answers one row of sums.
 */
final class RandomJoins {
  private static final int TABLES = 5;
  private static final String[] COLUMNS = {"id", "a", "b"};

  private final Random random;
  private final List<String> aliases = new ArrayList<>();

  RandomJoins(Random random) {
    this.random = random;
  }

  String next() {
    aliases.clear();
    String from = tree(3 + random.nextInt(5), new ArrayList<>());
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    for (String alias : aliases) {
      sql.append(", sum(coalesce(").append(alias).append(".id, -7))");
    }
    sql.append(" FROM ").append(from);
    int conditions = random.nextInt(3);
    for (int i = 0; i < conditions; i++) {
      sql.append(i == 0 ? " WHERE " : " AND ").append(condition());
    }
    return sql.toString();
  }

  /** A join of a number of tables; adds their aliases to those seen. */
  private String tree(int tables, List<String> seen) {
    if (tables == 1) {
      String alias = "t" + aliases.size();
      aliases.add(alias);
      seen.add(alias);
      return "j" + random.nextInt(TABLES) + " " + alias;
    }
    int left = random.nextInt(3) == 0 ? 1 + random.nextInt(tables - 1) : tables - 1;
    List<String> leftSeen = new ArrayList<>();
    List<String> rightSeen = new ArrayList<>();
    String first = tree(left, leftSeen);
    String second = tree(tables - left, rightSeen);
    seen.addAll(leftSeen);
    seen.addAll(rightSeen);
    String on = column(leftSeen) + " = " + column(rightSeen);
    if (random.nextInt(4) == 0) {
      on += " AND " + column(seen) + (random.nextBoolean() ? " <= " : " = ") + column(seen);
    }
    if (random.nextInt(8) == 0) {
      on += " AND " + column(rightSeen) + " IS NOT NULL";
    }
    return first + kind() + (tables - left > 1 ? "(" + second + ")" : second) + " ON " + on;
  }

  private String kind() {
    int kind = random.nextInt(20);
    return kind < 11
        ? " JOIN "
        : kind < 16 ? " LEFT JOIN " : kind < 19 ? " RIGHT JOIN " : " FULL JOIN ";
  }

  private String column(List<String> of) {
    return of.get(random.nextInt(of.size())) + "." + COLUMNS[random.nextInt(COLUMNS.length)];
  }

  private String condition() {
    String column = column(aliases);
    return switch (random.nextInt(8)) {
      case 0 -> column + " IS NULL";
      case 1 -> "coalesce(" + column + ", " + column(aliases) + ", 0) < " + random.nextInt(40);
      case 2 -> column + " = " + column(aliases);
      case 3 -> column + " < " + random.nextInt(60);
      case 4 -> "(" + column + " = " + random.nextInt(20) + " OR " + column(aliases) + " IS NULL)";
      case 5 -> "EXISTS (" + inner(column) + ")";
      case 6 -> "NOT EXISTS (" + inner(column) + ")";
      default -> column + " IN (SELECT x.b FROM j" + random.nextInt(TABLES) + " x)";
    };
  }

  private String inner(String column) {
    return "SELECT 1 FROM j"
        + random.nextInt(TABLES)
        + " x WHERE x."
        + COLUMNS[random.nextInt(COLUMNS.length)]
        + " = "
        + column
        + (random.nextInt(3) == 0 ? " AND x.a < " + column(aliases) : "");
  }
}
