package io.karst.storage.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param name unique among types and views of the collection
 * @param sql the query as text
 * @param columns column names given in CREATE VIEW; empty = the query's own
 * @param searchSchema schema against which unqualified names in the text resolve
 * @param epoch as for types
 * @param comment COMMENT ON text, or null
 */
public record ViewDescriptor(
    String name,
    String sql,
    List<String> columns,
    String searchSchema,
    long epoch,
    @Nullable String comment) {

  public ViewDescriptor {
    columns = List.copyOf(columns);
  }
}
