package io.karst.calcite.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operators {@code ->} and {@code ->>} and PostgreSQL's small JSON functions. */
public final class JsonAccess {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

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
        "$json_path(text,textarray):json?",
        "path",
        "$json_path(text,text):json?",
        "path",
        "$json_path_text(text,textarray):text?",
        "pathText",
        "$json_path_text(text,text):text?",
        "pathText",
        "$holds(text,text):bool",
        "holds",
        "$held_by(text,text):bool",
        "heldBy",
        "json_strip_nulls(text):json",
        "stripNulls",
        "jsonb_strip_nulls(text):json",
        "stripNulls",
        "jsonb_pretty(text):text",
        "pretty",
        "jsonb_exists(text,text):bool",
        "exists",
        "json_array_length(text):int4",
        "arrayLength",
        "jsonb_array_length(text):int4",
        "arrayLength",
        "json_typeof(text):text",
        "typeOf",
        "jsonb_typeof(text):text",
        "typeOf");
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT, "invalid input syntax for type json: " + e.getOriginalMessage());
    }
  }

  /** Checks that a text is JSON. */
  static void check(String json) {
    parse(json);
  }

  /** The source text of a member or element; null if there is none. */
  public static @Nullable String get(String json, String name) {
    return JsonSource.member(json, name);
  }

  public static @Nullable String get(String json, int index) {
    return JsonSource.element(json, index);
  }

  private static @Nullable String text(@Nullable String json) {
    if (json == null || json.equals("null")) {
      return null;
    }
    return json.startsWith("\"") ? parse(json).textValue() : json;
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
  public static @Nullable String path(String json, List<?> path) {
    String at = json;
    for (Object step : path) {
      if (at == null || step == null) {
        return null;
      }
      String name = step.toString();
      boolean index = JsonSource.isArray(at) && name.matches("-?\\d{1,9}");
      at = index ? get(at, Integer.parseInt(name)) : get(at, name);
    }
    return at;
  }

  public static @Nullable String pathText(String json, List<?> path) {
    return text(path(json, path));
  }

  public static @Nullable String path(String json, String path) {
    return path(json, steps(path));
  }

  public static @Nullable String pathText(String json, String path) {
    return text(path(json, path));
  }

  private static List<?> steps(String path) {
    return Arrays.asList((Object[]) Values.parse(ColumnType.array(ColumnType.TEXT), path));
  }

  /** The layout of jsonb: blanks behind colons and commas, keys by length and then in order. */
  public static String normalize(String json) {
    StringBuilder out = new StringBuilder();
    write(out, parse(json));
    return out.toString();
  }

  private static void write(StringBuilder out, JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members =
          new TreeMap<>(
              Comparator.comparingInt((String name) -> name.getBytes(StandardCharsets.UTF_8).length)
                  .thenComparing(Comparator.naturalOrder()));
      node.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
      out.append('{');
      members.forEach(
          (name, value) -> {
            out.append(out.charAt(out.length() - 1) == '{' ? "" : ", ");
            JsonBuild.quote(out, name);
            write(out.append(": "), value);
          });
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (int i = 0; i < node.size(); i++) {
        write(out.append(i == 0 ? "" : ", "), node.get(i));
      }
      out.append(']');
    } else if (node.isTextual()) {
      JsonBuild.quote(out, node.textValue());
    } else if (node.isNumber()) {
      out.append(node.decimalValue().toPlainString());
    } else {
      out.append(node);
    }
  }

  /** Whether a JSON value holds another, as {@code jsonb @> jsonb}. */
  public static boolean holds(String json, String part) {
    return holds(parse(json), parse(part), true);
  }

  public static boolean heldBy(String part, String json) {
    return holds(json, part);
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

  /** Without members whose value is null. */
  public static String stripNulls(String json) {
    JsonNode node = parse(json);
    strip(node);
    return node.toString();
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
    }
    node.forEach(JsonAccess::strip);
  }

  public static String pretty(String json) {
    return parse(json).toPrettyString();
  }

  public static boolean exists(String json, String name) {
    JsonNode node = parse(json);
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

  public static int arrayLength(String json) {
    JsonNode node = parse(json);
    if (!node.isArray()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "cannot get array length of a non-array");
    }
    return node.size();
  }

  public static String typeOf(String json) {
    return switch (parse(json).getNodeType()) {
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case NULL, MISSING -> "null";
      case STRING, BINARY -> "string";
    };
  }
}
