package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of a path. Errors are exceptions that a caller may take as unknown. */
final class JsonPathRun {
  private final boolean lax;
  private final JsonNode root;
  private final JsonNode variables;

  /** Size of the array whose positions are being computed, or -1. */
  private int size = -1;

  private JsonPathRun(boolean lax, JsonNode root, JsonNode variables) {
    this.lax = lax;
    this.root = root;
    this.variables = variables;
  }

  /** What a path finds. */
  static List<JsonNode> items(JsonPath path, JsonNode root, JsonNode variables) {
    return new JsonPathRun(path.lax(), root, variables).items(path.root(), root);
  }

  static KarstException error(ErrorCode code, String message) {
    return new KarstException(code, message);
  }

  private List<JsonNode> items(JsonPath.Node node, JsonNode current) {
    if (node instanceof JsonPath.Start start) {
      return List.of(start(start.name(), current));
    }
    if (node instanceof JsonPath.Constant constant) {
      return List.of(constant.value());
    }
    if (node instanceof JsonPath.Step step) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode item : items(step.of(), current)) {
        step(step.accessor(), item, found, lax);
      }
      return found;
    }
    if (node instanceof JsonPath.Binary binary) {
      BigDecimal left = number(binary.left(), current, "left", binary.operator());
      BigDecimal right = number(binary.right(), current, "right", binary.operator());
      return List.of(DecimalNode.valueOf(JsonPathValues.computed(binary.operator(), left, right)));
    }
    if (node instanceof JsonPath.Signed signed) {
      List<JsonNode> results = new ArrayList<>();
      for (JsonNode item : unwrapped(items(signed.of(), current))) {
        if (!item.isNumber()) {
          throw error(
              ErrorCode.NON_NUMERIC_JSON,
              "operand of unary jsonpath operator "
                  + (signed.negative() ? '-' : '+')
                  + " is not a numeric value");
        }
        BigDecimal value = item.decimalValue();
        results.add(DecimalNode.valueOf(signed.negative() ? value.negate() : value));
      }
      return results;
    }
    Boolean answer = answer(node, current);
    return List.of(answer == null ? NullNode.getInstance() : BooleanNode.valueOf(answer));
  }

  private JsonNode start(String name, JsonNode current) {
    switch (name) {
      case "$" -> {
        return root;
      }
      case "@" -> {
        return current;
      }
      case "last" -> {
        if (size < 0) {
          throw error(ErrorCode.SYNTAX_ERROR, "LAST is allowed only in array subscripts");
        }
        return IntNode.valueOf(size - 1);
      }
      default -> {
        JsonNode value = variables.get(name.substring(1));
        if (value == null) {
          throw error(
              ErrorCode.UNDEFINED_OBJECT,
              "could not find jsonpath variable \"" + name.substring(1) + "\"");
        }
        return value;
      }
    }
  }

  private List<JsonNode> unwrapped(List<JsonNode> items) {
    if (!lax) {
      return items;
    }
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode item : items) {
      if (item.isArray()) {
        item.forEach(all::add);
      } else {
        all.add(item);
      }
    }
    return all;
  }

  private BigDecimal number(JsonPath.Node node, JsonNode current, String side, char operator) {
    List<JsonNode> items = unwrapped(items(node, current));
    if (items.size() != 1 || !items.get(0).isNumber()) {
      throw error(
          ErrorCode.SINGLE_JSON_REQUIRED,
          side + " operand of jsonpath operator " + operator + " is not a single numeric value");
    }
    return items.get(0).decimalValue();
  }

  private void step(
      JsonPath.Accessor accessor, JsonNode item, List<JsonNode> found, boolean unwrap) {
    if (accessor instanceof JsonPath.Member member) {
      member(member.name(), item, found, unwrap);
    } else if (accessor instanceof JsonPath.AnyMember) {
      if (item.isObject()) {
        found.addAll(JsonTree.members(item).values());
      } else if (unwrap && item.isArray()) {
        item.forEach(element -> step(accessor, element, found, false));
      } else if (!lax) {
        throw error(
            ErrorCode.JSON_OBJECT_NOT_FOUND,
            "jsonpath wildcard member accessor can only be applied to an object");
      }
    } else if (accessor instanceof JsonPath.Descendants descendants) {
      descend(descendants, item, 0, found);
    } else if (accessor instanceof JsonPath.AnyElement) {
      if (item.isArray()) {
        item.forEach(found::add);
      } else if (lax) {
        found.add(item);
      } else {
        throw error(
            ErrorCode.JSON_ARRAY_NOT_FOUND,
            "jsonpath wildcard array accessor can only be applied to an array");
      }
    } else if (accessor instanceof JsonPath.Elements elements) {
      elements(elements, item, found);
    } else if (accessor instanceof JsonPath.Filter filter) {
      for (JsonNode each : unwrapped(List.of(item))) {
        if (Boolean.TRUE.equals(answer(filter.condition(), each))) {
          found.add(each);
        }
      }
    } else if (accessor instanceof JsonPath.Method method) {
      method(method.name(), item, found);
    }
  }

  private void member(String name, JsonNode item, List<JsonNode> found, boolean unwrap) {
    if (item.isObject()) {
      JsonNode value = item.get(name);
      if (value != null) {
        found.add(value);
      } else if (!lax) {
        throw error(
            ErrorCode.JSON_MEMBER_NOT_FOUND, "JSON object does not contain key \"" + name + "\"");
      }
    } else if (unwrap && item.isArray()) {
      item.forEach(element -> member(name, element, found, false));
    } else if (!lax) {
      throw error(
          ErrorCode.JSON_MEMBER_NOT_FOUND,
          "jsonpath member accessor can only be applied to an object");
    }
  }

  private static void descend(
      JsonPath.Descendants range, JsonNode item, int level, List<JsonNode> found) {
    boolean leafOnly = range.first() == Integer.MAX_VALUE;
    if (leafOnly ? !item.isContainerNode() || item.isEmpty() : level >= range.first()) {
      found.add(item);
    }
    if (level < range.last()) {
      Iterable<JsonNode> inner = item.isObject() ? JsonTree.members(item).values() : item;
      inner.forEach(each -> descend(range, each, level + 1, found));
    }
  }

  private void elements(JsonPath.Elements elements, JsonNode item, List<JsonNode> found) {
    if (!item.isArray() && !lax) {
      throw error(
          ErrorCode.JSON_ARRAY_NOT_FOUND,
          "jsonpath array accessor can only be applied to an array");
    }
    int before = size;
    int count = item.isArray() ? item.size() : 1;
    size = count;
    for (JsonPath.Range range : elements.ranges()) {
      int from = position(range.from(), item);
      int to = range.to() == null ? from : position(range.to(), item);
      if (!lax && (from < 0 || from > to || to >= count)) {
        throw error(ErrorCode.INVALID_JSON_SUBSCRIPT, "jsonpath array subscript is out of bounds");
      }
      for (int i = Math.max(0, from); i <= Math.min(to, count - 1); i++) {
        found.add(item.isArray() ? item.get(i) : item);
      }
    }
    size = before;
  }

  private int position(JsonPath.Node node, JsonNode current) {
    List<JsonNode> items = items(node, current);
    if (items.size() != 1 || !items.get(0).isNumber()) {
      throw error(
          ErrorCode.INVALID_JSON_SUBSCRIPT,
          "jsonpath array subscript is not a single numeric value");
    }
    BigDecimal position = items.get(0).decimalValue().setScale(0, RoundingMode.DOWN);
    if (position.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw error(
          ErrorCode.INVALID_JSON_SUBSCRIPT, "jsonpath array subscript is out of integer range");
    }
    return position.intValue();
  }

  private void method(String name, JsonNode item, List<JsonNode> found) {
    if (name.equals("type")) {
      found.add(TextNode.valueOf(JsonAccess.typeOf(item)));
      return;
    }
    if (name.equals("size")) {
      if (!item.isArray() && !lax) {
        throw error(
            ErrorCode.JSON_ARRAY_NOT_FOUND,
            "jsonpath item method .size() can only be applied to an array");
      }
      found.add(IntNode.valueOf(item.isArray() ? item.size() : 1));
      return;
    }
    for (JsonNode each : unwrapped(List.of(item))) {
      found.add(
          DecimalNode.valueOf(
              name.equals("double")
                  ? JsonPathValues.real(each)
                  : JsonPathValues.rounded(name, each)));
    }
  }

  /** The answer of a condition; null for unknown. */
  private @Nullable Boolean answer(JsonPath.Node node, JsonNode current) {
    if (node instanceof JsonPath.Logic logic) {
      Boolean left = answer(logic.left(), current);
      if (left != null && left != logic.and()) {
        return left;
      }
      Boolean right = answer(logic.right(), current);
      boolean decides = right != null && right != logic.and();
      return (decides || left != null) ? right : null;
    }
    if (node instanceof JsonPath.Not not) {
      Boolean of = answer(not.of(), current);
      return of == null ? null : (Boolean) !of;
    }
    if (node instanceof JsonPath.IsUnknown unknown) {
      return answer(unknown.of(), current) == null;
    }
    if (node instanceof JsonPath.Exists exists) {
      List<JsonNode> items = soft(exists.of(), current);
      return items == null ? null : (Boolean) !items.isEmpty();
    }
    if (node instanceof JsonPath.Compare compare) {
      return any(
          soft(compare.left(), current),
          soft(compare.right(), current),
          (left, right) -> JsonPathValues.compared(compare.operator(), left, right));
    }
    if (node instanceof JsonPath.StartsWith starts) {
      return any(
          soft(starts.of(), current),
          soft(starts.prefix(), current),
          (whole, prefix) ->
              (whole.isTextual() && prefix.isTextual())
                  ? (Boolean) whole.textValue().startsWith(prefix.textValue())
                  : null);
    }
    if (node instanceof JsonPath.LikeRegex like) {
      return any(
          soft(like.of(), current),
          List.of(NullNode.getInstance()),
          (text, none) ->
              text.isTextual() ? (Boolean) like.pattern().matcher(text.textValue()).find() : null);
    }
    List<JsonNode> items = items(node, current);
    return (items.size() == 1 && items.get(0).isBoolean())
        ? (Boolean) items.get(0).booleanValue()
        : null;
  }

  /** The items, or null after an error. */
  private @Nullable List<JsonNode> soft(JsonPath.Node node, JsonNode current) {
    int before = size;
    try {
      return items(node, current);
    } catch (KarstException e) {
      if (!JsonPathValues.isSoft(e)) {
        throw e;
      }
      size = before;
      return null;
    }
  }

  /** A condition on two items; null for unknown. */
  private interface Condition {
    @Nullable Boolean test(JsonNode left, JsonNode right);
  }

  private @Nullable Boolean any(
      @Nullable List<JsonNode> left, @Nullable List<JsonNode> right, Condition condition) {
    if (left == null || right == null) {
      return null;
    }
    boolean found = false;
    boolean unknown = false;
    for (JsonNode first : unwrapped(left)) {
      for (JsonNode second : unwrapped(right)) {
        Boolean answer = condition.test(first, second);
        if (answer == null) {
          if (!lax) {
            return null;
          }
          unknown = true;
        } else if (answer) {
          if (lax) {
            return true;
          }
          found = true;
        }
      }
    }
    return found ? (Boolean) true : unknown ? null : (Boolean) false;
  }
}
