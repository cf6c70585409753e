package io.karst.calcite.schema;

import io.karst.calcite.source.BatchTable;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.Lookup;
import org.jspecify.annotations.Nullable;

/** All schemas as one statement sees them; lives as long as its planning. */
public final class RootSchema extends AbstractSchema {
  /** Schema of rows in memory: first of the search path, never named by users. */
  public static final String BATCH_SCHEMA = "$batch";

  private final TableResolver tables;
  private final Set<String> mentioned;
  private final @Nullable BatchTable batch;
  private final Function<ViewDescriptor, RelDataType> viewTypes;
  private final Map<String, Schema> schemas = new HashMap<>();

  /**
   * Creates the root.
   *
   * @param mentioned names in the statement: hidden columns among them become visible
   * @param batch rows in memory that the statement names, or null
   * @param viewTypes gives the row type of a view
   */
  public RootSchema(
      TableResolver tables,
      Set<String> mentioned,
      @Nullable BatchTable batch,
      Function<ViewDescriptor, RelDataType> viewTypes) {
    this.tables = tables;
    this.mentioned = mentioned;
    this.batch = batch;
    this.viewTypes = viewTypes;
  }

  @Override
  public Lookup<? extends Schema> subSchemas() {
    return new NameLookup<>(this::schema, this::names);
  }

  private Iterable<String> names() {
    List<String> names = new ArrayList<>(tables.schemaNames());
    names.addAll(SystemSchemas.names());
    return names;
  }

  private @Nullable Schema schema(String name) {
    boolean known =
        SystemSchemas.names().contains(name)
            || name.equals(BATCH_SCHEMA)
            || tables.catalog(name) != null;
    return known ? schemas.computeIfAbsent(name, SchemaOfOne::new) : null;
  }

  /** One collection or system schema. */
  private final class SchemaOfOne extends AbstractSchema {
    private final String name;
    private final Map<String, Table> found = new HashMap<>();

    SchemaOfOne(String name) {
      this.name = name;
    }

    @Override
    public Lookup<Table> tables() {
      return new NameLookup<>(this::table, () -> tables.tableNames(name));
    }

    private @Nullable Table table(String tableName) {
      Table known = found.get(tableName);
      if (known == null) {
        known = find(tableName);
        if (known != null) {
          found.put(tableName, known);
        }
      }
      return known;
    }

    private @Nullable Table find(String tableName) {
      SourceTable source;
      if (name.equals(BATCH_SCHEMA)) {
        source = batch != null && batch.shape().name().equals(tableName) ? batch : null;
      } else if (SystemSchemas.names().contains(name)) {
        source = SystemSchemas.find(name, tableName);
      } else {
        source = tables.find(name, tableName);
        if (source == null) {
          ViewDescriptor view = tables.findView(name, tableName);
          return view == null ? null : new KarstView(view, viewTypes.apply(view));
        }
      }
      return source == null ? null : new KarstTable(source, mentioned);
    }
  }
}
