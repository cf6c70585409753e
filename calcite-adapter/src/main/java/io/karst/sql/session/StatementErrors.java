package io.karst.sql.session;

import io.karst.sql.statement.Cancellation;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;

/** Whatever a statement throws, as the one exception that leaves the session. */
final class StatementErrors {
  private StatementErrors() {}

  static KarstException translate(Throwable error, Cancellation cancellation) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof KarstException known) {
        // A timeout reaches storage as a plain cancel: say which of the two it was.
        return known.code() == ErrorCode.QUERY_CANCELED && cancellation.isCancelled()
            ? cancellation.error()
            : known;
      }
    }
    if (cancellation.isCancelled()) {
      return cancellation.error();
    }
    if (error instanceof StackOverflowError) {
      return new KarstException(
          ErrorCode.LIMIT_EXCEEDED, "statement is nested too deeply: stack depth limit exceeded");
    }
    if (error instanceof OutOfMemoryError) {
      return new KarstException(
          ErrorCode.OUT_OF_MEMORY, "the statement needs more memory than the process has", error);
    }
    if (error instanceof ArithmeticException) {
      String message = String.valueOf(error.getMessage());
      return message.contains("zero")
          ? new KarstException(ErrorCode.DIVISION_BY_ZERO, "division by zero", error)
          : new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, message, error);
    }
    return new KarstException(
        ErrorCode.INTERNAL,
        "internal error: " + error.getClass().getSimpleName() + ": " + error.getMessage(),
        error);
  }
}
