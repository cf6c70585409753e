package io.karst.calcite.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.jspecify.annotations.Nullable;

/** The operators {@code ->} and {@code ->>} and PostgreSQL's small JSON functions. */
public final class JsonAccess {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonAccess() {}

  static void register(FunctionTable table) {
    table.add(
        JsonAccess.class,
        "json_get(text,text):text?",
        "get",
        "json_get(text,int4):text?",
        "get",
        "json_get_text(text,text):text?",
        "getText",
        "json_get_text(text,int4):text?",
        "getText",
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

  private static @Nullable JsonNode at(String json, int index) {
    JsonNode node = parse(json);
    return node.isArray() ? node.get(index < 0 ? node.size() + index : index) : null;
  }

  private static @Nullable JsonNode at(String json, String name) {
    return parse(json).get(name);
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  /** A member as JSON. */
  public static @Nullable String get(String json, String name) {
    JsonNode node = at(json, name);
    return node == null ? null : node.toString();
  }

  /** An element as JSON. */
  public static @Nullable String get(String json, int index) {
    JsonNode node = at(json, index);
    return node == null ? null : node.toString();
  }

  /** A member as text. */
  public static @Nullable String getText(String json, String name) {
    return text(at(json, name));
  }

  /** An element as text. */
  public static @Nullable String getText(String json, int index) {
    return text(at(json, index));
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
