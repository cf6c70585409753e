package io.karst.shell;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how many rows a long statement has handled; nothing for short ones. */
final class Progress implements LongConsumer {
  private static final long FIRST_NANOS = 500_000_000;
  private static final long INTERVAL_NANOS = 100_000_000;

  private final @Nullable PrintWriter terminal;
  private long next = System.nanoTime() + FIRST_NANOS;
  private int shown;

  /**
   * Begins to watch a statement.
   *
   * @param terminal where to show, or null for nowhere
   */
  Progress(@Nullable PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(long rows) {
    long now = System.nanoTime();
    if (terminal == null || now - next < 0) {
      return;
    }
    next = now + INTERVAL_NANOS;
    String text = String.format(Locale.ROOT, "%,d rows", rows);
    shown = Math.max(shown, text.length());
    terminal.print('\r' + text);
    terminal.flush();
  }

  /** Wipes what is shown. */
  void end() {
    if (terminal != null && shown > 0) {
      terminal.print('\r' + " ".repeat(shown) + '\r');
      terminal.flush();
      shown = 0;
    }
  }
}
