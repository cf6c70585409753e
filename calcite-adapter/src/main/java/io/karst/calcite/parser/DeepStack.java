package io.karst.calcite.parser;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs what recurses deeply in a thread with a large stack. The memory is only reserved: pages that
 * are never reached cost nothing.
 */
public final class DeepStack {
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /** Runs the task to its end and returns or throws what it does. */
  public static <T> T call(Supplier<T> task) {
    FutureTask<T> future = new FutureTask<>(task::get);
    Thread thread = new Thread(null, future, "karst-deep-stack", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true; // the statement ends by its cancel flag
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof StackOverflowError) {
        throw new KarstException(
            ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deeply", e.getCause());
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
