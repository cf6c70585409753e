package io.karst.calcite.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.JsonbText;
import io.karst.storage.value.Values;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON texts as trees and back. */
final class JsonTree {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonTree() {}

  static JsonNode parse(String json) {
    Values.parse(ColumnType.JSON, json);
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT, "invalid input syntax for type json: " + e.getOriginalMessage());
    }
  }

  /** Whether no object in a JSON text has two members of one name. */
  static boolean hasUniqueNames(String json) {
    try {
      MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION).readTree(json);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** The jsonb text of a tree. */
  static String jsonb(JsonNode node) {
    return JsonbText.normalize(node.toString());
  }

  /** A value as {@code ->>} shows it: strings without quotes, null as NULL. */
  static @Nullable String text(JsonNode node, boolean binary) {
    if (node.isNull()) {
      return null;
    }
    return node.isTextual() ? node.textValue() : binary ? jsonb(node) : node.toString();
  }

  /** Members in the order of jsonb. */
  static Map<String, JsonNode> members(JsonNode object) {
    Map<String, JsonNode> members = new TreeMap<>(JsonbText.NAMES);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      members.put(member.getKey(), member.getValue());
    }
    return members;
  }

  static String kind(JsonNode node) {
    return node.isObject() ? "object" : node.isArray() ? "array" : "scalar";
  }
}
