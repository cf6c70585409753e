package io.karst.sql.query;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned query, ready to run any number of times. Thread-safe. */
public interface CompiledQuery {

  List<ResultColumn> columns();

  /** One entry per parameter of the whole statement; those of other parts have no type. */
  List<ParameterInfo> parameters();

  /**
   * Starts it.
   *
   * @param parameters as the client gave them, by number in the whole statement
   * @param batch rows of the batch table that it was compiled over, or null
   * @return rows in canonical values; the caller closes it
   */
  RowCursor open(
      StatementContext context,
      @Nullable Object[] parameters,
      @Nullable Iterable<@Nullable Object[]> batch);

  /** For each literal that might become a parameter whether it did. */
  boolean[] hoisted();

  /** The plan as EXPLAIN shows it, one line per entry. */
  List<String> explain();
}
