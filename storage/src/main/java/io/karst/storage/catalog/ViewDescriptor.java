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
 * @param check what WITH CHECK OPTION demands of rows written through the view
 */
public record ViewDescriptor(
    String name,
    String sql,
    List<String> columns,
    String searchSchema,
    long epoch,
    @Nullable String comment,
    Check check) {

  /** Conditions that rows written through a view have to satisfy. */
  public enum Check {
    /** None of its own; those of views below may hold. */
    NONE,
    /** That of the view itself. */
    LOCAL,
    /** That of the view and of all below. */
    CASCADED
  }

  public ViewDescriptor {
    columns = List.copyOf(columns);
  }

  public ViewDescriptor withName(String newName) {
    return new ViewDescriptor(newName, sql, columns, searchSchema, epoch, comment, check);
  }

  public ViewDescriptor withSql(String text) {
    return new ViewDescriptor(name, text, columns, searchSchema, epoch, comment, check);
  }

  public ViewDescriptor withComment(@Nullable String text) {
    return new ViewDescriptor(name, sql, columns, searchSchema, epoch, text, check);
  }

  public ViewDescriptor withEpoch(long newEpoch) {
    return new ViewDescriptor(name, sql, columns, searchSchema, newEpoch, comment, check);
  }
}
