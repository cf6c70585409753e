package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The text of jsonb values: a blank behind colons and commas, names of members by length and then
 * by bytes, the last of several members of one name, numbers and strings in their plain form.
 */
public final class JsonbText {
  /** Names of members in the order of jsonb. */
  public static final Comparator<String> NAMES =
      (left, right) -> {
        byte[] first = left.getBytes(StandardCharsets.UTF_8);
        byte[] second = right.getBytes(StandardCharsets.UTF_8);
        return first.length == second.length
            ? Arrays.compareUnsigned(first, second)
            : Integer.compare(first.length, second.length);
      };

  private static final int EXPONENT_MAX = 100_000;

  private final String text;
  private int at;

  private JsonbText(String text) {
    this.text = text;
  }

  /** The jsonb text of a JSON text; INVALID_TEXT if it is none. */
  public static String normalize(String json) {
    JsonText.check(ColumnType.JSONB, json);
    StringBuilder out = new StringBuilder(json.length() + 16);
    new JsonbText(json).value(out);
    return out.toString();
  }

  private void value(StringBuilder out) {
    space();
    switch (text.charAt(at)) {
      case '{' -> object(out);
      case '[' -> array(out);
      case '"' -> quote(out, string());
      case 't', 'f', 'n' -> word(out);
      default -> number(out);
    }
    space();
  }

  private void object(StringBuilder out) {
    Map<String, String> members = new TreeMap<>(NAMES);
    at++;
    space();
    while (text.charAt(at) != '}') {
      space();
      String name = string();
      space();
      at++;
      StringBuilder value = new StringBuilder();
      value(value);
      members.put(name, value.toString());
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    out.append('{');
    String separator = "";
    for (Map.Entry<String, String> member : members.entrySet()) {
      quote(out.append(separator), member.getKey());
      out.append(": ").append(member.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  private void array(StringBuilder out) {
    at++;
    space();
    out.append('[');
    while (text.charAt(at) != ']') {
      value(out);
      if (text.charAt(at) == ',') {
        at++;
        out.append(", ");
      }
    }
    at++;
    out.append(']');
  }

  private void word(StringBuilder out) {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    out.append(text, start, at);
  }

  private void number(StringBuilder out) {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format", e);
    }
    if (Math.abs((long) number.scale()) > EXPONENT_MAX) {
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
    }
    out.append(number.toPlainString());
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    for (char c = text.charAt(at); c != '"'; c = text.charAt(at)) {
      at++;
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        char unit = (char) Integer.parseInt(text, at, at + 4, 16);
        at += 4;
        if (unit == 0) {
          throw new KarstException(ErrorCode.INVALID_TEXT, "unsupported Unicode escape sequence")
              .withDetail("\\u0000 cannot be converted to text.");
        }
        yield unit;
      }
      default -> c;
    };
  }

  private void space() {
    while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Appends a text as a JSON string. */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
