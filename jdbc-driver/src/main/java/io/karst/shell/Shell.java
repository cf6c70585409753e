package io.karst.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code karst}: a SQL shell on a database directory. */
@Command(
    name = "karst",
    mixinStandardHelpOptions = true,
    version = "karst 0.1.0",
    subcommands = Demo.class,
    sortOptions = false,
    description = {
      "SQL shell of the Karst database.",
      "Without -c or -f it reads statements from the terminal, or from a pipe.",
      ""
    },
    footer = {
      "",
      "karst /data/clinic                 opens or creates a database and prompts",
      "karst /data/clinic -c \"SELECT 1\"   runs statements; status 1 on an error",
      "karst mem:                         a database in memory",
      "karst demo                         real data and a short tour"
    })
public final class Shell implements Callable<Integer> {
  private static final String URL = "jdbc:karst:";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DATABASE",
      description = "A directory, mem:<name>, or a jdbc:karst: URL; default: a new one in memory.")
  private String database = "mem:";

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "Runs these statements and ends; may be given several times.")
  private List<String> commands = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Runs the statements in this file and ends; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--csv", description = "Prints rows as comma-separated values.")
  private boolean csv;

  @Option(names = "--json", description = "Prints rows as a JSON array.")
  private boolean json;

  @Option(names = "--markdown", description = "Prints rows as Markdown.")
  private boolean markdown;

  @Option(
      names = {"-x", "--expanded"},
      description = "Prints rows as lists of values.")
  private boolean expanded;

  @Option(
      names = {"-q", "--quiet"},
      description = "Prints rows only, no counts.")
  private boolean quiet;

  @Option(names = "--timing", description = "Prints how long statements took.")
  private boolean timing;

  @Option(names = "--keep-going", description = "Goes on after an error; the status is still 1.")
  private boolean keepGoing;

  /**
   * Runs the command and ends the process with its status.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Shell()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter error = writer(FileDescriptor.err);
    try (Connection connection = DriverManager.getConnection(url(database))) {
      if (commands.isEmpty() && files.isEmpty() && isTerminal()) {
        new InteractiveShell(connection, format()).run();
        return 0;
      }
      return runScripts(connection, out, error) ? 0 : 1;
    } catch (SQLException e) {
      out.flush();
      error.println(ErrorText.of(e, ""));
      return 1;
    } finally {
      out.flush();
      error.flush();
    }
  }

  static String url(String database) {
    return database.startsWith("jdbc:") ? database : URL + database;
  }

  private boolean runScripts(Connection connection, PrintWriter out, PrintWriter error)
      throws IOException {
    ShellContext context =
        new ShellContext(connection, out, error, new FileOutputStream(FileDescriptor.out));
    context.format = format();
    context.timing = timing;
    context.chatty = !quiet;
    context.watched = isTerminal();
    StatementRunner runner = new StatementRunner(context);
    MetaCommands meta = new MetaCommands(context, runner);
    ScriptRunner scripts = new ScriptRunner(context, meta, runner, commands.isEmpty());
    boolean good = true;
    for (String command : commands) {
      if (good || keepGoing) {
        good &= scripts.run(new StringReader(command), null, keepGoing);
      }
    }
    List<String> scriptFiles = commands.isEmpty() && files.isEmpty() ? List.of("-") : files;
    for (String file : scriptFiles) {
      if (good || keepGoing) {
        good &= runFile(scripts, file, error);
      }
    }
    return good;
  }

  private boolean runFile(ScriptRunner scripts, String file, PrintWriter error) throws IOException {
    if (file.equals("-")) {
      return scripts.run(
          new InputStreamReader(System.in, StandardCharsets.UTF_8), "stdin", keepGoing);
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      error.println("cannot read the file " + file);
      return false;
    }
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      return scripts.run(reader, file, keepGoing);
    }
  }

  private OutputFormat format() {
    if (csv) {
      return OutputFormat.CSV;
    }
    if (json) {
      return OutputFormat.JSON;
    }
    if (markdown) {
      return OutputFormat.MARKDOWN;
    }
    return expanded ? OutputFormat.EXPANDED : OutputFormat.TABLE;
  }

  static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
  }

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // null before Java 22; see below for later ones
  static boolean isTerminal() {
    java.io.@Nullable Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is always a console, and this method tells whether it is a terminal.
      Object answer = java.io.Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(answer);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
