package io.karst.calcite.plan;

import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.value.ColumnType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What columns of tables and views were declared as: the types of expressions do not tell the
 * lengths of texts.
 *
 * @param views columns of the views that validation has seen, by name
 */
record DeclaredTypes(TableResolver tables, Map<ViewDescriptor, Map<String, ColumnType>> views) {
  /** The type of a column, or null if it is not known. */
  @Nullable ColumnType of(String schema, String table, String column) {
    SourceTable source = tables.find(schema, table);
    if (source != null) {
      int position = source.shape().indexOf(column);
      return position < 0 ? null : source.shape().columns().get(position).type();
    }
    ViewDescriptor view = tables.findView(schema, table);
    Map<String, ColumnType> columns = view == null ? null : views.get(view);
    return columns == null ? null : columns.get(column);
  }

  boolean isIdentity(String schema, String table, String column) {
    CollectionCatalog catalog = tables.catalog(schema);
    EntityTypeDescriptor type = catalog == null ? null : catalog.types().get(table);
    ColumnDescriptor descriptor = type == null ? null : type.column(column);
    return descriptor != null && descriptor.identity() != null;
  }
}
