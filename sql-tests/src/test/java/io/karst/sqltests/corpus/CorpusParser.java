package io.karst.sqltests.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * Parser of corpus files, with PostgreSQL's view of {@code onlyif} and {@code skipif}: the dialect
 * Karst follows.
 */
final class CorpusParser {
  private static final String DIALECT = "postgresql";

  private final List<String> lines;
  private final List<CorpusRecord> records = new ArrayList<>();
  private int next;
  private boolean skip;

  private CorpusParser(List<String> lines) {
    this.lines = lines;
  }

  static List<CorpusRecord> parse(List<String> lines) {
    CorpusParser parser = new CorpusParser(lines);
    while (parser.next < lines.size()) {
      if (!parser.parseRecord()) {
        break;
      }
    }
    return parser.records;
  }

  /** Returns false at {@code halt}. */
  private boolean parseRecord() {
    String line = withoutComment(lines.get(next));
    int number = next + 1;
    next++;
    if (line.isEmpty()) {
      return true;
    }
    String[] words = line.split("\\s+", -1);
    switch (words[0]) {
      case "onlyif" -> skip |= !words[1].equals(DIALECT);
      case "skipif" -> skip |= words[1].equals(DIALECT);
      case "hash-threshold" -> {}
      case "halt" -> {
        boolean halt = !skip;
        skip = false;
        return !halt;
      }
      case "statement" ->
          add(new CorpusRecord(number, sql(), words[1].equals("error"), "", "", List.of()));
      case "query" -> {
        String sort = words.length > 2 ? words[2] : "nosort";
        String sql = sql();
        add(new CorpusRecord(number, sql, false, words[1], sort, expected()));
      }
      default -> throw new IllegalArgumentException("line " + number + ": " + line);
    }
    return true;
  }

  private void add(CorpusRecord record) {
    if (!skip) {
      records.add(record);
    }
    skip = false;
  }

  private String sql() {
    StringBuilder sql = new StringBuilder();
    while (next < lines.size()
        && !lines.get(next).isBlank()
        && !lines.get(next).startsWith("----")) {
      sql.append(sql.isEmpty() ? "" : "\n").append(lines.get(next));
      next++;
    }
    return sql.toString();
  }

  private List<String> expected() {
    List<String> expected = new ArrayList<>();
    if (next < lines.size() && lines.get(next).startsWith("----")) {
      next++;
      while (next < lines.size() && !lines.get(next).isEmpty()) {
        expected.add(lines.get(next));
        next++;
      }
    }
    return expected;
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).strip();
  }
}
