package io.karst.storage.value;

/** Checks that a text is one JSON value. Keeps no tree; nesting is limited. */
final class JsonText {
  private static final int DEPTH_MAX = 512;

  private final ColumnType type;
  private final String text;
  private int at;

  private JsonText(ColumnType type, String text) {
    this.type = type;
    this.text = text;
  }

  static void check(ColumnType type, String text) {
    JsonText json = new JsonText(type, text);
    json.value(0);
    json.space();
    if (json.at != text.length()) {
      throw json.invalid();
    }
  }

  private void value(int depth) {
    if (depth > DEPTH_MAX) {
      throw ValueErrors.malformed(type, text, "It is nested more than " + DEPTH_MAX + " deep.");
    }
    space();
    switch (peek()) {
      case '{' -> members(depth, '}', true);
      case '[' -> members(depth, ']', false);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void members(int depth, char close, boolean named) {
    at++;
    space();
    if (peek() == close) {
      at++;
      return;
    }
    while (true) {
      if (named) {
        space();
        string();
        space();
        expect(':');
      }
      value(depth + 1);
      space();
      if (peek() == close) {
        at++;
        return;
      }
      expect(',');
    }
  }

  private void string() {
    expect('"');
    while (peek() != '"') {
      char c = peek();
      at++;
      if (c < ' ') {
        throw invalid();
      }
      if (c == '\\') {
        escape();
      }
    }
    at++;
  }

  private void escape() {
    char c = peek();
    at++;
    if (c != 'u') {
      if ("\"\\/bfnrt".indexOf(c) < 0) {
        throw invalid();
      }
      return;
    }
    for (int i = 0; i < 4; i++) {
      if (BinaryText.digit(peek()) < 0) {
        throw invalid();
      }
      at++;
    }
  }

  private void number() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if ((peek() | 32) == 'e') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw invalid();
    }
  }

  private void word(String word) {
    if (!text.startsWith(word, at)) {
      throw invalid();
    }
    at += word.length();
  }

  private void expect(char c) {
    if (peek() != c) {
      throw invalid();
    }
    at++;
  }

  /** The next character; behind the end a character 0, which no place accepts. */
  private char peek() {
    if (at < text.length()) {
      return text.charAt(at);
    }
    if (at == text.length()) {
      return 0;
    }
    throw invalid();
  }

  private void space() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  private RuntimeException invalid() {
    return ValueErrors.invalidText(type, text);
  }
}
