package io.karst.sql.statement;

import io.karst.sql.GeneratedKeys;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.storage.scan.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result as executors build it. */
public final class StatementResult implements SqlResult {
  private final String commandTag;
  private final List<ResultColumn> columns;
  private final @Nullable RowCursor rows;
  private final long updateCount;
  private final @Nullable GeneratedKeys generatedKeys;

  private StatementResult(
      String commandTag,
      List<ResultColumn> columns,
      @Nullable RowCursor rows,
      long updateCount,
      @Nullable GeneratedKeys generatedKeys) {
    this.commandTag = commandTag;
    this.columns = columns;
    this.rows = rows;
    this.updateCount = updateCount;
    this.generatedKeys = generatedKeys;
  }

  /** Rows of a query. */
  public static StatementResult query(String tag, List<ResultColumn> columns, RowCursor rows) {
    return new StatementResult(tag, columns, rows, -1, null);
  }

  /** A command that neither counts nor returns rows. */
  public static StatementResult done(String tag) {
    return new StatementResult(tag, List.of(), null, -1, null);
  }

  /** A change of {@code count} rows. */
  public static StatementResult changed(String tag, long count, @Nullable GeneratedKeys keys) {
    return new StatementResult(tag, List.of(), null, count, keys);
  }

  /** A change of {@code count} rows with RETURNING. */
  public static StatementResult returning(
      String tag,
      long count,
      @Nullable GeneratedKeys keys,
      List<ResultColumn> columns,
      RowCursor rows) {
    return new StatementResult(tag, columns, rows, count, keys);
  }

  /** The same result with another cursor around its rows. */
  public StatementResult withRows(RowCursor cursor) {
    return new StatementResult(commandTag, columns, cursor, updateCount, generatedKeys);
  }

  @Override
  public boolean hasRows() {
    return rows != null;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public RowCursor rows() {
    return rows == null ? new ListCursor(List.of()) : rows;
  }

  @Override
  public long updateCount() {
    return updateCount;
  }

  @Override
  public @Nullable GeneratedKeys generatedKeys() {
    return generatedKeys;
  }

  @Override
  public String commandTag() {
    return commandTag;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
