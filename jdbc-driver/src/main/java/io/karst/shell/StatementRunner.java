package io.karst.shell;

import io.karst.jdbc.ClientStreams;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs statements and prints what they answer. */
final class StatementRunner {
  /** What it prints are the rows, and nothing else. */
  private static final Pattern TO_STDOUT =
      Pattern.compile(
          "\\A\\s*copy\\b.*\\bto\\s+stdout\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final ShellContext context;

  StatementRunner(ShellContext context) {
    this.context = context;
  }

  /** Runs one statement; prints the error and returns false if it fails. */
  boolean run(String sql) {
    return run(sql, null);
  }

  /**
   * Runs one statement.
   *
   * @param data what COPY FROM STDIN reads, or null
   */
  boolean run(String sql, @Nullable InputStream data) {
    long start = System.nanoTime();
    Progress progress = context.progress();
    try (Statement statement = context.connection.createStatement()) {
      ClientStreams streams = context.connection.unwrap(ClientStreams.class);
      streams.setCopyInput(data);
      context.out.flush();
      streams.setCopyOutput(context.bytes);
      streams.setProgressListener(progress);
      context.setRunning(statement);
      boolean hasRows = statement.execute(sql);
      progress.end();
      printWarnings(statement.getWarnings());
      if (hasRows) {
        printRows(statement, start);
      } else {
        printChange(sql, statement.getLargeUpdateCount(), start);
      }
      return true;
    } catch (SQLException e) {
      progress.end();
      context.out.flush();
      String script = context.script;
      String place = script == null ? "" : ErrorText.place(script, context.scriptLine, e);
      context.error.println(place + ErrorText.of(e, sql));
      return false;
    } finally {
      context.setRunning(null);
      context.out.flush();
      context.error.flush();
    }
  }

  private void printRows(Statement statement, long start) throws SQLException {
    long count;
    try (ResultSet rows = statement.getResultSet()) {
      count = context.format.writer(context).write(rows);
    }
    if (context.format.isForPeople() && context.chatty) {
      context.out.println(
          "(" + grouped(count) + (count == 1 ? " row" : " rows") + time(", ", start) + ")");
    } else if (context.timing) {
      context.error.println(time("Time: ", start));
    }
  }

  private void printChange(String sql, long count, long start) {
    if (!context.chatty || !context.format.isForPeople()) {
      return;
    }
    if (TO_STDOUT.matcher(sql).find()) {
      return;
    }
    String[] words = sql.substring(StatementScanner.start(sql)).split("[\\s(]+", 3);
    String command = words[0].toUpperCase(Locale.ROOT);
    switch (command) {
      case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY" -> {
        String rows = " " + grouped(count) + (count == 1 ? " row" : " rows");
        context.out.println(command + rows + time(" (", start, ")"));
      }
      case "CREATE", "DROP", "ALTER" -> {
        String object = words.length > 1 ? " " + words[1].toUpperCase(Locale.ROOT) : "";
        context.out.println(command + object + time(" (", start, ")"));
      }
      default -> context.out.println(command + time(" (", start, ")"));
    }
  }

  private void printWarnings(SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      context.error.println("NOTICE: " + warning.getMessage());
    }
  }

  private String time(String before, long start) {
    return time(before, start, "");
  }

  private String time(String before, long start, String after) {
    if (!context.timing) {
      return "";
    }
    double millis = (System.nanoTime() - start) / 1e6;
    String text =
        millis < 1000
            ? String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis)
            : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    return before + text + after;
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
