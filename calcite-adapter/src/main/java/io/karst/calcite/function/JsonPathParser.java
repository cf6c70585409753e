package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a path of the SQL/JSON path language. */
final class JsonPathParser {
  private static final Set<String> METHODS =
      Set.of("type", "size", "double", "ceiling", "floor", "abs");
  private static final Set<String> REFUSED_METHODS = Set.of("datetime", "keyvalue");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  private JsonPathParser(String text) {
    this.text = text;
  }

  static JsonPath parse(String text) {
    JsonPathParser parser = new JsonPathParser(text);
    parser.split();
    if (parser.tokens.isEmpty()) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT, "invalid input syntax for type jsonpath: \"" + text + "\"");
    }
    boolean strict = parser.take("strict");
    if (!strict) {
      parser.take("lax");
    }
    JsonPath.Node root = parser.or();
    if (parser.next < parser.tokens.size()) {
      throw parser.unexpected();
    }
    return new JsonPath(!strict, root);
  }

  private KarstException unexpected() {
    String at =
        next < tokens.size()
            ? "at or near \"" + tokens.get(next).replaceFirst("^\"", "") + "\""
            : "at end";
    return new KarstException(ErrorCode.SYNTAX_ERROR, "syntax error " + at + " of jsonpath input");
  }

  /** Tokens as they stand; strings begin with a quote and have no escapes and no end. */
  private void split() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      if (c == '"' || (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '"')) {
        at = quoted(c == '"' ? at : at + 1, c == '"' ? "\"" : "$");
        continue;
      }
      if (Character.isDigit(c)
          || (c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
        at = number(at);
      } else if (isName(c)) {
        at++;
        while (at < text.length()
            && (isName(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
          at++;
        }
      } else {
        String two = text.substring(at, Math.min(text.length(), at + 2));
        at += Set.of("&&", "||", "==", "!=", "<>", "<=", ">=", "**").contains(two) ? 2 : 1;
      }
      tokens.add(text.substring(start, at));
    }
  }

  private static boolean isName(char c) {
    return Character.isLetter(c) || c == '_' || c == '$';
  }

  private int number(int start) {
    int at = start;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  /** A JSON string that begins at a quote. */
  private int quoted(int start, String mark) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "unterminated quoted string at end of jsonpath input");
    }
    tokens.add(mark + JsonTree.parse(text.substring(start, at + 1)).textValue());
    return at + 1;
  }

  private boolean at(String token) {
    return next < tokens.size() && tokens.get(next).equals(token);
  }

  private boolean take(String token) {
    boolean found = at(token);
    next += found ? 1 : 0;
    return found;
  }

  private void require(String token) {
    if (!take(token)) {
      throw unexpected();
    }
  }

  private JsonPath.Node or() {
    JsonPath.Node left = and();
    while (take("||")) {
      left = new JsonPath.Logic(false, condition(left), condition(and()));
    }
    return left;
  }

  private JsonPath.Node and() {
    JsonPath.Node left = not();
    while (take("&&")) {
      left = new JsonPath.Logic(true, condition(left), condition(not()));
    }
    return left;
  }

  /** Only conditions are joined, negated and filter. */
  private JsonPath.Node condition(JsonPath.Node node) {
    boolean condition =
        node instanceof JsonPath.Compare
            || node instanceof JsonPath.Logic
            || node instanceof JsonPath.Not
            || node instanceof JsonPath.Exists
            || node instanceof JsonPath.LikeRegex
            || node instanceof JsonPath.StartsWith
            || node instanceof JsonPath.IsUnknown;
    if (!condition) {
      throw unexpected();
    }
    return node;
  }

  private JsonPath.Node not() {
    return take("!") ? new JsonPath.Not(condition(not())) : comparison();
  }

  private JsonPath.Node comparison() {
    JsonPath.Node left = sum();
    if (take("like_regex")) {
      return likeRegex(left);
    }
    if (take("starts")) {
      require("with");
      return new JsonPath.StartsWith(left, sum());
    }
    if (take("is")) {
      require("unknown");
      return new JsonPath.IsUnknown(condition(left));
    }
    for (String operator : List.of("==", "!=", "<>", "<=", ">=", "<", ">")) {
      if (take(operator)) {
        return new JsonPath.Compare(operator.equals("<>") ? "!=" : operator, left, sum());
      }
    }
    return left;
  }

  private JsonPath.Node likeRegex(JsonPath.Node of) {
    String pattern = string();
    int flags = 0;
    if (take("flag")) {
      for (char flag : string().toCharArray()) {
        flags |=
            switch (flag) {
              case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
              case 's' -> Pattern.DOTALL;
              case 'm' -> Pattern.MULTILINE;
              case 'q' -> Pattern.LITERAL;
              default ->
                  throw new KarstException(
                          ErrorCode.SYNTAX_ERROR, "invalid input syntax for type jsonpath")
                      .withDetail(
                          "Unrecognized flag character \"" + flag + "\" in LIKE_REGEX predicate.");
            };
      }
    }
    try {
      return new JsonPath.LikeRegex(of, Pattern.compile(pattern, flags));
    } catch (PatternSyntaxException e) {
      throw new KarstException(
          ErrorCode.INVALID_REGULAR_EXPRESSION,
          "invalid regular expression: " + e.getDescription(),
          e);
    }
  }

  private String string() {
    if (next >= tokens.size() || !tokens.get(next).startsWith("\"")) {
      throw unexpected();
    }
    return tokens.get(next++).substring(1);
  }

  private JsonPath.Node sum() {
    JsonPath.Node left = product();
    while (at("+") || at("-")) {
      char operator = tokens.get(next++).charAt(0);
      left = new JsonPath.Binary(operator, left, product());
    }
    return left;
  }

  private JsonPath.Node product() {
    JsonPath.Node left = signed();
    while (at("*") || at("/") || at("%")) {
      char operator = tokens.get(next++).charAt(0);
      left = new JsonPath.Binary(operator, left, signed());
    }
    return left;
  }

  private JsonPath.Node signed() {
    if (take("-")) {
      return new JsonPath.Signed(true, signed());
    }
    return take("+") ? new JsonPath.Signed(false, signed()) : path();
  }

  private JsonPath.Node path() {
    JsonPath.Node node = primary();
    while (true) {
      if (take("?")) {
        require("(");
        node = new JsonPath.Step(node, new JsonPath.Filter(condition(or())));
        require(")");
      } else if (take("[")) {
        node = new JsonPath.Step(node, elements());
      } else if (take(".")) {
        node = new JsonPath.Step(node, member());
      } else {
        return node;
      }
    }
  }

  private JsonPath.Accessor elements() {
    if (take("*")) {
      require("]");
      return new JsonPath.AnyElement();
    }
    List<JsonPath.Range> ranges = new ArrayList<>();
    do {
      JsonPath.Node from = sum();
      ranges.add(new JsonPath.Range(from, take("to") ? sum() : null));
    } while (take(","));
    require("]");
    return new JsonPath.Elements(ranges);
  }

  private JsonPath.Accessor member() {
    if (take("*")) {
      return new JsonPath.AnyMember();
    }
    if (take("**")) {
      return descendants();
    }
    if (next >= tokens.size()) {
      throw unexpected();
    }
    String token = tokens.get(next);
    if (token.startsWith("\"")) {
      next++;
      return new JsonPath.Member(token.substring(1));
    }
    if (!isName(token.charAt(0))) {
      throw unexpected();
    }
    next++;
    if (!at("(")) {
      return new JsonPath.Member(token);
    }
    if (REFUSED_METHODS.contains(token)) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "the jsonpath method ." + token + "() is not supported");
    }
    if (!METHODS.contains(token)) {
      throw unexpected();
    }
    require("(");
    require(")");
    return new JsonPath.Method(token);
  }

  private JsonPath.Accessor descendants() {
    if (!take("{")) {
      return new JsonPath.Descendants(0, Integer.MAX_VALUE);
    }
    int first = level();
    int last = take("to") ? level() : first;
    require("}");
    return new JsonPath.Descendants(first, last);
  }

  private int level() {
    if (take("last")) {
      return Integer.MAX_VALUE;
    }
    if (next >= tokens.size() || !tokens.get(next).matches("\\d{1,9}")) {
      throw unexpected();
    }
    return Integer.parseInt(tokens.get(next++));
  }

  private JsonPath.Node primary() {
    if (next >= tokens.size()) {
      throw unexpected();
    }
    String token = tokens.get(next++);
    switch (token) {
      case "(" -> {
        JsonPath.Node inner = or();
        require(")");
        return inner;
      }
      case "exists" -> {
        require("(");
        JsonPath.Node of = or();
        require(")");
        return new JsonPath.Exists(of);
      }
      case "@", "last" -> {
        return new JsonPath.Start(token);
      }
      case "true", "false" -> {
        return constant(BooleanNode.valueOf(token.equals("true")));
      }
      case "null" -> {
        return constant(NullNode.getInstance());
      }
      default -> {
        return other(token);
      }
    }
  }

  private JsonPath.Node other(String token) {
    if (token.startsWith("$")) {
      return new JsonPath.Start(token);
    }
    if (token.startsWith("\"")) {
      return constant(TextNode.valueOf(token.substring(1)));
    }
    if (Character.isDigit(token.charAt(0)) || (token.length() > 1 && token.charAt(0) == '.')) {
      try {
        return constant(DecimalNode.valueOf(new BigDecimal(token)));
      } catch (NumberFormatException e) {
        throw new KarstException(
            ErrorCode.SYNTAX_ERROR,
            "trailing junk after numeric literal at or near \"" + token + "\" of jsonpath input",
            e);
      }
    }
    next--;
    throw unexpected();
  }

  private static JsonPath.Node constant(JsonNode value) {
    return new JsonPath.Constant(value);
  }
}
