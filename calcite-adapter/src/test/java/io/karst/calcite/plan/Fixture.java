package io.karst.calcite.plan;

import io.karst.calcite.parser.KarstParser;
import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SessionServices;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.StoreSource;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A database in memory, a planner over it, and rows as text. */
final class Fixture implements TableResolver, SessionServices {
  final Map<String, FakeTable> tables = new LinkedHashMap<>();
  final Map<String, ViewDescriptor> views = new TreeMap<>();
  final QueryPlanner planner = new QueryPlanner(this, KarstParser::parse);
  private long sequence;

  /** Column "name type": integer, text, numeric... with ! for NOT NULL. */
  static TableColumn column(String text) {
    String[] parts = text.trim().split(" ", -1);
    boolean required = parts[1].endsWith("!");
    String type = required ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
    ColumnType columnType =
        switch (type) {
          case "int" -> ColumnType.INTEGER;
          case "bigint" -> ColumnType.BIGINT;
          case "smallint" -> ColumnType.SMALLINT;
          case "text" -> ColumnType.TEXT;
          case "numeric" -> ColumnType.decimal(10, 2);
          case "double" -> ColumnType.DOUBLE;
          case "date" -> ColumnType.DATE;
          case "timestamp" -> ColumnType.TIMESTAMP;
          case "timestamptz" -> ColumnType.TIMESTAMPTZ;
          case "bool" -> ColumnType.BOOLEAN;
          case "uuid" -> ColumnType.UUID;
          case "json" -> ColumnType.JSON;
          case "vector" -> ColumnType.vector(3);
          default -> throw new IllegalArgumentException(type);
        };
    return new TableColumn(parts[0], columnType, !required, false);
  }

  /** A table with hidden {@code _id} and {@code properties} around the declared columns. */
  FakeTable table(String name, String columns, AccessPath... paths) {
    List<TableColumn> all = new ArrayList<>();
    all.add(new TableColumn("_id", ColumnType.UUID, false, true));
    for (String column : columns.split(",", -1)) {
      all.add(column(column));
    }
    all.add(new TableColumn("properties", ColumnType.JSON, true, true));
    return register(name, all, paths);
  }

  FakeTable register(String name, List<TableColumn> columns, AccessPath... paths) {
    List<AccessPath> along = new ArrayList<>();
    along.add(
        new AccessPath("row key", AccessPath.Kind.CLUSTERED, List.of(0), List.of(false), true));
    along.addAll(List.of(paths));
    FakeTable table = new FakeTable(new TableShape("public", name, columns, along, true));
    tables.put(name, table);
    return table;
  }

  static AccessPath path(String name, boolean unique, Integer... columns) {
    List<Boolean> ascending = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      ascending.add(false);
    }
    return new AccessPath(name, AccessPath.Kind.INDEX, List.of(columns), ascending, unique);
  }

  /** Tables t (5 rows), u (6 rows), p (6 vectors) and big (3000 rows). */
  static Fixture sample() {
    Fixture f = new Fixture();
    FakeTable t =
        f.table(
            "t",
            "id int!,name text,n int,price numeric,d date,ts timestamp",
            path("primary key", true, 1),
            path("t_n", false, 3),
            path("t_name", false, 2));
    FakeTable u =
        f.table(
            "u", "id int!,t_id int,v text", path("primary key", true, 1), path("u_t", false, 2));
    FakeTable p = f.table("p", "id int!,v vector,k int", path("primary key", true, 1));
    FakeTable big =
        f.table("big", "id int!,g int,s text", path("primary key", true, 1), path("g", false, 2));
    for (int i = 1; i <= 6; i++) {
      if (i <= 5) {
        t.row(
            new UUID(0, i),
            i,
            "name" + i,
            i % 2 == 0 ? null : i * 10,
            new java.math.BigDecimal(i + ".50"),
            18000 + i,
            1_600_000_000_000_000L + i * 3_600_000_000L,
            "{\"smoker\":\"yes\"}");
      }
      u.row(new UUID(1, i), i, i % 3 + 1, "v" + i, null);
      p.row(new UUID(2, i), i, new float[] {i, 0, 1}, i % 2, null);
    }
    for (int i = 1; i <= 3000; i++) {
      big.row(new UUID(3, i), i, i % 1000, "s" + i, null);
    }
    return f;
  }

  QueryPlan plan(String sql) {
    return planner.plan(PlanRequest.of(KarstParser.parse(sql), List.of("public")));
  }

  QueryContext context(Object... parameters) {
    return new QueryContext(
        null, parameters, new AtomicBoolean(), 1_700_000_000_000_000L, this, null);
  }

  List<String> rows(String sql, Object... parameters) {
    return rows(plan(sql), parameters);
  }

  List<String> rows(QueryPlan plan, Object... parameters) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = plan.execute(context(parameters))) {
      while (cursor.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < plan.columns().size(); i++) {
          Object value = cursor.get(i);
          ColumnType type = plan.columns().get(i).type();
          row.append(i == 0 ? "" : "|").append(value == null ? "NULL" : Values.format(type, value));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  String explain(String sql) {
    return String.join("\n", plan(sql).explain());
  }

  @Override
  public long version() {
    return 1;
  }

  @Override
  public List<String> schemaNames() {
    return List.of("public");
  }

  @Override
  public @Nullable CollectionCatalog catalog(String schema) {
    return new CollectionCatalog(
        schema, 1, null, new TreeMap<>(), new TreeMap<>(views), new TreeMap<>(), new TreeMap<>());
  }

  @Override
  public @Nullable SourceTable find(String schema, String table) {
    FakeTable found = schema.equals("public") ? tables.get(table) : null;
    return found == null ? null : new StoreSource(found);
  }

  @Override
  public @Nullable ViewDescriptor findView(String schema, String name) {
    return views.get(name);
  }

  @Override
  public List<String> tableNames(String schema) {
    return List.copyOf(tables.keySet());
  }

  @Override
  public String currentSchema() {
    return "public";
  }

  @Override
  public String databaseName() {
    return "test";
  }

  @Override
  public String userName() {
    return "karst";
  }

  @Override
  public ZoneId timeZone() {
    return ZoneId.of("UTC");
  }

  @Override
  public @Nullable String setting(String name, boolean required) {
    return settings().get(name);
  }

  @Override
  public void setSetting(String name, @Nullable String value, boolean local) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<TableColumn> viewColumns(String schema, String view) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("search_path", "public");
  }

  @Override
  public TableResolver tables() {
    return this;
  }

  @Override
  public long nextValue(String name) {
    return ++sequence;
  }

  @Override
  public long currentValue(String name) {
    return sequence;
  }

  @Override
  public long lastValue() {
    return sequence;
  }

  @Override
  public void setValue(String name, long value, boolean called) {
    sequence = value;
  }

  @Override
  public UUID entityId(String type, @Nullable Object[] key) {
    return new UUID(0, ((Number) key[0]).longValue());
  }

  @Override
  public void requireInDomain(DomainName domain, @Nullable Object value) {
    throw new UnsupportedOperationException("no domains here");
  }
}
