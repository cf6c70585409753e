package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.calcite.ast.JsonColumn;
import io.karst.calcite.ast.JsonRows;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON_VALUE, JSON_QUERY, JSON_EXISTS and JSON_TABLE as functions of their clauses. */
public final class JsonTableFunctions {
  private static final Cache<String, JsonPath> PATHS =
      Caffeine.newBuilder().maximumSize(512).build();
  private static final Cache<String, JsonColumnValue> COLUMNS =
      Caffeine.newBuilder().maximumSize(512).build();
  private static final Cache<String, Rows> TABLES = Caffeine.newBuilder().maximumSize(128).build();

  private JsonTableFunctions() {}

  static void register(FunctionTable table) {
    for (String name : List.of("$json_value", "$json_query", "$json_exists")) {
      table.add(JsonTableFunctions.class, name + "(text,text,text,textarray,text):text?", "value");
    }
    table.add(
        JsonTableFunctions.class,
        "$is_json(text,text,bool):bool",
        "isJson",
        "json(text):json",
        "json",
        "json_serialize(text):text",
        "serialize");
    Signature rows = Signature.parse("$json_table(text,text,textarray,text):array?");
    table.add(
        new SetFunction(
            NativeFunction.of(rows, FunctionTable.methodOf(JsonTableFunctions.class, "rows", rows)),
            TypeWord.TEXTARRAY));
  }

  /**
   * Whether a text is JSON.
   *
   * @param kind of the value, {@code value} for any
   * @param unique whether no object may have a name twice
   */
  public static boolean isJson(String text, String kind, boolean unique) {
    try {
      JsonNode node = JsonTree.parse(text);
      return (kind.equals("value") || kind.equals(JsonTree.kind(node)))
          && (!unique || JsonTree.hasUniqueNames(text));
    } catch (KarstException e) {
      return false;
    }
  }

  /** A text that is JSON. */
  public static String json(String text) {
    JsonTree.parse(text);
    return text;
  }

  public static String serialize(String json) {
    return json(json);
  }

  /** One value. */
  public static @Nullable String value(
      String json, String path, String variables, List<?> defaults, String clauses) {
    JsonColumnValue column =
        COLUMNS.get(clauses, text -> new JsonColumnValue(JsonRows.read(JsonColumn.class, text)));
    JsonPath parsed = PATHS.get(path, JsonPathParser::parse);
    return column.of(parsed, JsonTree.parse(json), JsonTree.parse(variables), defaults);
  }

  /** All rows of a table, each a list of texts. */
  public static List<?> rows(String json, String variables, List<?> defaults, String clauses) {
    Rows table = TABLES.get(clauses, text -> Rows.of(JsonRows.read(JsonRows.class, text)));
    List<@Nullable Object> rows = new ArrayList<>();
    @Nullable String[] row = new @Nullable String[table.rows.width()];
    table.add(JsonTree.parse(json), JsonTree.parse(variables), defaults, row, rows);
    return rows;
  }

  /** Rows with their paths parsed. */
  private record Rows(JsonRows rows, JsonPath path, List<Column> columns, List<Rows> nested) {
    static Rows of(JsonRows rows) {
      return new Rows(
          rows,
          JsonPathParser.parse(rows.path()),
          rows.columns().stream().map(Column::of).toList(),
          rows.nested().stream().map(Rows::of).toList());
    }

    /**
     * Adds the rows that the path finds in a value, for each those of nested paths beside it.
     *
     * @param around the columns of the rows around
     */
    void add(
        JsonNode value,
        JsonNode variables,
        List<?> defaults,
        @Nullable String[] around,
        List<@Nullable Object> into) {
      int number = 0;
      for (JsonNode item : items(value, variables)) {
        number++;
        @Nullable String[] row = around.clone();
        for (Column column : columns) {
          row[column.column.place()] =
              column.path == null
                  ? Integer.toString(number)
                  : column.value.of(column.path, item, variables, defaults);
        }
        int before = into.size();
        for (Rows inner : nested) {
          inner.add(item, variables, defaults, row, into);
        }
        if (into.size() == before) {
          into.add(Arrays.asList(row));
        }
      }
    }

    private List<JsonNode> items(JsonNode value, JsonNode variables) {
      try {
        return JsonPathRun.items(path, value, variables);
      } catch (KarstException e) {
        if (rows.failing() || !JsonPathValues.isSoft(e)) {
          throw e;
        }
        return List.of();
      }
    }
  }

  private record Column(JsonColumn column, @Nullable JsonPath path, JsonColumnValue value) {
    static Column of(JsonColumn column) {
      String path = column.path();
      return new Column(
          column, path == null ? null : JsonPathParser.parse(path), new JsonColumnValue(column));
    }
  }
}
