package io.karst.sqltests.slt;

import io.karst.sqltests.slt.SltRecord.Condition;
import io.karst.sqltests.slt.SltRecord.LineRange;
import io.karst.sqltests.slt.SltRecord.SortMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parser of test files.
 *
 * <pre>
 * # comment
 * requires karst                        rest of the file only on this engine
 * onlyif karst | skipif postgresql      for the next record
 * connection b                          makes connection b current (first: "main")
 * reopen                                closes and opens the database
 *
 * statement ok
 * CREATE TABLE t (a INT)
 *
 * statement count 2                     DML with its update count
 * INSERT INTO t VALUES (1), (2)
 *
 * statement error 42P01 &lt;REGEX&gt;:.*u.*   SQLSTATE and message pattern are both optional
 * SELECT * FROM u
 *
 * query I rowsort                       types: I integer, R real (12 digits), B boolean, T any
 * SELECT a FROM t
 * plan                                  optional: EXPLAIN contains each of these lines
 * KeyRange
 * noplan                                optional: EXPLAIN contains none of these lines
 * Sort
 * ----
 * 1
 * 2
 * </pre>
 *
 * <p><code>${data}</code> in SQL is the directory of CSV files, <code>${out}</code> a temporary
 * one. Records end at an empty line. Cells are separated by {@code |}; see {@link CellFormat}.
 */
final class SltParser {
  private final String file;
  private final List<String> lines;
  private final List<SltRecord> records = new ArrayList<>();
  private int next;
  private Condition condition = Condition.ALWAYS;

  private SltParser(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static List<SltRecord> parse(String file, List<String> lines) {
    SltParser parser = new SltParser(file, lines);
    while (parser.next < lines.size()) {
      parser.parseRecord();
    }
    return parser.records;
  }

  private void parseRecord() {
    String line = lines.get(next).strip();
    int number = next + 1;
    next++;
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("--")) {
      return;
    }
    String[] words = line.split("\\s+", 4);
    switch (words[0]) {
      case "onlyif" -> {
        condition = new Condition(argument(words, number), condition.skipIf());
        return;
      }
      case "skipif" -> {
        condition = new Condition(condition.onlyIf(), argument(words, number));
        return;
      }
      case "requires" -> records.add(new SltRecord.Requires(number, argument(words, number)));
      case "connection" ->
          records.add(new SltRecord.UseConnection(number, argument(words, number)));
      case "reopen" -> records.add(new SltRecord.Reopen(number));
      case "statement" -> records.add(statement(words, number));
      case "query" -> records.add(query(words, number));
      default -> throw broken(number, "unknown directive '" + words[0] + "'");
    }
    condition = Condition.ALWAYS;
  }

  private SltRecord statement(String[] words, int number) {
    String expectation = argument(words, number);
    String sql = sqlUntil(number);
    if (next < lines.size() && lines.get(next).equals("----")) {
      throw broken(next + 1, "a statement has no rows");
    }
    return switch (expectation) {
      case "ok" -> new SltRecord.Statement(number, condition, sql, null);
      case "count" -> new SltRecord.Statement(number, condition, sql, Long.valueOf(words[2]));
      case "error" -> failure(words, number, sql);
      default -> throw broken(number, "statement must be ok, count or error");
    };
  }

  private SltRecord failure(String[] words, int number, String sql) {
    String sqlState = null;
    String regex = null;
    for (int i = 2; i < words.length; i++) {
      if (words[i].startsWith("<REGEX>:")) {
        String rest = i + 1 < words.length ? words[i] + " " + words[i + 1] : words[i];
        regex = rest.substring("<REGEX>:".length());
        break;
      }
      sqlState = words[i];
    }
    return new SltRecord.Failure(number, condition, sql, sqlState, regex);
  }

  private SltRecord query(String[] words, int number) {
    String types = argument(words, number).toUpperCase(Locale.ROOT);
    String mode = words.length > 2 ? words[2] : "nosort";
    SortMode sort =
        switch (mode) {
          case "nosort" -> SortMode.NO_SORT;
          case "rowsort" -> SortMode.ROW_SORT;
          default -> throw broken(number, "sort mode must be nosort or rowsort");
        };
    String sql = sqlUntil(number);
    List<String> plan = directiveLines("plan");
    List<String> noPlan = directiveLines("noplan");
    List<String> rows = new ArrayList<>();
    int from = next;
    if (next < lines.size() && lines.get(next).equals("----")) {
      next++;
      while (next < lines.size() && !lines.get(next).isEmpty()) {
        rows.add(lines.get(next));
        next++;
      }
    }
    LineRange range = new LineRange(from, next);
    return new SltRecord.Query(number, condition, sql, types, sort, rows, range, plan, noPlan);
  }

  private List<String> directiveLines(String directive) {
    List<String> found = new ArrayList<>();
    if (next >= lines.size() || !lines.get(next).equals(directive)) {
      return found;
    }
    next++;
    while (next < lines.size() && !endsBlock(lines.get(next))) {
      found.add(lines.get(next).strip());
      next++;
    }
    return found;
  }

  private String sqlUntil(int number) {
    StringBuilder sql = new StringBuilder();
    while (next < lines.size() && !endsBlock(lines.get(next))) {
      sql.append(sql.isEmpty() ? "" : "\n").append(lines.get(next));
      next++;
    }
    if (sql.isEmpty()) {
      throw broken(number, "no SQL text");
    }
    return sql.toString();
  }

  private static boolean endsBlock(String line) {
    return line.isEmpty() || line.equals("----") || line.equals("plan") || line.equals("noplan");
  }

  private String argument(@Nullable String[] words, int number) {
    String word = words.length < 2 ? null : words[1];
    if (word == null) {
      throw broken(number, "directive without argument");
    }
    return word;
  }

  private IllegalArgumentException broken(int number, String problem) {
    return new IllegalArgumentException(file + ":" + number + ": " + problem);
  }
}
