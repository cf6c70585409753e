package io.karst.sql.query;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.exec.BoundsProgram;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.point.KeyQuery;
import io.karst.sql.settings.SettingTable;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.template.TemplateLiteral;
import io.karst.storage.Collection;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.table.StoreTable;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@code SELECT columns FROM table WHERE key = value [AND ...]} without the planner, so
 * that a program that only looks up rows never loads it. Names and types come from the catalog and
 * are those the planner would find; whatever is not exactly this form is left to it.
 */
public final class PointCompiler {
  /** Names that mean something else than a column where an expression is expected. */
  private static final Set<String> NO_COLUMNS =
      Set.of(
          "all",
          "any",
          "array",
          "case",
          "cast",
          "current_catalog",
          "current_date",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_user",
          "default",
          "distinct",
          "exists",
          "false",
          "from",
          "localtime",
          "localtimestamp",
          "not",
          "null",
          "row",
          "session_user",
          "system_user",
          "true",
          "unknown",
          "user",
          "where");

  private final StatementContext context;
  private final List<TemplateLiteral> literals;
  private final PointTokens tokens;
  private final List<String> wanted = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<ParameterInfo> parameters = new ArrayList<>();

  private PointCompiler(StatementContext context, String text, List<TemplateLiteral> literals) {
    this.context = context;
    this.literals = literals;
    this.tokens = new PointTokens(text);
  }

  /**
   * Compiles a text, or a template with its literals.
   *
   * @return null if it is for the planner
   */
  public static @Nullable CompiledQuery compile(
      StatementContext context, String text, List<TemplateLiteral> literals) {
    return context.settings().isOn(SettingTable.KEY_PLANS)
        ? new PointCompiler(context, text, literals).run()
        : null;
  }

  private @Nullable CompiledQuery run() {
    if (!tokens.skip("select") || !select() || !tokens.skip("from")) {
      return null;
    }
    String first = tokens.name();
    String second = tokens.skip(".") ? tokens.name() : null;
    if (first == null || !tokens.skip("where") || !conditions()) {
      return null;
    }
    Collection collection =
        collection(second == null ? null : first, second == null ? first : second);
    if (collection == null) {
      return null;
    }
    String name = second == null ? first : second;
    EntityTypeDescriptor type = collection.catalog().types().get(name);
    return type == null ? null : plan(collection.table(name), type);
  }

  private boolean select() {
    if (tokens.skip("*")) {
      return true;
    }
    do {
      String name = tokens.name();
      if (name == null || NO_COLUMNS.contains(name)) {
        return false;
      }
      wanted.add(name);
    } while (tokens.skip(","));
    return true;
  }

  private boolean conditions() {
    do {
      String name = tokens.name();
      if (name == null
          || NO_COLUMNS.contains(name)
          || keys.contains(name)
          || !tokens.skip("=")
          || !tokens.skip(PointTokens.VALUE)) {
        return false;
      }
      keys.add(name);
    } while (tokens.skip("and"));
    return tokens.token().isEmpty() && !tokens.isOdd();
  }

  /** The collection that has the table; null if that takes more than a look. */
  private @Nullable Collection collection(@Nullable String schema, String table) {
    List<String> path = schema == null ? context.searchPath() : List.of(schema);
    for (String candidate : path) {
      if (!context.database().hasCollection(candidate)) {
        continue;
      }
      Collection collection = context.database().collection(candidate);
      if (collection.catalog().types().containsKey(table)) {
        return collection;
      }
      if (collection.catalog().views().containsKey(table)) {
        return null;
      }
    }
    return null;
  }

  private @Nullable CompiledQuery plan(StoreTable table, EntityTypeDescriptor type) {
    int path = primaryKey(table);
    if (path < 0) {
      return null;
    }
    List<Integer> positions = table.shape().paths().get(path).columns();
    if (positions.size() != keys.size()) {
      return null;
    }
    List<List<BoundValue>> equal = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    for (int position : positions) {
      TableColumn column = table.shape().columns().get(position);
      int value = keys.indexOf(column.name());
      if (value < 0) {
        return null;
      }
      equal.add(List.of(new BoundValue.Parameter(value)));
      types.add(column.type());
    }
    for (int i = 0; i < keys.size(); i++) {
      ParameterInfo parameter = parameter(table, i);
      if (parameter == null) {
        return null;
      }
      parameters.add(parameter);
    }
    return finish(table, type, path, new BoundsProgram(equal, List.of(), types));
  }

  private @Nullable CompiledQuery finish(
      StoreTable table, EntityTypeDescriptor type, int path, BoundsProgram bounds) {
    List<ResultColumn> columns = new ArrayList<>();
    List<Integer> projection = new ArrayList<>();
    List<TableColumn> all = table.shape().columns();
    if (wanted.isEmpty()) {
      for (TableColumn column : all) {
        if (!column.hidden()) {
          wanted.add(column.name());
        }
      }
    }
    for (String name : wanted) {
      int position = table.shape().indexOf(name);
      ColumnDescriptor definition = type.column(name);
      if (position < 0 || definition == null || all.get(position).hidden()) {
        return null;
      }
      projection.add(position);
      columns.add(
          new ResultColumn(
              name,
              definition.type(),
              definition.nullable(),
              table.shape().collection(),
              table.shape().name(),
              name,
              definition.identity() != null));
    }
    int[] positions = projection.stream().mapToInt(Integer::intValue).toArray();
    KeyQuery.Walk walk = new KeyQuery.Walk(table, path, bounds, positions, false, null);
    return new PointQuery(
        new KeyQuery(walk, List.of(), null, Long.MAX_VALUE, 0),
        columns,
        parameters,
        !literals.isEmpty(),
        table.shape().collection() + "." + table.shape().name());
  }

  private static int primaryKey(StoreTable table) {
    List<AccessPath> paths = table.shape().paths();
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).name().equals("primary key") && paths.get(i).unique()) {
        return i;
      }
    }
    return -1;
  }

  /** The type the planner gives a parameter or literal compared with a column; null = ask it. */
  private @Nullable ParameterInfo parameter(StoreTable table, int number) {
    ColumnType column = table.shape().columns().get(table.shape().indexOf(keys.get(number))).type();
    ColumnType type =
        switch (column.kind()) {
          case SMALLINT, INTEGER, BIGINT, UUID, DATE -> column;
          case VARCHAR -> ColumnType.TEXT;
          default -> null;
        };
    if (type == null || literals.isEmpty()) {
      return type == null ? null : new ParameterInfo(type, true);
    }
    Object value = literals.get(number).value();
    return switch (column.kind()) {
      case SMALLINT, INTEGER, BIGINT ->
          value instanceof Integer
              ? new ParameterInfo(ColumnType.INTEGER, false)
              : value instanceof Long ? new ParameterInfo(ColumnType.BIGINT, false) : null;
      default -> value instanceof String ? new ParameterInfo(type, false) : null;
    };
  }
}
