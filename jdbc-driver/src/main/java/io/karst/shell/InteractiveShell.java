package io.karst.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The prompt: lines are edited until a semicolon, kept in a history, completed by tab. */
final class InteractiveShell {
  private static final String HISTORY = ".karst_history";

  private final Connection connection;
  private final OutputFormat format;

  InteractiveShell(Connection connection, OutputFormat format) {
    this.connection = connection;
    this.format = format;
  }

  void run() throws IOException, SQLException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      PrintWriter writer = terminal.writer();
      ShellContext context = new ShellContext(connection, writer, writer, terminal.output());
      context.format = format;
      context.timing = true;
      context.watched = !terminal.getType().startsWith("dumb");
      SqlCompleter completer = new SqlCompleter(connection.getMetaData());
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .appName("karst")
              .parser(new SqlLineParser())
              .completer(completer)
              .variable(
                  LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home", ""), HISTORY))
              .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P   -> ")
              .variable(LineReader.INDENTATION, 0)
              .option(LineReader.Option.CASE_INSENSITIVE, true)
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      greet(context);
      loop(terminal, reader, context, completer);
    }
  }

  private void greet(ShellContext context) throws SQLException {
    context.out.println(
        "Karst "
            + connection.getMetaData().getDatabaseProductVersion()
            + ", connected to "
            + connection.getMetaData().getURL());
    context.out.println("Statements end with a semicolon. \\? for help, \\q to leave.");
    context.out.flush();
  }

  private void loop(
      Terminal terminal, LineReader reader, ShellContext context, SqlCompleter completer) {
    StatementRunner runner = new StatementRunner(context);
    MetaCommands commands = new MetaCommands(context, runner);
    while (true) {
      String line;
      try {
        line = reader.readLine("karst> ");
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      }
      int columns = terminal.getSize().getColumns();
      context.width = columns > 0 ? columns : ShellContext.UNLIMITED;
      Terminal.SignalHandler before =
          terminal.handle(Terminal.Signal.INT, signal -> context.cancel());
      try {
        MetaCommands.Outcome outcome = commands.run(line);
        if (outcome == MetaCommands.Outcome.QUIT) {
          return;
        }
        if (outcome == MetaCommands.Outcome.NOT_MINE) {
          runStatements(line, runner, completer);
        }
      } finally {
        terminal.handle(Terminal.Signal.INT, before);
      }
    }
  }

  private static void runStatements(String text, StatementRunner runner, SqlCompleter completer) {
    StatementScanner scanner = new StatementScanner();
    scanner.append(text);
    String statement = scanner.next();
    while (statement != null) {
      boolean good = runner.run(statement);
      if (changesNames(statement)) {
        completer.refresh();
      }
      statement = good ? scanner.next() : null;
    }
  }

  private static boolean changesNames(String statement) {
    String start = statement.strip().toUpperCase(Locale.ROOT);
    return start.startsWith("CREATE") || start.startsWith("DROP") || start.startsWith("ALTER");
  }
}
