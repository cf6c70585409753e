package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of {@code karst.comments}: what COMMENT ON has set. */
final class CommentRows {
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final String schema;

  private CommentRows(String schema) {
    this.schema = schema;
  }

  static Iterable<@Nullable Object[]> comments(QueryContext context) {
    List<@Nullable Object[]> all = new ArrayList<>();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      CommentRows own = new CommentRows(schema);
      own.addAll(requireNonNull(tables.catalog(schema)));
      all.addAll(own.rows);
    }
    return all;
  }

  private void addAll(CollectionCatalog catalog) {
    add("schema", schema, null, catalog.comment());
    for (EntityTypeDescriptor type : catalog.types().values()) {
      add("table", type.name(), null, type.comment());
      for (ColumnDescriptor column : type.columns()) {
        add("column", type.name(), column.name(), column.comment());
      }
      for (Map.Entry<String, String> part : new TreeMap<>(type.comments().parts()).entrySet()) {
        String kind = isIndex(type, part.getKey()) ? "index" : "constraint";
        add(kind, type.name(), part.getKey(), part.getValue());
      }
    }
    for (ViewDescriptor view : catalog.views().values()) {
      add("view", view.name(), null, view.comment());
    }
    for (SequenceDescriptor sequence : catalog.sequences().values()) {
      add("sequence", sequence.name(), null, sequence.comment());
    }
    for (DomainDescriptor domain : catalog.domains().values()) {
      add("domain", domain.name(), null, domain.comment());
    }
  }

  private static boolean isIndex(EntityTypeDescriptor type, String name) {
    for (IndexDescriptor index : type.indexes()) {
      if (index.name().equals(name)) {
        return index.role() == IndexDescriptor.Role.INDEX;
      }
    }
    return false;
  }

  private void add(String kind, String name, @Nullable String part, @Nullable String comment) {
    if (comment != null) {
      rows.add(new Object[] {schema, kind, name, part, comment});
    }
  }
}
