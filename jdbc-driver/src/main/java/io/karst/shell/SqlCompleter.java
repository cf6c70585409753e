package io.karst.shell;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes keywords, schemas, tables and columns. Names are read once and after each DDL. */
final class SqlCompleter implements Completer {
  private static final List<String> KEYWORDS =
      List.of(
          """
          add all alter analyze and as asc begin between bigint boolean by bytea cascade
          case cast check coalesce collection column commit conflict constraint copy
          count create cross current_date current_timestamp date default delete desc
          distinct do double drop else end escape except exists explain extract false
          fetch first following foreign from full group grouping having identity if
          ilike in index inner insert integer intersect interval into is join json key
          last lateral left like limit natural not nothing null nulls numeric offset on
          only or order outer over partition preceding precision primary real recursive
          references rename restrict returning right rollback rollup row rows savepoint
          schema select set sets show smallint sum table text then time timestamp to
          true truncate unbounded union unique update user using uuid values varchar
          vector view when where window with graph_neighbors graph_shortest_path
          """
              .strip()
              .split("\\s+"));
  private static final List<String> COMMANDS =
      List.of(
          "\\d",
          "\\dt",
          "\\dv",
          "\\di",
          "\\dn",
          "\\ds",
          "\\i",
          "\\x",
          "\\format",
          "\\timing",
          "\\conninfo",
          "\\?",
          "\\q");

  private final DatabaseMetaData metaData;
  private final Set<String> names = new TreeSet<>();

  /** Columns by table and tables by schema: what may follow a dot. */
  private final Map<String, Set<String>> members = new TreeMap<>();

  private boolean fresh;

  SqlCompleter(DatabaseMetaData metaData) {
    this.metaData = metaData;
  }

  /** Reads the names again at the next completion. */
  void refresh() {
    fresh = false;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
    if (word.startsWith("\\")) {
      add(candidates, COMMANDS, "");
      return;
    }
    load();
    int start = word.length();
    while (start > 0 && isNamePart(word.charAt(start - 1))) {
      start--;
    }
    String before = word.substring(0, start);
    if (before.endsWith(".")) {
      int from = before.length() - 1;
      while (from > 0 && isNamePart(before.charAt(from - 1))) {
        from--;
      }
      String owner = before.substring(from, before.length() - 1).toLowerCase(Locale.ROOT);
      add(candidates, members.getOrDefault(owner, names), before);
      return;
    }
    String typed = word.substring(start);
    boolean upper = !typed.isEmpty() && typed.equals(typed.toUpperCase(Locale.ROOT));
    for (String keyword : KEYWORDS) {
      add(candidates, List.of(upper ? keyword.toUpperCase(Locale.ROOT) : keyword), before);
    }
    add(candidates, names, before);
  }

  private static void add(List<Candidate> candidates, Iterable<String> texts, String before) {
    for (String text : texts) {
      @Nullable String none = null;
      candidates.add(new Candidate(before + text, text, none, none, none, none, true));
    }
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void load() {
    if (fresh) {
      return;
    }
    names.clear();
    members.clear();
    try (ResultSet rows = metaData.getTables(null, null, "%", null)) {
      while (rows.next()) {
        String schema = rows.getString("TABLE_SCHEM");
        String table = rows.getString("TABLE_NAME");
        names.add(schema);
        names.add(table);
        members.computeIfAbsent(schema, key -> new TreeSet<>()).add(table);
      }
    } catch (SQLException e) {
      return;
    }
    try (ResultSet rows = metaData.getColumns(null, null, "%", "%")) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME");
        String column = rows.getString("COLUMN_NAME");
        names.add(column);
        members.computeIfAbsent(table, key -> new TreeSet<>()).add(column);
      }
    } catch (SQLException e) {
      return;
    }
    fresh = true;
  }
}
