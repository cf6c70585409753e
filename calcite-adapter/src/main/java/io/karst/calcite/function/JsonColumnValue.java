package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karst.calcite.ast.JsonColumn;
import io.karst.calcite.ast.JsonColumn.Behavior;
import io.karst.calcite.ast.JsonColumn.Kind;
import io.karst.calcite.ast.JsonColumn.Wrapper;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what a {@link JsonColumn} says, as a text that its type can read. */
final class JsonColumnValue {
  private final JsonColumn column;

  JsonColumnValue(JsonColumn column) {
    this.column = column;
  }

  /** The text for a value; null = NULL. */
  @Nullable String of(JsonPath path, JsonNode value, JsonNode variables, List<?> defaults) {
    List<JsonNode> items;
    try {
      items = JsonPathRun.items(path, value, variables);
      if (!items.isEmpty() || column.kind() == Kind.EXISTS) {
        return found(items);
      }
    } catch (KarstException e) {
      if (column.onError() == Behavior.ERROR || !isCaught(e)) {
        throw e;
      }
      return instead(column.onError(), column.errorDefault(), defaults);
    }
    if (column.onEmpty() == Behavior.ERROR) {
      throw new KarstException(
          ErrorCode.NO_JSON_ITEM,
          "no SQL/JSON item found for specified path"
              + (column.name() == null ? "" : " of column \"" + column.name() + "\""));
    }
    return instead(column.onEmpty(), column.emptyDefault(), defaults);
  }

  /** Errors of paths, and values that the type does not have. */
  private static boolean isCaught(KarstException e) {
    return JsonPathValues.isSoft(e) || e.code().sqlState().startsWith("22");
  }

  private @Nullable String instead(Behavior behavior, int index, List<?> defaults) {
    return switch (behavior) {
      case DEFAULT -> (String) defaults.get(index);
      case EMPTY_ARRAY -> column.type().kind() == TypeKind.ARRAY ? "{}" : "[]";
      case EMPTY_OBJECT -> "{}";
      case TRUE -> truth(true);
      case FALSE -> truth(false);
      case NULL, UNKNOWN, ERROR -> null;
    };
  }

  private @Nullable String found(List<JsonNode> items) {
    return switch (column.kind()) {
      case EXISTS -> truth(!items.isEmpty());
      case VALUE -> scalar(items);
      case QUERY -> composed(items);
      case ORDINALITY -> null;
    };
  }

  private String truth(boolean truth) {
    return switch (column.type().kind()) {
      case SMALLINT, INTEGER, BIGINT -> truth ? "1" : "0";
      default -> String.valueOf(truth);
    };
  }

  private @Nullable String scalar(List<JsonNode> items) {
    JsonNode item = items.get(0);
    if (items.size() > 1 || item.isContainerNode()) {
      throw new KarstException(
          items.size() > 1 ? ErrorCode.SEVERAL_JSON_ITEMS : ErrorCode.JSON_SCALAR_REQUIRED,
          expression("JSON_VALUE") + " must return single scalar item");
    }
    if (column.type().kind() == TypeKind.JSON) {
      return item.isNull() ? null : JsonTree.jsonb(item);
    }
    return checked(JsonTree.text(item, true));
  }

  private String expression(String function) {
    return "JSON path expression "
        + (column.name() == null ? "in " + function : "for column \"" + column.name() + "\"");
  }

  private @Nullable String composed(List<JsonNode> items) {
    JsonNode item = items.get(0);
    if (column.wrapper() == Wrapper.ALWAYS
        || (column.wrapper() == Wrapper.CONDITIONAL && items.size() > 1)) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      item = array.addAll(items);
    } else if (items.size() > 1) {
      throw new KarstException(
              ErrorCode.SEVERAL_JSON_ITEMS,
              expression("JSON_QUERY") + " must return single item when no wrapper is requested")
          .withHint("Use the WITH WRAPPER clause to wrap SQL/JSON items into an array.");
    }
    boolean bare = column.omitQuotes() && item.isTextual();
    switch (column.type().kind()) {
      case JSON -> {
        return bare ? JsonTree.jsonb(JsonTree.parse(item.textValue())) : JsonTree.jsonb(item);
      }
      case VARCHAR, CHAR -> {
        return checked(bare ? item.textValue() : JsonTree.jsonb(item));
      }
      case ARRAY -> {
        return item.isNull() ? null : checked(JsonSets.arrayText(item));
      }
      default -> {
        return checked(JsonTree.text(item, true));
      }
    }
  }

  /** The text if the type can read it. */
  private @Nullable String checked(@Nullable String text) {
    ColumnType type = column.type();
    if (text != null && !(type.kind() == TypeKind.VARCHAR && type.precision() == 0)) {
      Values.parse(type, text);
    }
    return text;
  }
}
