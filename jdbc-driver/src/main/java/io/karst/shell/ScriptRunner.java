package io.karst.shell;

import java.io.BufferedReader;
import java.io.IOException;

/** Runs statements and commands from a file, the command line or a pipe. */
final class ScriptRunner {
  private final ShellContext context;
  private final MetaCommands commands;
  private final StatementRunner runner;

  ScriptRunner(ShellContext context, MetaCommands commands, StatementRunner runner) {
    this.context = context;
    this.commands = commands;
    this.runner = runner;
  }

  /**
   * Runs a script; stops at the first error unless told to go on.
   *
   * @return whether everything succeeded
   */
  boolean run(BufferedReader script, boolean goOn) throws IOException {
    StatementScanner scanner = new StatementScanner();
    boolean good = true;
    String line = script.readLine();
    while (line != null) {
      if (scanner.isEmpty() && MetaCommands.isCommand(line)) {
        MetaCommands.Outcome outcome = commands.run(line);
        if (outcome == MetaCommands.Outcome.QUIT) {
          return good;
        }
        good &= outcome == MetaCommands.Outcome.DONE;
      } else {
        scanner.append(line);
        String statement = scanner.next();
        while (statement != null && (good || goOn)) {
          good &= runner.run(statement);
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
      good &= runner.run(rest);
    }
    context.out.flush();
    return good;
  }
}
