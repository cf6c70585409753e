package io.karst.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** The shell's own commands: a backslash or a dot and a word. */
final class MetaCommands {
  private static final String HELP =
      """
      SQL statements end with a semicolon and may span lines.
        \\d [table]      tables, or the columns, keys and indexes of one   (.tables, .schema)
        \\dt \\dv \\di \\dn  tables, views, indexes, schemas
        \\ds [schema]    system tables: those with $ in their names
        \\i file         runs the statements in a file                    (.read)
        \\x              rows as tables or as lists of values
        \\format f       table, expanded, csv, json or markdown           (.mode)
        \\timing         times on or off
        \\conninfo       what this shell is connected to
        \\? or \\h        this text                                        (.help)
        \\q              leaves                                           (.quit, .exit)
      """;

  /** Words that newcomers type. */
  private static final Set<String> PLAIN = Set.of("help", "quit", "exit");

  private final ShellContext context;
  private final StatementRunner runner;

  MetaCommands(ShellContext context, StatementRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  /** A line without a semicolon at its end, in lower case. */
  private static String plain(String line) {
    String text = line.endsWith(";") ? line.substring(0, line.length() - 1) : line;
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** What a line did. */
  enum Outcome {
    /** It is SQL, not a command. */
    NOT_MINE,
    DONE,
    FAILED,
    QUIT
  }

  static boolean isCommand(String line) {
    String text = line.strip();
    return PLAIN.contains(plain(text))
        || text.startsWith("\\")
        || (text.length() > 1 && text.charAt(0) == '.' && Character.isLetter(text.charAt(1)));
  }

  Outcome run(String line) {
    if (!isCommand(line)) {
      return Outcome.NOT_MINE;
    }
    String text = line.strip();
    if (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    if (PLAIN.contains(plain(text))) {
      text = "." + text;
    }
    int space = text.indexOf(' ');
    String name = (space < 0 ? text : text.substring(0, space)).substring(1);
    String argument = space < 0 ? "" : text.substring(space + 1).strip();
    try {
      return run(name.toLowerCase(Locale.ROOT), argument);
    } catch (SQLException e) {
      context.error.println(ErrorText.of(e, ""));
      return Outcome.FAILED;
    } finally {
      context.out.flush();
      context.error.flush();
    }
  }

  private Outcome run(String name, String argument) throws SQLException {
    return switch (name) {
      case "q", "quit", "exit" -> Outcome.QUIT;
      case "?", "h", "help" -> {
        context.out.print(HELP);
        yield Outcome.DONE;
      }
      case "x" -> {
        boolean expanded = context.format == OutputFormat.EXPANDED;
        yield format(expanded ? "table" : "expanded");
      }
      case "format", "mode", "pset" -> format(argument);
      case "timing" -> {
        context.timing = argument.isEmpty() ? !context.timing : argument.equals("on");
        context.error.println("timing is " + (context.timing ? "on" : "off"));
        yield Outcome.DONE;
      }
      case "i", "read" -> include(argument);
      case "conninfo" -> {
        context.out.println(
            context.connection.getMetaData().getURL()
                + ", schema "
                + context.connection.getSchema());
        yield Outcome.DONE;
      }
      default -> describe(name, argument);
    };
  }

  private Outcome describe(String name, String argument) throws SQLException {
    TableDescription description = new TableDescription(context);
    return switch (name) {
      case "d", "schema" -> {
        if (argument.isEmpty()) {
          description.list("TABLE", "VIEW");
          yield Outcome.DONE;
        }
        yield description.describe(argument) ? Outcome.DONE : Outcome.FAILED;
      }
      case "dt", "tables" -> {
        description.list("TABLE");
        yield Outcome.DONE;
      }
      case "dv", "views" -> {
        description.list("VIEW");
        yield Outcome.DONE;
      }
      case "ds" -> {
        description.list("SYSTEM TABLE");
        yield Outcome.DONE;
      }
      case "di", "indexes" -> {
        description.indexes();
        yield Outcome.DONE;
      }
      case "dn", "schemas", "databases" -> {
        description.schemas();
        yield Outcome.DONE;
      }
      default -> {
        context.error.println("unknown command \\" + name + "; \\? lists the commands");
        yield Outcome.FAILED;
      }
    };
  }

  private Outcome format(String name) {
    try {
      context.format = OutputFormat.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      context.error.println("formats: table, expanded, csv, json, markdown");
      return Outcome.FAILED;
    }
    context.error.println("rows are printed as " + name.toLowerCase(Locale.ROOT));
    return Outcome.DONE;
  }

  private Outcome include(String file) {
    try (java.io.BufferedReader reader =
        Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      return new ScriptRunner(context, this, runner, true).run(reader, file, false)
          ? Outcome.DONE
          : Outcome.FAILED;
    } catch (NoSuchFileException e) {
      context.error.println("there is no file " + file);
    } catch (IOException e) {
      context.error.println("cannot read " + file + ": " + e.getMessage());
    }
    return Outcome.FAILED;
  }
}
