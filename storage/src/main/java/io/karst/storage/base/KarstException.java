package io.karst.storage.base;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of Karst below JDBC. The driver turns it into an {@code SQLException} with the
 * SQLSTATE of its {@link ErrorCode}; nothing else does.
 *
 * <p>The message says what is wrong and names the things involved. Optional parts: the detail (the
 * values concerned), the hint (what to do about it) and the position in the statement text.
 */
public final class KarstException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private @Nullable String detail;
  private @Nullable String hint;
  private int line;
  private int column;

  /** Creates an error without a cause. */
  public KarstException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** Creates an error that has its reason in another exception, or in none. */
  public KarstException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Returns the kind of error. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the SQLSTATE of the error's code. */
  public String sqlState() {
    return code.sqlState();
  }

  /** Sets the values concerned, e.g. {@code Key (id)=(7) already exists.} Returns this. */
  public KarstException withDetail(String newDetail) {
    this.detail = newDetail;
    return this;
  }

  /** Sets what the user can do about it. Returns this. */
  public KarstException withHint(String newHint) {
    this.hint = newHint;
    return this;
  }

  /** Sets where in the statement text the error is, both counted from 1. Returns this. */
  public KarstException withPosition(int newLine, int newColumn) {
    this.line = newLine;
    this.column = newColumn;
    return this;
  }

  /** Returns the values concerned, or null. */
  public @Nullable String detail() {
    return detail;
  }

  /** Returns what the user can do about it, or null. */
  public @Nullable String hint() {
    return hint;
  }

  /** Returns whether the position in the statement text is known. */
  public boolean hasPosition() {
    return line > 0;
  }

  /** Returns the line in the statement text, counted from 1; 0 if it is not known. */
  public int line() {
    return line;
  }

  /** Returns the column in the statement text, counted from 1; 0 if it is not known. */
  public int column() {
    return column;
  }
}
