package io.karst.sql.session;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to the client. Reading the last one, closing, or a failure ends the execution
 * behind it.
 */
final class SessionCursor implements RowCursor {
  private final RowCursor rows;
  private final Execution execution;
  private boolean finished;
  private boolean cutOff;

  SessionCursor(RowCursor rows, Execution execution) {
    this.rows = rows;
    this.execution = execution;
  }

  Execution execution() {
    return execution;
  }

  @Override
  public boolean next() {
    if (finished) {
      if (cutOff) {
        throw new KarstException(
            ErrorCode.NO_ACTIVE_TRANSACTION, "the transaction of this result has ended");
      }
      return false;
    }
    try {
      execution.cancellation().check();
      if (rows.next()) {
        return true;
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      finished = true;
      closeQuietly();
      throw execution.cursorFailed(this, e);
    }
    close();
    return false;
  }

  @Override
  public boolean isNull(int position) {
    return rows.isNull(position);
  }

  @Override
  public @Nullable Object get(int position) {
    return rows.get(position);
  }

  @Override
  public long getLong(int position) {
    return rows.getLong(position);
  }

  @Override
  public double getDouble(int position) {
    return rows.getDouble(position);
  }

  /** The transaction ends before the rows do. */
  void cutOff() {
    if (!finished) {
      finished = true;
      cutOff = true;
      closeQuietly();
      execution.cursorCutOff();
    }
  }

  @Override
  public void close() {
    if (!finished) {
      finished = true;
      try {
        rows.close();
      } finally {
        execution.cursorClosed(this);
      }
    }
  }

  private void closeQuietly() {
    try {
      rows.close();
    } catch (RuntimeException e) {
      // The error that ended the statement is the one to report.
      execution.session().notice("closing a result failed: " + e.getMessage());
    }
  }
}
