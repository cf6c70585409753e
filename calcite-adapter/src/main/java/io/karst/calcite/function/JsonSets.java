package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.JsonbText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** Members and elements of JSON values as rows. */
public final class JsonSets {
  private JsonSets() {}

  static void register(FunctionTable table) {
    add(table, "json_object_keys(text)", "keys", TypeWord.TEXT);
    add(table, "jsonb_object_keys(text)", "keysBinary", TypeWord.TEXT);
    add(table, "json_array_elements(text)", "elements", TypeWord.JSON);
    add(table, "jsonb_array_elements(text)", "elementsBinary", TypeWord.JSONB);
    add(table, "json_array_elements_text(text)", "elementsText", TypeWord.TEXT);
    add(table, "jsonb_array_elements_text(text)", "elementsTextBinary", TypeWord.TEXT);
    add(table, "$json_records(text)", "records", TypeWord.JSON);
    table.add(
        JsonSets.class,
        "$json_record(text):json",
        "record",
        "$json_array_text(text,text):text?",
        "arrayText");
    each(table, "json_each", "each", "json");
    each(table, "jsonb_each", "eachBinary", "jsonb");
    each(table, "json_each_text", "eachText", "text");
    each(table, "jsonb_each_text", "eachTextBinary", "text");
  }

  private static void add(FunctionTable table, String call, String method, TypeWord element) {
    Signature signature = Signature.parse(call + ":array?");
    table.add(
        new SetFunction(
            NativeFunction.of(signature, FunctionTable.methodOf(JsonSets.class, method, signature)),
            element));
  }

  private static void each(FunctionTable table, String name, String method, String value) {
    table.add(
        NativeTableFunction.of(
            JsonSets.class, method, name + "(text)", "key text, value " + value));
  }

  private static JsonNode object(String json, String function) {
    JsonNode node = JsonTree.parse(json);
    if (!node.isObject()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "cannot call " + function + " on a" + (node.isArray() ? "n array" : " scalar"));
    }
    return node;
  }

  private static JsonNode array(String json, String function) {
    JsonNode node = JsonTree.parse(json);
    if (!node.isArray()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          function.startsWith("jsonb")
              ? "cannot extract elements from a" + (node.isObject() ? "n object" : " scalar")
              : "cannot call " + function + " on a " + (node.isObject() ? "non-array" : "scalar"));
    }
    return node;
  }

  public static List<?> keys(String json) {
    List<String> names = new ArrayList<>();
    object(json, "json_object_keys").fieldNames().forEachRemaining(names::add);
    return names;
  }

  public static List<?> keysBinary(String json) {
    return new ArrayList<>(JsonTree.members(object(json, "jsonb_object_keys")).keySet());
  }

  public static List<?> elements(String json) {
    JsonNode array = array(json, "json_array_elements");
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(JsonSource.element(json, i));
    }
    return elements;
  }

  public static List<?> elementsBinary(String json) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonNode element : array(json, "jsonb_array_elements")) {
      elements.add(JsonTree.jsonb(element));
    }
    return elements;
  }

  public static List<?> elementsText(String json) {
    return texts(array(json, "json_array_elements_text"), false);
  }

  public static List<?> elementsTextBinary(String json) {
    return texts(array(json, "jsonb_array_elements_text"), true);
  }

  private static List<?> texts(JsonNode array, boolean binary) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (JsonNode element : array) {
      texts.add(JsonTree.text(element, binary));
    }
    return texts;
  }

  /** The elements of an array of objects: the rows of json_to_recordset. */
  public static List<?> records(String json) {
    JsonNode node = JsonTree.parse(json);
    if (!node.isArray()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "cannot call json_to_recordset on a" + (node.isObject() ? "n object" : " scalar"));
    }
    List<@Nullable Object> records = new ArrayList<>();
    for (JsonNode element : node) {
      if (!element.isObject()) {
        throw new KarstException(
            ErrorCode.INVALID_PARAMETER,
            "argument of json_to_recordset must be an array of objects");
      }
      records.add(element.toString());
    }
    return records;
  }

  /** The object of json_to_record. */
  public static String record(String json) {
    JsonNode node = JsonTree.parse(json);
    if (!node.isObject()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "cannot call populate_composite on a" + (node.isArray() ? "n array" : " scalar"));
    }
    return json;
  }

  /** A member that is an array as the text of an SQL array. */
  public static @Nullable String arrayText(String json, String name) {
    JsonNode value = JsonTree.parse(json).get(name);
    return value == null || value.isNull() ? null : arrayText(value);
  }

  /** A JSON array as the text of an array; anything else as its own. */
  static String arrayText(JsonNode value) {
    if (!value.isArray()) {
      return value.isTextual() ? value.textValue() : value.toString();
    }
    StringBuilder out = new StringBuilder("{");
    for (JsonNode element : value) {
      String text = JsonTree.text(element, false);
      out.append(out.length() == 1 ? "" : ",");
      if (text == null) {
        out.append("NULL");
      } else {
        JsonbText.quote(out, text);
      }
    }
    return out.append('}').toString();
  }

  private static Enumerable<Object[]> rows(List<Object[]> rows) {
    return Linq4j.asEnumerable(rows);
  }

  public static Enumerable<Object[]> each(DataContext context, @Nullable String json) {
    List<Object[]> rows = new ArrayList<>();
    if (json != null) {
      for (Map.Entry<String, JsonNode> member : object(json, "json_each").properties()) {
        String name = member.getKey();
        rows.add(new @Nullable Object[] {name, JsonSource.member(json, name)});
      }
    }
    return rows(rows);
  }

  public static Enumerable<Object[]> eachBinary(DataContext context, @Nullable String json) {
    List<Object[]> rows = new ArrayList<>();
    if (json != null) {
      JsonTree.members(object(json, "jsonb_each"))
          .forEach((name, value) -> rows.add(new Object[] {name, JsonTree.jsonb(value)}));
    }
    return rows(rows);
  }

  public static Enumerable<Object[]> eachText(DataContext context, @Nullable String json) {
    List<Object[]> rows = new ArrayList<>();
    if (json != null) {
      for (Map.Entry<String, JsonNode> member : object(json, "json_each_text").properties()) {
        rows.add(new @Nullable Object[] {member.getKey(), JsonTree.text(member.getValue(), false)});
      }
    }
    return rows(rows);
  }

  public static Enumerable<Object[]> eachTextBinary(DataContext context, @Nullable String json) {
    List<Object[]> rows = new ArrayList<>();
    if (json != null) {
      JsonTree.members(object(json, "jsonb_each_text"))
          .forEach(
              (name, value) -> rows.add(new @Nullable Object[] {name, JsonTree.text(value, true)}));
    }
    return rows(rows);
  }
}
