package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.JsonbText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changed copies of jsonb values. */
public final class JsonEdit {
  private JsonEdit() {}

  static void register(FunctionTable table) {
    table.add(
        JsonEdit.class,
        "jsonb_set(text,any,text):jsonb",
        "set",
        "jsonb_set(text,any,text,bool):jsonb",
        "set",
        "~jsonb_set_lax(text,any,text):jsonb?",
        "setLax",
        "~jsonb_set_lax(text,any,text,bool):jsonb?",
        "setLax",
        "~jsonb_set_lax(text,any,text,bool,text):jsonb?",
        "setLax",
        "jsonb_insert(text,any,text):jsonb",
        "insert",
        "jsonb_insert(text,any,text,bool):jsonb",
        "insert",
        "jsonb_concat(text,text):jsonb",
        "concat",
        "$jsonb_delete(text,any):jsonb",
        "delete",
        "$jsonb_delete_path(text,any):jsonb",
        "deletePath",
        "jsonb_delete_path(text,any):jsonb",
        "deletePath",
        "json_strip_nulls(text):json",
        "stripNulls",
        "jsonb_strip_nulls(text):jsonb",
        "stripNullsBinary",
        "jsonb_pretty(text):text",
        "pretty");
  }

  /** What a path does to the place at its end. */
  private enum Change {
    SET,
    SET_EXISTING,
    INSERT,
    INSERT_AFTER,
    DELETE
  }

  public static String set(String json, Object path, String value) {
    return set(json, path, value, true);
  }

  public static String set(String json, Object path, String value, boolean create) {
    return changed(
        json, path, JsonTree.parse(value), create ? Change.SET : Change.SET_EXISTING, "set path");
  }

  public static @Nullable String setLax(
      @Nullable String json, @Nullable Object path, @Nullable String value) {
    return setLax(json, path, value, true, "use_json_null");
  }

  public static @Nullable String setLax(
      @Nullable String json,
      @Nullable Object path,
      @Nullable String value,
      @Nullable Boolean create) {
    return setLax(json, path, value, create, "use_json_null");
  }

  public static @Nullable String setLax(
      @Nullable String json,
      @Nullable Object path,
      @Nullable String value,
      @Nullable Boolean create,
      @Nullable String ofNull) {
    if (json == null || path == null || create == null) {
      return null;
    }
    if (value != null) {
      return set(json, path, value, create);
    }
    return switch (String.valueOf(ofNull)) {
      case "use_json_null" -> set(json, path, "null", create);
      case "delete_key" -> deletePath(json, path);
      case "return_target" -> JsonbText.normalize(json);
      case "raise_exception" ->
          throw new KarstException(ErrorCode.NULL_NOT_ALLOWED, "JSON value must not be null");
      default ->
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER,
              "null_value_treatment must be \"delete_key\", \"return_target\","
                  + " \"use_json_null\", or \"raise_exception\"");
    };
  }

  public static String insert(String json, Object path, String value) {
    return insert(json, path, value, false);
  }

  public static String insert(String json, Object path, String value, boolean after) {
    return changed(
        json, path, JsonTree.parse(value), after ? Change.INSERT_AFTER : Change.INSERT, "set path");
  }

  public static String deletePath(String json, Object path) {
    return changed(json, path, NullNode.getInstance(), Change.DELETE, "delete path");
  }

  private static String changed(
      String json, Object path, JsonNode value, Change change, String action) {
    JsonNode root = JsonTree.parse(json);
    List<?> steps = JsonAccess.texts(path);
    if (root.isValueNode()) {
      throw refused("cannot " + action + " in scalar");
    }
    if (!steps.isEmpty()) {
      change(root, steps, 0, value, change);
    }
    return JsonTree.jsonb(root);
  }

  private static void change(JsonNode at, List<?> steps, int depth, JsonNode value, Change change) {
    Object step = steps.get(depth);
    if (step == null) {
      throw new KarstException(
          ErrorCode.NULL_NOT_ALLOWED, "path element at position " + (depth + 1) + " is null");
    }
    boolean last = depth == steps.size() - 1;
    if (at instanceof ObjectNode object) {
      String name = step.toString();
      if (last) {
        changeMember(object, name, value, change);
      } else if (object.has(name)) {
        change(object.get(name), steps, depth + 1, value, change);
      }
    } else if (at instanceof ArrayNode array) {
      int index = index(step.toString(), depth);
      int place = index < 0 ? array.size() + index : index;
      if (last) {
        changeElement(array, place, value, change);
      } else if (place >= 0 && place < array.size()) {
        change(array.get(place), steps, depth + 1, value, change);
      }
    }
  }

  private static int index(String step, int depth) {
    try {
      return Integer.parseInt(step);
    } catch (NumberFormatException e) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT,
          "path element at position " + (depth + 1) + " is not an integer: \"" + step + "\"",
          e);
    }
  }

  private static void changeMember(ObjectNode object, String name, JsonNode value, Change change) {
    boolean present = object.has(name);
    switch (change) {
      case DELETE -> object.remove(name);
      case SET -> object.set(name, value);
      case SET_EXISTING -> {
        if (present) {
          object.set(name, value);
        }
      }
      case INSERT, INSERT_AFTER -> {
        if (present) {
          throw refused("cannot replace existing key")
              .withHint("Try using the function jsonb_set to replace key value.");
        }
        object.set(name, value);
      }
    }
  }

  private static void changeElement(ArrayNode array, int place, JsonNode value, Change change) {
    boolean present = place >= 0 && place < array.size();
    if (change == Change.DELETE) {
      if (present) {
        array.remove(place);
      }
    } else if (present && (change == Change.SET || change == Change.SET_EXISTING)) {
      array.set(place, value);
    } else if (change != Change.SET_EXISTING) {
      int at = change == Change.INSERT_AFTER && present ? place + 1 : place;
      array.insert(Math.max(0, Math.min(at, array.size())), value);
    }
  }

  /** Members of both, the second's last; otherwise the elements of both. */
  public static String concat(String left, String right) {
    JsonNode first = JsonTree.parse(left);
    JsonNode second = JsonTree.parse(right);
    if (first instanceof ObjectNode object && second.isObject()) {
      for (Map.Entry<String, JsonNode> member : second.properties()) {
        object.set(member.getKey(), member.getValue());
      }
      return JsonTree.jsonb(object);
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    append(all, first);
    append(all, second);
    return JsonTree.jsonb(all);
  }

  private static void append(ArrayNode all, JsonNode value) {
    if (value.isArray()) {
      value.forEach(all::add);
    } else {
      all.add(value);
    }
  }

  /** Without a member or text, several of them, or the element at a position. */
  public static String delete(String json, Object what) {
    JsonNode node = JsonTree.parse(json);
    if (node.isValueNode()) {
      throw refused("cannot delete from scalar");
    }
    if (what instanceof Number position) {
      if (node.isObject()) {
        throw refused("cannot delete from object using integer index");
      }
      int place = position.intValue();
      changeElement(
          (ArrayNode) node,
          place < 0 ? node.size() + place : place,
          NullNode.getInstance(),
          Change.DELETE);
    } else if (what instanceof List<?> names) {
      for (Object name : names) {
        remove(node, name);
      }
    } else {
      remove(node, what);
    }
    return JsonTree.jsonb(node);
  }

  private static void remove(JsonNode node, @Nullable Object name) {
    if (name != null && node instanceof ObjectNode object) {
      object.remove(name.toString());
    } else if (name != null && node instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        if (array.get(i).isTextual() && array.get(i).textValue().equals(name)) {
          array.remove(i);
        }
      }
    }
  }

  private static KarstException refused(String message) {
    return new KarstException(ErrorCode.INVALID_PARAMETER, message);
  }

  /** Without members whose value is null. */
  public static String stripNulls(String json) {
    return stripped(json).toString();
  }

  public static String stripNullsBinary(String json) {
    return JsonTree.jsonb(stripped(json));
  }

  private static JsonNode stripped(String json) {
    JsonNode node = JsonTree.parse(json);
    strip(node);
    return node;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
    }
    node.forEach(JsonEdit::strip);
  }

  /** One member or element a line, four blanks deeper at each level. */
  public static String pretty(String json) {
    StringBuilder out = new StringBuilder();
    pretty(out, JsonTree.parse(json), "\n");
    return out.toString();
  }

  private static void pretty(StringBuilder out, JsonNode node, String line) {
    if (node.isValueNode()) {
      out.append(JsonTree.jsonb(node));
      return;
    }
    String inner = line + "    ";
    String separator = "";
    out.append(node.isObject() ? '{' : '[');
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : JsonTree.members(node).entrySet()) {
        JsonbText.quote(out.append(separator).append(inner), member.getKey());
        pretty(out.append(": "), member.getValue(), inner);
        separator = ",";
      }
    } else {
      for (JsonNode element : node) {
        pretty(out.append(separator).append(inner), element, inner);
        separator = ",";
      }
    }
    out.append(line).append(node.isObject() ? '}' : ']');
  }
}
