package io.karst.jdbc;

import io.karst.sql.BatchFailure;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link SQLException}s. Frameworks classify errors by subclass or by SQLSTATE; both are
 * derived here from the first two characters of the SQLSTATE.
 */
public final class SqlErrors {
  private SqlErrors() {}

  /** The SQL exception for an error from below, which stays its cause. */
  public static SQLException of(KarstException error) {
    return of(error, error.line(), error.column());
  }

  /** As {@link #of(KarstException)}, with a position counted in a longer text. */
  static SQLException of(KarstException error, int line, int column) {
    StringBuilder message = new StringBuilder(text(error));
    if (error.detail() != null) {
      message.append("\n  Detail: ").append(error.detail());
    }
    if (error.hint() != null) {
      message.append("\n  Hint: ").append(error.hint());
    }
    if (line > 0) {
      message.append("\n  Position: line ").append(line).append(", column ").append(column);
    }
    return create(error.sqlState(), message.toString(), error);
  }

  /** The SQL exception for a defect: something other than a {@link KarstException} came up. */
  static SQLException unexpected(Throwable error) {
    if (error instanceof KarstException known) {
      return of(known);
    }
    if (error instanceof OutOfMemoryError) {
      return create(
          ErrorCode.OUT_OF_MEMORY.sqlState(),
          "the statement needs more memory than there is",
          error);
    }
    if (error instanceof StackOverflowError) {
      return create(ErrorCode.LIMIT_EXCEEDED.sqlState(), "the statement is nested too deep", error);
    }
    return create(ErrorCode.INTERNAL.sqlState(), "internal error: " + error, error);
  }

  static SQLException error(ErrorCode code, String message) {
    return create(code.sqlState(), message, null);
  }

  /**
   * An optional part of JDBC that there is not. Not 0A000, at which connection pools close the
   * connection: tools try such methods and go on without them.
   */
  static SQLFeatureNotSupportedException notSupported(String what) {
    return new SQLFeatureNotSupportedException(what + " is not supported", "HYC00");
  }

  /** A value that cannot be read or written as the class asked for. */
  static SQLDataException cannotConvert(String from, String to) {
    return new SQLDataException("cannot convert " + from + " to " + to, "22018");
  }

  static SQLDataException outOfRange(Object value, String type) {
    return new SQLDataException(
        "value " + value + " is out of range for " + type,
        ErrorCode.NUMERIC_OUT_OF_RANGE.sqlState());
  }

  static SQLException closed(String what) {
    String state = "connection".equals(what) ? ErrorCode.CONNECTION_CLOSED.sqlState() : "55000";
    return create(state, "the " + what + " is closed", null);
  }

  /** A failed batch; {@code counts} are those of the statements before the failing one. */
  static BatchUpdateException batch(BatchFailure failure) {
    return batch(failure.counts(), of(failure.error()));
  }

  static BatchUpdateException batch(long[] counts, SQLException cause) {
    BatchUpdateException error =
        new BatchUpdateException(
            "batch entry " + counts.length + " (counted from 0) failed: " + cause.getMessage(),
            cause.getSQLState(),
            cause.getErrorCode(),
            Arrays.copyOf(counts, counts.length),
            cause);
    error.setNextException(cause);
    return error;
  }

  private static String text(KarstException error) {
    String message = error.getMessage();
    return message == null ? error.code().name() : message;
  }

  private static SQLException create(String state, String message, @Nullable Throwable cause) {
    return switch (state.substring(0, 2)) {
      case "0A" -> new SQLFeatureNotSupportedException(message, state, cause);
      case "08", "3D" -> new SQLNonTransientConnectionException(message, state, cause);
      case "22" -> new SQLDataException(message, state, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(message, state, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, cause);
      case "40" -> new SQLTransactionRollbackException(message, state, cause);
      case "3F", "42" -> new SQLSyntaxErrorException(message, state, cause);
      case "53", "55" -> new SQLTransientException(message, state, cause);
      case "57" ->
          isTimeout(message)
              ? new SQLTimeoutException(message, state, cause)
              : new SQLTransientException(message, state, cause);
      default -> new SQLException(message, state, cause);
    };
  }

  private static boolean isTimeout(String message) {
    return message.toLowerCase(Locale.ROOT).contains("timeout");
  }
}
