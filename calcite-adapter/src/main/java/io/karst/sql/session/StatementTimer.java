package io.karst.sql.session;

import io.karst.sql.statement.Cancellation;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One daemon thread of the process that ends statements whose time is over. Most statements end
 * long before: to start and stop one is an entry in a set, and the thread is woken only for a
 * deadline before its next look, which is never farther away than {@link #LOOK} while statements
 * run.
 */
final class StatementTimer {
  private static final StatementTimer TIMER = new StatementTimer();
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
  private static final long NEVER = Long.MAX_VALUE;

  private final long start = System.nanoTime();
  private final Set<Running> statements = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "karst-statement-timer");
  private volatile long nextLook = NEVER; // in nanoseconds since the start

  private StatementTimer() {
    thread.setDaemon(true);
    thread.start();
  }

  /** A statement with a deadline, by identity. */
  static final class Running {
    private final Cancellation statement;
    private final long deadline;

    private Running(Cancellation statement, long deadline) {
      this.statement = statement;
      this.deadline = deadline;
    }

    /** The statement ended by itself. */
    void stop() {
      TIMER.statements.remove(this);
    }
  }

  /** Expires the statement after that time, unless it is stopped first. */
  static Running start(Cancellation statement, long millis) {
    return TIMER.add(statement, TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private Running add(Cancellation statement, long nanos) {
    long now = now();
    Running running = new Running(statement, nanos > NEVER - now ? NEVER : now + nanos);
    statements.add(running);
    if (running.deadline < nextLook) {
      LockSupport.unpark(thread);
    }
    return running;
  }

  private void run() {
    boolean idle = false;
    while (true) {
      nextLook = NEVER; // who starts from here on wakes the thread, unless it is seen below
      long now = now();
      long earliest = NEVER;
      for (Iterator<Running> all = statements.iterator(); all.hasNext(); ) {
        Running running = all.next();
        if (running.deadline <= now) {
          all.remove();
          running.statement.expire();
        } else {
          earliest = Math.min(earliest, running.deadline);
        }
      }
      if (earliest == NEVER && idle) {
        LockSupport.park(this);
        idle = false;
      } else {
        idle = earliest == NEVER;
        long look = Math.min(earliest, now + LOOK);
        nextLook = look;
        LockSupport.parkNanos(this, look - now);
      }
    }
  }

  private long now() {
    return System.nanoTime() - start;
  }
}
