package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two queries that answer the same by the rules of SQL: a condition is true, false or unknown for
 * each row, so the three parts make the whole; and it counts the rows that it chooses.
 */
enum Relation implements Check {
  WHERE(
      "SELECT {items} FROM {from}",
      """
      SELECT {items} FROM {from} WHERE {condition}
      UNION ALL SELECT {items} FROM {from} WHERE NOT ({condition})
      UNION ALL SELECT {items} FROM {from} WHERE ({condition}) IS NULL"""),
  DISTINCT(
      "SELECT DISTINCT {items} FROM {from}",
      """
      SELECT DISTINCT {items} FROM {from} WHERE {condition}
      UNION SELECT {items} FROM {from} WHERE NOT ({condition})
      UNION SELECT DISTINCT {items} FROM {from} WHERE ({condition}) IS NULL"""),
  AGGREGATES(
      "SELECT count(*), count({value}), sum({value}), min({value}), max({value}) FROM {from}",
      """
      SELECT sum(n), sum(c), sum(s), min(l), max(h) FROM (
        SELECT count(*) AS n, count({value}) AS c, sum({value}) AS s, min({value}) AS l,
          max({value}) AS h FROM {from} WHERE {condition}
        UNION ALL SELECT count(*), count({value}), sum({value}), min({value}), max({value})
          FROM {from} WHERE NOT ({condition})
        UNION ALL SELECT count(*), count({value}), sum({value}), min({value}), max({value})
          FROM {from} WHERE ({condition}) IS NULL) q"""),
  GROUPS(
      "SELECT {key} AS k, count(*), sum({value}), max({value}) FROM {from} GROUP BY {key}",
      """
      SELECT k, sum(n), sum(s), max(h) FROM (
        SELECT {key} AS k, count(*) AS n, sum({value}) AS s, max({value}) AS h
          FROM {from} WHERE {condition} GROUP BY {key}
        UNION ALL SELECT {key}, count(*), sum({value}), max({value})
          FROM {from} WHERE NOT ({condition}) GROUP BY {key}
        UNION ALL SELECT {key}, count(*), sum({value}), max({value})
          FROM {from} WHERE ({condition}) IS NULL GROUP BY {key}) q GROUP BY k"""),
  HAVING(
      "SELECT {key}, count(*), max({value}) FROM {from} GROUP BY {key}",
      """
      SELECT {key}, count(*), max({value}) FROM {from} GROUP BY {key} HAVING {having}
      UNION ALL SELECT {key}, count(*), max({value}) FROM {from} GROUP BY {key}
        HAVING NOT ({having})
      UNION ALL SELECT {key}, count(*), max({value}) FROM {from} GROUP BY {key}
        HAVING ({having}) IS NULL"""),
  COUNT(
      "SELECT count(*) FROM {from} WHERE {condition}",
      "SELECT coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) FROM {from}");

  static final List<Relation> ALL = List.of(values());
  private static final Pattern PART = Pattern.compile("\\{(\\w+)}");

  private final String whole;
  private final String parted;

  Relation(String whole, String parted) {
    this.whole = whole;
    this.parted = parted;
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return true;
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    String one = fill(whole, example);
    String two = fill(parted, example);
    return Difference.between(
        List.of(one, two),
        laboratory.answer(Dialect.KARST, one),
        laboratory.answer(Dialect.KARST, two),
        false);
  }

  private static String fill(String template, Case example) {
    Matcher matcher = PART.matcher(template);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          text, Matcher.quoteReplacement(example.part(matcher.group(1)).text()));
    }
    return matcher.appendTail(text).toString();
  }
}
