package io.karst.shell;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What the parts of a running shell share. */
final class ShellContext {
  /** Width that stands for no limit. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  final Connection connection;
  final PrintWriter out;
  final PrintWriter error;

  OutputFormat format = OutputFormat.TABLE;
  boolean timing;

  /** Whether results are followed by their row count and changes by what they did. */
  boolean chatty = true;

  /** Name of the script that runs, or null if errors need none. */
  @Nullable String script;

  /** Line of the script on which the running statement begins. */
  int scriptLine;

  /** Columns of the terminal; {@link #UNLIMITED} if output does not go to one. */
  int width = UNLIMITED;

  /** Whether somebody sees progress on {@link #error} as it is written. */
  boolean watched;

  /** Where COPY TO STDOUT writes: the place that {@link #out} writes to. */
  final OutputStream bytes;

  private volatile @Nullable Statement running;

  ShellContext(Connection connection, PrintWriter out, PrintWriter error, OutputStream bytes) {
    this.bytes = bytes;
    this.connection = connection;
    this.out = out;
    this.error = error;
  }

  /** Shows the progress of the statement that begins now, if somebody watches. */
  Progress progress() {
    return new Progress(watched ? error : null);
  }

  void setRunning(@Nullable Statement statement) {
    running = statement;
  }

  /** Cancels the running statement, if there is one; called on Ctrl-C. */
  void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        error.println("cannot cancel: " + e.getMessage());
      }
    }
  }
}
