package io.karst.calcite.exec;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Turns what generated code and Calcite's run-time library throw into errors with a SQLSTATE. */
public final class RuntimeErrors {
  private static final int MAX_DEPTH = 20;

  private RuntimeErrors() {}

  /** The error to report for something thrown while a plan runs. */
  public static KarstException translate(Throwable thrown) {
    Throwable cause = thrown;
    KarstException best = null;
    for (int i = 0; cause != null && i < MAX_DEPTH; i++) {
      if (cause instanceof KarstException known) {
        return known;
      }
      KarstException translated = translateOne(cause);
      if (translated != null) {
        best = translated;
      }
      cause = cause.getCause() == cause ? null : cause.getCause();
    }
    return best != null
        ? best
        : new KarstException(ErrorCode.INTERNAL, "unexpected error: " + thrown, thrown);
  }

  private static @Nullable KarstException translateOne(Throwable thrown) {
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    if (thrown instanceof OutOfMemoryError) {
      return new KarstException(ErrorCode.OUT_OF_MEMORY, "out of memory", thrown);
    }
    if (thrown instanceof StackOverflowError) {
      return new KarstException(ErrorCode.LIMIT_EXCEEDED, "stack depth limit exceeded", thrown);
    }
    if (thrown instanceof NumberFormatException) {
      return invalidText("number", message, thrown);
    }
    if (thrown instanceof ArithmeticException
        || (thrown instanceof LinkageError && message.contains("ArithmeticException"))) {
      return arithmetic(message, thrown);
    }
    if (thrown instanceof DateTimeException) {
      return new KarstException(ErrorCode.INVALID_DATETIME, message, thrown);
    }
    String lower = message.toLowerCase(java.util.Locale.ROOT);
    if (lower.contains("more than one value in aggregate")
        || lower.contains("more than one row")
        || lower.contains("single_value")) {
      return new KarstException(
          ErrorCode.CARDINALITY_VIOLATION,
          "more than one row returned by a subquery used as an expression",
          thrown);
    }
    if (lower.contains("overflow")
        || lower.contains("out of range")
        || lower.contains("cannot fit")
        || lower.contains("cannot be represented")) {
      return new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, outOfRange(message), thrown);
    }
    if (lower.contains("invalid character for cast")
        || lower.contains("invalid uuid")
        || lower.contains("invalid boolean")) {
      return new KarstException(ErrorCode.INVALID_TEXT, message, thrown);
    }
    if (lower.contains("invalid date")
        || lower.contains("invalid time")
        || lower.contains("value for timestamp")
        || lower.contains("datetime value")) {
      return new KarstException(ErrorCode.INVALID_DATETIME, message, thrown);
    }
    if (lower.contains("cancel")) {
      return new KarstException(
          ErrorCode.QUERY_CANCELED, "canceling statement due to user request", thrown);
    }
    return null;
  }

  private static KarstException invalidText(String type, String message, Throwable thrown) {
    String text = message.startsWith("For input string: ") ? message.substring(18) : message;
    int under = text.indexOf(" under radix");
    if (under > 0) {
      text = text.substring(0, under);
    }
    return new KarstException(
        ErrorCode.INVALID_TEXT, "invalid input syntax for type " + type + ": " + text, thrown);
  }

  private static KarstException arithmetic(String message, Throwable thrown) {
    String lower = message.toLowerCase(java.util.Locale.ROOT);
    if (lower.contains("zero")) {
      return new KarstException(ErrorCode.DIVISION_BY_ZERO, "division by zero", thrown);
    }
    return new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, outOfRange(message), thrown);
  }

  private static String outOfRange(String message) {
    if (message.startsWith("integer")) {
      return "integer out of range";
    }
    if (message.startsWith("long") || message.startsWith("bigint")) {
      return "bigint out of range";
    }
    return "value out of range: " + message;
  }
}
