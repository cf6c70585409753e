package io.karst.storage.value;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors as {@code [1,2,3]} and arrays as <code>{1,NULL,"a b"}</code>, from and to text. */
final class CollectionText {
  private static final int DEPTH_MAX = 6;

  private final ColumnType type;
  private final String text;
  private int at;

  private CollectionText(ColumnType type, String text) {
    this.type = type;
    this.text = text;
  }

  static float[] parseVector(ColumnType type, String text) {
    String list = NumberText.trim(text);
    int end = list.length() - 1;
    if (end < 1 || list.charAt(0) != '[' || list.charAt(end) != ']') {
      throw ValueErrors.malformed(type, text, "A vector is written [1,2,3].");
    }
    float[] components = new float[Math.max(type.precision(), 16)];
    int size = 0;
    for (int start = 1; start <= end; ) {
      int comma = list.indexOf(',', start);
      int stop = comma < 0 ? end : comma;
      if (size == components.length) {
        components = Arrays.copyOf(components, 2 * size);
      }
      components[size++] = NumberText.parseReal(type, list.substring(start, stop));
      start = stop + 1;
    }
    float[] vector = size == components.length ? components : Arrays.copyOf(components, size);
    return Coercion.checkedVector(type, vector);
  }

  static String formatVector(float[] vector) {
    StringBuilder shown = new StringBuilder(2 + 8 * vector.length).append('[');
    for (int i = 0; i < vector.length; i++) {
      shown.append(i == 0 ? "" : ",").append(FloatText.format(vector[i]));
    }
    return shown.append(']').toString();
  }

  static Object[] parseArray(ColumnType type, String text) {
    CollectionText parser = new CollectionText(type, text);
    parser.skipSpace();
    Object[] array = parser.array(requireNonNull(type.element(), "element"), 1);
    parser.skipSpace();
    if (parser.at != text.length()) {
      throw parser.malformed("There is text behind the closing brace.");
    }
    return array;
  }

  private Object[] array(ColumnType element, int depth) {
    if (depth > DEPTH_MAX) {
      throw malformed("It is nested more than " + DEPTH_MAX + " deep.");
    }
    if (peek() != '{') {
      throw malformed("An array begins with \"{\".");
    }
    at++;
    List<@Nullable Object> elements = new ArrayList<>();
    skipSpace();
    if (peek() == '}') {
      at++;
      return elements.toArray();
    }
    while (true) {
      skipSpace();
      elements.add(element(element, depth));
      skipSpace();
      char c = peek();
      at++;
      if (c == '}') {
        return elements.toArray();
      }
      if (c != ',') {
        throw malformed("Elements are separated by commas.");
      }
    }
  }

  private @Nullable Object element(ColumnType element, int depth) {
    if (peek() == '{' && element.kind() == TypeKind.ARRAY) {
      return array(requireNonNull(element.element(), "element"), depth + 1);
    }
    if (peek() == '"') {
      return Values.parse(element, quoted());
    }
    String word = unquoted();
    return word.equalsIgnoreCase("null") ? null : Values.parse(element, word);
  }

  private String quoted() {
    StringBuilder word = new StringBuilder();
    at++;
    while (peek() != '"') {
      if (peek() == '\\') {
        at++;
      }
      word.append(peek());
      at++;
    }
    at++;
    return word.toString();
  }

  private String unquoted() {
    StringBuilder word = new StringBuilder();
    while (peek() != ',' && peek() != '}') {
      if (peek() == '{' || peek() == '"') {
        throw malformed("Unexpected \"" + peek() + "\" inside an element.");
      }
      if (peek() == '\\') {
        at++;
      }
      word.append(peek());
      at++;
    }
    String trimmed = NumberText.trim(word.toString());
    if (trimmed.isEmpty()) {
      throw malformed("An element is missing.");
    }
    return trimmed;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed("It ends early.");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && NumberText.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private RuntimeException malformed(String why) {
    return ValueErrors.malformed(type, text, why);
  }

  static String formatArray(ColumnType element, @Nullable Object[] array) {
    StringBuilder shown = new StringBuilder(2 + 8 * array.length).append('{');
    for (int i = 0; i < array.length; i++) {
      if (i > 0) {
        shown.append(',');
      }
      Object value = array[i];
      if (value == null) {
        shown.append("NULL");
      } else if (element.kind() == TypeKind.ARRAY) {
        shown.append(Values.format(element, value));
      } else {
        appendElement(shown, Values.format(element, value));
      }
    }
    return shown.append('}').toString();
  }

  private static void appendElement(StringBuilder shown, String word) {
    boolean needsQuotes = word.isEmpty() || word.equalsIgnoreCase("null");
    for (int i = 0; i < word.length() && !needsQuotes; i++) {
      char c = word.charAt(i);
      needsQuotes = "{},\"\\".indexOf(c) >= 0 || NumberText.isSpace(c);
    }
    if (!needsQuotes) {
      shown.append(word);
      return;
    }
    shown.append('"');
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '"' || c == '\\') {
        shown.append('\\');
      }
      shown.append(c);
    }
    shown.append('"');
  }
}
