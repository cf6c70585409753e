package io.karst.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Runs statements and commands from a file, the command line or a pipe. */
final class ScriptRunner {
  private static final BufferedReader STANDARD_INPUT =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private final ShellContext context;
  private final MetaCommands commands;
  private final StatementRunner runner;
  private final boolean dataInScript;

  /**
   * Makes a runner.
   *
   * @param dataInScript whether the data of COPY FROM STDIN follow the statement; else they come
   *     from standard input
   */
  ScriptRunner(
      ShellContext context, MetaCommands commands, StatementRunner runner, boolean dataInScript) {
    this.dataInScript = dataInScript;
    this.context = context;
    this.commands = commands;
    this.runner = runner;
  }

  /**
   * Runs a script; stops at the first error unless told to go on.
   *
   * @param name stands before errors together with their line; null for none
   * @return whether everything succeeded
   */
  boolean run(Reader source, @Nullable String name, boolean goOn) throws IOException {
    String outer = context.script;
    context.script = name;
    try {
      return run(new LineNumberReader(source), goOn);
    } finally {
      context.script = outer;
    }
  }

  private boolean run(LineNumberReader script, boolean goOn) throws IOException {
    StatementScanner scanner = new StatementScanner();
    boolean good = true;
    String line = script.readLine();
    while (line != null) {
      boolean between = scanner.isEmpty();
      if (between) {
        scanner.continueAt(script.getLineNumber());
      }
      if (between && MetaCommands.isCommand(line)) {
        MetaCommands.Outcome outcome = commands.run(line);
        if (outcome == MetaCommands.Outcome.QUIT) {
          return good;
        }
        good &= outcome == MetaCommands.Outcome.DONE;
      } else {
        scanner.append(line);
        String statement = scanner.next();
        while (statement != null && (good || goOn)) {
          context.scriptLine = scanner.statementLine();
          good &= run(statement, script);
          statement = scanner.next();
        }
      }
      if (!good && !goOn) {
        return false;
      }
      line = script.readLine();
    }
    String rest = scanner.rest();
    if (rest != null) {
      context.scriptLine = scanner.statementLine();
      good &= run(rest, script);
    }
    context.out.flush();
    return good;
  }

  private boolean run(String statement, BufferedReader script) throws IOException {
    if (!CopyLines.follow(statement)) {
      return runner.run(statement);
    }
    CopyLines data = new CopyLines(dataInScript ? script : STANDARD_INPUT);
    boolean good = runner.run(statement, data);
    data.skipRest();
    return good;
  }
}
