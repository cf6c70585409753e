package io.karst.sql.statement;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The request to end one running statement: by its user or by the statement timeout. Thread-safe.
 */
public final class Cancellation {
  private final AtomicBoolean flag = new AtomicBoolean();
  private volatile boolean timeout;

  /** Asks the statement to end. */
  public void cancel() {
    flag.set(true);
  }

  /** Asks the statement to end because its time is over. */
  public void expire() {
    timeout = true;
    flag.set(true);
  }

  public boolean isCancelled() {
    return flag.get();
  }

  /** The flag itself, for code that polls an AtomicBoolean. */
  public AtomicBoolean flag() {
    return flag;
  }

  /** Fails with 57014 if the statement is to end. */
  public void check() {
    if (flag.get()) {
      throw error();
    }
  }

  /** The error that ends the statement. */
  public KarstException error() {
    return new KarstException(
        ErrorCode.QUERY_CANCELED,
        timeout
            ? "canceling statement due to statement timeout"
            : "canceling statement due to user request");
  }
}
