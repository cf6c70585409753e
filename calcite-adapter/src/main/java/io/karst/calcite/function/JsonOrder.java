package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that sort as values of jsonb do and are the same for equal ones: null, strings, numbers,
 * truth values, arrays, objects. Arrays and objects come by their number of elements first.
 */
public final class JsonOrder {
  private static final int NULL = 1;
  private static final int STRING = 2;
  private static final int NUMBER = 3;
  private static final int BOOLEAN = 4;
  private static final int ARRAY = 5;
  private static final int OBJECT = 6;

  private JsonOrder() {}

  static void register(FunctionTable table) {
    table.add(
        JsonOrder.class,
        "$jsonb_place(text):bytea",
        "place",
        "$jsonb_places(array):array",
        "places");
  }

  /** The place of a value. A scalar is an array of itself, but before all other such arrays. */
  public static ByteString place(String json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonNode node = JsonTree.parse(json);
    if (node.isValueNode()) {
      begin(out, ARRAY, 1);
      out.write(0);
    }
    write(out, node);
    return new ByteString(out.toByteArray());
  }

  /** The places of all elements. */
  public static List<?> places(List<?> array) {
    List<@Nullable Object> places = new ArrayList<>(array.size());
    for (Object json : array) {
      places.add(json == null ? null : place(json.toString()));
    }
    return places;
  }

  private static void write(ByteArrayOutputStream out, JsonNode node) {
    switch (node.getNodeType()) {
      case NULL, MISSING -> out.write(NULL);
      case STRING, BINARY -> {
        out.write(STRING);
        write(out, node.textValue());
      }
      case NUMBER -> {
        out.write(NUMBER);
        write(out, node.decimalValue());
      }
      case BOOLEAN -> {
        out.write(BOOLEAN);
        out.write(node.booleanValue() ? 1 : 0);
      }
      case ARRAY -> {
        begin(out, ARRAY, node.size());
        out.write(1);
        node.forEach(element -> write(out, element));
      }
      case OBJECT, POJO -> {
        begin(out, OBJECT, node.size());
        for (Map.Entry<String, JsonNode> member : JsonTree.members(node).entrySet()) {
          write(out, member.getKey());
          write(out, member.getValue());
        }
      }
    }
  }

  private static void begin(ByteArrayOutputStream out, int kind, int size) {
    out.write(kind);
    writeInt(out, size);
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value >>> shift);
    }
  }

  /** Texts hold no zero byte. */
  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }

  /** Sign, power of ten of the first digit, digits; all inverted below zero. */
  private static void write(ByteArrayOutputStream out, BigDecimal number) {
    int sign = number.signum();
    out.write(sign + 1);
    if (sign == 0) {
      return;
    }
    BigDecimal plain = number.abs().stripTrailingZeros();
    ByteArrayOutputStream digits = new ByteArrayOutputStream();
    writeInt(digits, (plain.precision() - plain.scale()) ^ Integer.MIN_VALUE);
    write(digits, plain.unscaledValue().toString());
    for (byte each : digits.toByteArray()) {
      out.write(sign < 0 ? ~each : each);
    }
  }
}
