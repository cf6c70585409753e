package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.JsonbText;
import io.karst.storage.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators {@code ->} and {@code ->>} and PostgreSQL's small JSON functions. */
public final class JsonAccess {
  private JsonAccess() {}

  static void register(FunctionTable table) {
    table.add(
        JsonAccess.class,
        "json_get(text,text):json?",
        "get",
        "json_get(text,int4):json?",
        "get",
        "json_get_text(text,text):text?",
        "getText",
        "json_get_text(text,int4):text?",
        "getText",
        "$jsonb_element(text,int4):json?",
        "elementBinary",
        "$jsonb_element_text(text,int4):text?",
        "elementTextBinary",
        "$json_path(text,any):json?",
        "path",
        "$json_path_text(text,any):text?",
        "pathText",
        "json_extract_path(text,text):json?",
        "extract",
        "json_extract_path(text,text,text):json?",
        "extract",
        "json_extract_path(text,text,text,text):json?",
        "extract",
        "json_extract_path_text(text,text):text?",
        "extractText",
        "json_extract_path_text(text,text,text):text?",
        "extractText",
        "json_extract_path_text(text,text,text,text):text?",
        "extractText",
        "jsonb_extract_path(text,text):jsonb?",
        "extractBinary",
        "jsonb_extract_path(text,text,text):jsonb?",
        "extractBinary",
        "jsonb_extract_path(text,text,text,text):jsonb?",
        "extractBinary",
        "jsonb_extract_path_text(text,text):text?",
        "extractText",
        "jsonb_extract_path_text(text,text,text):text?",
        "extractText",
        "jsonb_extract_path_text(text,text,text,text):text?",
        "extractText",
        "$holds(any,any):bool",
        "holds",
        "$held_by(any,any):bool",
        "heldBy",
        "$jsonb_exists(text,text):bool",
        "exists",
        "$jsonb_exists_any(text,any):bool",
        "existsAny",
        "$jsonb_exists_all(text,any):bool",
        "existsAll",
        "jsonb_exists(text,text):bool",
        "exists",
        "jsonb_exists_any(text,any):bool",
        "existsAny",
        "jsonb_exists_all(text,any):bool",
        "existsAll",
        "json_array_length(text):int4",
        "arrayLength",
        "jsonb_array_length(text):int4",
        "arrayLength",
        "json_typeof(text):text",
        "typeOf",
        "jsonb_typeof(text):text",
        "typeOf");
  }

  /** The source text of a member or element; null if there is none. */
  public static @Nullable String get(String json, String name) {
    return JsonSource.member(json, name);
  }

  public static @Nullable String get(String json, int index) {
    return JsonSource.element(json, index);
  }

  /** An element; a scalar of jsonb counts as an array of itself. */
  public static @Nullable String elementBinary(String json, int index) {
    char first = json.charAt(0);
    boolean scalar = first != '[' && first != '{';
    return scalar ? (index == 0 || index == -1 ? json : null) : get(json, index);
  }

  public static @Nullable String elementTextBinary(String json, int index) {
    return text(elementBinary(json, index));
  }

  private static @Nullable String text(@Nullable String json) {
    if (json == null || json.equals("null")) {
      return null;
    }
    return json.startsWith("\"") ? JsonTree.parse(json).textValue() : json;
  }

  /** A member as text. */
  public static @Nullable String getText(String json, String name) {
    return text(get(json, name));
  }

  /** An element as text. */
  public static @Nullable String getText(String json, int index) {
    return text(get(json, index));
  }

  /** What lies at the end of a path of names and positions. */
  public static @Nullable String path(String json, Object path) {
    String at = json;
    for (Object step : texts(path)) {
      if (at == null || step == null) {
        return null;
      }
      String name = step.toString();
      if (!JsonSource.isArray(at)) {
        at = get(at, name);
      } else if (name.matches("-?\\d{1,9}")) {
        at = get(at, Integer.parseInt(name));
      } else {
        return null;
      }
    }
    return at;
  }

  public static @Nullable String pathText(String json, Object path) {
    return text(path(json, path));
  }

  public static @Nullable String extract(String json, String first) {
    return path(json, List.of(first));
  }

  public static @Nullable String extract(String json, String first, String second) {
    return path(json, List.of(first, second));
  }

  public static @Nullable String extract(String json, String first, String second, String third) {
    return path(json, List.of(first, second, third));
  }

  private static @Nullable String binary(@Nullable String json) {
    return json == null ? null : JsonbText.normalize(json);
  }

  public static @Nullable String extractBinary(String json, String first) {
    return binary(extract(json, first));
  }

  public static @Nullable String extractBinary(String json, String first, String second) {
    return binary(extract(json, first, second));
  }

  public static @Nullable String extractBinary(
      String json, String first, String second, String third) {
    return binary(extract(json, first, second, third));
  }

  public static @Nullable String extractText(String json, String first) {
    return text(extract(json, first));
  }

  public static @Nullable String extractText(String json, String first, String second) {
    return text(extract(json, first, second));
  }

  public static @Nullable String extractText(
      String json, String first, String second, String third) {
    return text(extract(json, first, second, third));
  }

  /** The elements of an array of texts, or of the literal of one. */
  static List<?> texts(Object array) {
    return array instanceof List<?> list
        ? list
        : Arrays.asList(
            (Object[]) Values.parse(ColumnType.array(ColumnType.TEXT), array.toString()));
  }

  /** Whether a JSON value or an array holds another: {@code @>}. */
  public static boolean holds(Object whole, Object part) {
    if (whole instanceof List<?> || part instanceof List<?>) {
      return ArrayFunctions.holds(texts(whole), texts(part));
    }
    return holds(JsonTree.parse(whole.toString()), JsonTree.parse(part.toString()), true);
  }

  public static boolean heldBy(Object part, Object whole) {
    return holds(whole, part);
  }

  private static boolean holds(JsonNode whole, JsonNode part, boolean top) {
    if (part.isObject() && whole.isObject()) {
      for (Map.Entry<String, JsonNode> member : part.properties()) {
        JsonNode value = whole.get(member.getKey());
        if (value == null || !holds(value, member.getValue(), false)) {
          return false;
        }
      }
      return true;
    }
    if (part.isArray() && whole.isArray()) {
      for (JsonNode item : part) {
        if (!anyHolds(whole, item)) {
          return false;
        }
      }
      return true;
    }
    if (top && whole.isArray() && part.isValueNode()) {
      return anyHolds(whole, part);
    }
    if (part.isNumber() && whole.isNumber()) {
      return part.decimalValue().compareTo(whole.decimalValue()) == 0;
    }
    return part.equals(whole);
  }

  private static boolean anyHolds(JsonNode array, JsonNode item) {
    for (JsonNode element : array) {
      if (holds(element, item, false)) {
        return true;
      }
    }
    return false;
  }

  public static boolean exists(String json, String name) {
    JsonNode node = JsonTree.parse(json);
    if (node.isObject()) {
      return node.has(name);
    }
    for (JsonNode element : node) {
      if (element.isTextual() && element.textValue().equals(name)) {
        return true;
      }
    }
    return node.isTextual() && node.textValue().equals(name);
  }

  public static boolean existsAny(String json, Object names) {
    for (Object name : texts(names)) {
      if (name != null && exists(json, name.toString())) {
        return true;
      }
    }
    return false;
  }

  public static boolean existsAll(String json, Object names) {
    for (Object name : texts(names)) {
      if (name != null && !exists(json, name.toString())) {
        return false;
      }
    }
    return true;
  }

  public static int arrayLength(String json) {
    JsonNode node = JsonTree.parse(json);
    if (!node.isArray()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "cannot get array length of a " + (node.isObject() ? "non-array" : "scalar"));
    }
    return node.size();
  }

  public static String typeOf(String json) {
    return typeOf(JsonTree.parse(json));
  }

  static String typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case NULL, MISSING -> "null";
      case STRING, BINARY -> "string";
    };
  }
}
