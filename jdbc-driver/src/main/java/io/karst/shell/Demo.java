package io.karst.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code karst demo}: loads real data and shows what can be asked of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Loads airports, flights and weather, then runs a short tour of queries.")
final class Demo implements Callable<Integer> {
  private static final int BAR_WIDTH = 30;

  /** Rows that loading writes: airports, routes, stations, weather, edges, measures. */
  private static final long TOTAL_ROWS = 3376 + 5366 + 2 + 2922 + 5366 + 2922;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIRECTORY",
      description = "Where the database is or will be; default: ${DEFAULT-VALUE}.")
  private String directory = "karst-demo";

  @Option(names = "--no-tour", description = "Loads the data only.")
  private boolean noTour;

  private final PrintWriter out = Shell.writer(FileDescriptor.out);
  private final PrintWriter error = Shell.writer(FileDescriptor.err);

  @Override
  public Integer call() throws IOException {
    String url = Shell.url(directory);
    try (Connection connection = DriverManager.getConnection(url)) {
      if (isLoaded(connection)) {
        out.println("The demo data is already in " + directory + ".");
      } else {
        load(connection);
      }
      boolean good = noTour || tour(connection);
      sayHowToGoOn(url);
      return good ? 0 : 1;
    } catch (SQLException e) {
      out.println();
      out.flush();
      error.println(ErrorText.of(e, ""));
      return 1;
    } finally {
      out.flush();
      error.flush();
    }
  }

  private static boolean isLoaded(Connection connection) throws SQLException {
    try (ResultSet schemas = connection.getMetaData().getSchemas(null, "travel")) {
      if (!schemas.next()) {
        return false;
      }
    }
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT count(*) FROM travel.stations$measures")) {
        if (rows.next() && rows.getLong(1) > 0) {
          return true;
        }
      } catch (SQLException e) {
        // An earlier run ended before this table was there: begin again.
      }
      statement.execute("DROP SCHEMA travel CASCADE");
      return false;
    }
  }

  private void load(Connection connection) throws SQLException, IOException {
    out.println("Loading US airports, the flights of 2008 and daily weather into " + directory);
    long start = System.nanoTime();
    long done = 0;
    boolean watched = Shell.isTerminal();
    try (DemoFiles files = new DemoFiles();
        Statement statement = connection.createStatement()) {
      for (DemoScript.Step step : DemoScript.read("load.sql")) {
        statement.execute(files.fillIn(step.sql()));
        done += Math.max(0, statement.getLargeUpdateCount());
        if (watched) {
          progress(done, step.text());
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "%s%,d rows in %.1f s%n", watched ? "\n" : "", done, seconds);
    out.flush();
  }

  private void progress(long rows, String what) {
    int filled = (int) Math.min(BAR_WIDTH, rows * BAR_WIDTH / TOTAL_ROWS);
    String label = what.length() > 40 ? what.substring(0, 40) : what;
    out.printf(
        Locale.ROOT,
        "\r[%s%s] %,7d rows  %-40s",
        "#".repeat(filled),
        ".".repeat(BAR_WIDTH - filled),
        rows,
        label);
    out.flush();
  }

  private boolean tour(Connection connection) throws IOException {
    ShellContext context =
        new ShellContext(connection, out, error, new FileOutputStream(FileDescriptor.out));
    context.timing = true;
    StatementRunner runner = new StatementRunner(context);
    List<DemoScript.Step> steps = DemoScript.read("tour.sql");
    boolean good = true;
    int number = 0;
    String before = "";
    for (DemoScript.Step step : steps) {
      out.println();
      if (!step.text().equals(before)) {
        number++;
        out.println("-- " + number + ". " + step.text());
        before = step.text();
      }
      out.println(step.sql() + ";");
      out.println();
      out.flush();
      good &= runner.run(step.sql());
    }
    return good;
  }

  private void sayHowToGoOn(String url) {
    out.println();
    out.println("The database stays in " + Path.of(directory).toAbsolutePath() + ". Go on with");
    String format = "  %-" + Math.max(20, url.length()) + "s   %s%n";
    out.printf(format, "./karst " + directory, "a SQL shell; \\d lists the tables");
    out.printf(format, url, "from any JDBC program with karst.jar on the class path");
  }
}
