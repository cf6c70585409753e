package io.karst.calcite.plan;

import io.karst.calcite.source.BatchTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What is to be planned.
 *
 * @param query select, set operation, VALUES, WITH or ORDER BY, as the parser made it
 * @param searchPath schemas in which unqualified tables are looked up, in order; the planner adds
 *     {@code information_schema} and {@code karst}
 * @param batch rows in memory that the query names in FROM, or null
 * @param hoisted literals that become parameters
 * @param whole whether the query is all of its statement: if it is no key plan, its literals stay
 *     in place; a part of a statement ends with {@link NoKeyPlan} then
 * @param options how
 * @param cancelled true ends planning with QUERY_CANCELED
 */
public record PlanRequest(
    SqlNode query,
    List<String> searchPath,
    @Nullable BatchTable batch,
    HoistedLiterals hoisted,
    boolean whole,
    PlanOptions options,
    AtomicBoolean cancelled) {

  public PlanRequest {
    searchPath = List.copyOf(searchPath);
  }

  /** A query without rows in memory and with all literals in place. */
  public static PlanRequest of(SqlNode query, List<String> searchPath) {
    return new PlanRequest(
        query,
        searchPath,
        null,
        HoistedLiterals.NONE,
        true,
        PlanOptions.DEFAULT,
        new AtomicBoolean());
  }

  /** The same request over rows in memory. */
  public PlanRequest withBatch(BatchTable rows) {
    return new PlanRequest(query, searchPath, rows, hoisted, whole, options, cancelled);
  }
}
