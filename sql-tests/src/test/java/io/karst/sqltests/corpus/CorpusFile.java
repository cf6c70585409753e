package io.karst.sqltests.corpus;

import io.karst.sqltests.oracle.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one file of the corpus on a fresh database. */
final class CorpusFile {
  private static final int QUERY_TIMEOUT_SECONDS = 60;

  /**
   * Result of a file. Every record counts; nothing ends a file early.
   *
   * @param failures one text for each failed record, with file and line
   */
  record Result(String file, int records, int passed, List<String> failures, long millis) {}

  private CorpusFile() {}

  /**
   * Runs the first {@code queryLimit} queries of a file and all statements between them.
   *
   * @param file resource name, for example {@code test/select1.test}
   */
  static Result run(String file, TestDatabase database, int queryLimit)
      throws IOException, SQLException {
    long start = System.nanoTime();
    List<String> failures = new ArrayList<>();
    int records = 0;
    int queries = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
      for (CorpusRecord record : CorpusParser.parse(lines(file))) {
        queries += record.isQuery() ? 1 : 0;
        if (queries > queryLimit) {
          break;
        }
        records++;
        String problem = execute(statement, record);
        if (problem != null) {
          failures.add(file + ":" + record.line() + ": " + problem + "\n    " + record.sql());
        }
      }
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new Result(file, records, records - failures.size(), failures, millis);
  }

  private static @Nullable String execute(Statement statement, CorpusRecord record) {
    try {
      if (record.isQuery()) {
        try (ResultSet result = statement.executeQuery(record.sql())) {
          return CorpusValues.difference(CorpusValues.read(result, record), record);
        }
      }
      statement.execute(record.sql());
      return record.fails() ? "must fail but succeeded" : null;
    } catch (SQLException e) {
      return record.fails() ? null : e.getSQLState() + " " + e.getMessage();
    } catch (RuntimeException | LinkageError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return e + (trace.length == 0 ? "" : " at " + trace[0]);
    }
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream input = CorpusFile.class.getClassLoader().getResourceAsStream(file)) {
      if (input == null) {
        throw new IOException(file + " is not on the class path");
      }
      return new BufferedReader(new InputStreamReader(input, StandardCharsets.ISO_8859_1))
          .lines()
          .toList();
    }
  }
}
