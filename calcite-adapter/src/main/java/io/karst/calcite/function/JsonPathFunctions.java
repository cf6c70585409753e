package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jsonb_path functions, and the operators {@code @?} and {@code @@}. */
public final class JsonPathFunctions {
  private static final String NONE = "{}";

  private JsonPathFunctions() {}

  static void register(FunctionTable table) {
    for (String more : List.of("", ",text", ",text,bool")) {
      table.add(
          JsonPathFunctions.class,
          "jsonb_path_exists(text,text" + more + "):bool?",
          "exists",
          "jsonb_path_match(text,text" + more + "):bool?",
          "match",
          "jsonb_path_query_array(text,text" + more + "):jsonb?",
          "array",
          "jsonb_path_query_first(text,text" + more + "):jsonb?",
          "first");
      Signature query = Signature.parse("jsonb_path_query(text,text" + more + "):array?");
      table.add(
          new SetFunction(
              NativeFunction.of(
                  query, FunctionTable.methodOf(JsonPathFunctions.class, "query", query)),
              TypeWord.JSONB));
    }
    table.add(
        JsonPathFunctions.class,
        "$jsonb_path_exists(text,text):bool?",
        "existsSilently",
        "$jsonb_path_match(text,text):bool?",
        "matchSilently");
  }

  /** What a path finds; null after an error that is to be silent. */
  private static @Nullable List<JsonNode> items(
      String json, String path, String variables, boolean silent) {
    JsonPath parsed = JsonPathParser.parse(path);
    JsonNode values = JsonTree.parse(variables);
    if (!values.isObject()) {
      throw new KarstException(ErrorCode.INVALID_PARAMETER, "\"vars\" argument is not an object")
          .withDetail(
              "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.");
    }
    try {
      return JsonPathRun.items(parsed, JsonTree.parse(json), values);
    } catch (KarstException e) {
      if (silent && JsonPathValues.isSoft(e)) {
        return null;
      }
      throw e;
    }
  }

  public static @Nullable Boolean exists(String json, String path) {
    return exists(json, path, NONE, false);
  }

  public static @Nullable Boolean exists(String json, String path, String variables) {
    return exists(json, path, variables, false);
  }

  public static @Nullable Boolean existsSilently(String json, String path) {
    return exists(json, path, NONE, true);
  }

  /** Whether a path finds anything. */
  public static @Nullable Boolean exists(
      String json, String path, String variables, boolean silent) {
    List<JsonNode> items = items(json, path, variables, silent);
    return items == null ? null : (Boolean) !items.isEmpty();
  }

  public static @Nullable Boolean match(String json, String path) {
    return match(json, path, NONE, false);
  }

  public static @Nullable Boolean match(String json, String path, String variables) {
    return match(json, path, variables, false);
  }

  public static @Nullable Boolean matchSilently(String json, String path) {
    return match(json, path, NONE, true);
  }

  /** The truth value that a path is; null for unknown. */
  public static @Nullable Boolean match(
      String json, String path, String variables, boolean silent) {
    List<JsonNode> items = items(json, path, variables, silent);
    if (items != null && items.size() == 1) {
      if (items.get(0).isBoolean()) {
        return items.get(0).booleanValue();
      }
      if (items.get(0).isNull()) {
        return null;
      }
    }
    if (!silent) {
      throw new KarstException(ErrorCode.SINGLE_JSON_REQUIRED, "single boolean result is expected");
    }
    return null;
  }

  public static List<?> query(String json, String path) {
    return query(json, path, NONE, false);
  }

  public static List<?> query(String json, String path, String variables) {
    return query(json, path, variables, false);
  }

  /** All that a path finds. */
  public static List<?> query(String json, String path, String variables, boolean silent) {
    List<JsonNode> items = items(json, path, variables, silent);
    List<String> texts = new ArrayList<>();
    if (items != null) {
      items.forEach(item -> texts.add(JsonTree.jsonb(item)));
    }
    return texts;
  }

  public static @Nullable String array(String json, String path) {
    return array(json, path, NONE, false);
  }

  public static @Nullable String array(String json, String path, String variables) {
    return array(json, path, variables, false);
  }

  /** All that a path finds as one array. */
  public static @Nullable String array(String json, String path, String variables, boolean silent) {
    List<JsonNode> items = items(json, path, variables, silent);
    return JsonTree.jsonb(
        JsonNodeFactory.instance.arrayNode().addAll(items == null ? List.of() : items));
  }

  public static @Nullable String first(String json, String path) {
    return first(json, path, NONE, false);
  }

  public static @Nullable String first(String json, String path, String variables) {
    return first(json, path, variables, false);
  }

  /** The first that a path finds. */
  public static @Nullable String first(String json, String path, String variables, boolean silent) {
    List<JsonNode> items = items(json, path, variables, silent);
    return items == null || items.isEmpty() ? null : JsonTree.jsonb(items.get(0));
  }
}
