package io.karst.sql.session;

import io.karst.sql.statement.Cancellation;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread of the process that ends statements whose time is over. */
final class StatementTimer {
  private static final ScheduledThreadPoolExecutor TIMER = create();

  private StatementTimer() {}

  private static ScheduledThreadPoolExecutor create() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "karst-statement-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Expires the statement after that time, unless the future is cancelled first. */
  static Future<?> start(Cancellation statement, long millis) {
    return TIMER.schedule(statement::expire, millis, TimeUnit.MILLISECONDS);
  }
}
