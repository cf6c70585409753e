package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions of names and sizes that tools ask for. */
public final class IdentifierFunctions {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

  private IdentifierFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        IdentifierFunctions.class,
        "parse_ident(text):textarray",
        "parse",
        "parse_ident(text,bool):textarray",
        "parse",
        "pg_client_encoding():text",
        "encoding",
        "pg_is_in_recovery():bool",
        "isInRecovery",
        "pg_size_pretty(int8):text",
        "prettySize");
  }

  public static List<?> parse(String name) {
    return parse(name, true);
  }

  /** The parts of a qualified name, folded unless they are in double quotes. */
  public static List<?> parse(String name, boolean strict) {
    List<String> parts = new ArrayList<>();
    int at = blanks(name, 0);
    while (true) {
      int end = partEnd(name, at);
      if (end == at) {
        throw invalid(name)
            .withDetail(
                parts.isEmpty()
                    ? "No valid identifier before \".\"."
                    : "No valid identifier after \".\".");
      }
      String part = name.substring(at, end);
      parts.add(
          part.startsWith("\"")
              ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
              : part.toLowerCase(Locale.ROOT));
      at = blanks(name, end);
      if (at >= name.length() || name.charAt(at) != '.') {
        break;
      }
      at = blanks(name, at + 1);
    }
    if (strict && at < name.length()) {
      throw invalid(name);
    }
    return parts;
  }

  private static int blanks(String name, int from) {
    int at = from;
    while (at < name.length() && Character.isWhitespace(name.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int partEnd(String name, int from) {
    int at = from;
    if (at < name.length() && name.charAt(at) == '"') {
      at++;
      while (at < name.length()) {
        if (name.charAt(at) != '"') {
          at++;
        } else if (name.startsWith("\"\"", at)) {
          at += 2;
        } else {
          return at + 1;
        }
      }
      throw invalid(name).withDetail("String has unclosed double quotes.");
    }
    while (at < name.length()
        && (name.charAt(at) == '_'
            || Character.isLetter(name.charAt(at))
            || (at > from && (name.charAt(at) == '$' || Character.isDigit(name.charAt(at)))))) {
      at++;
    }
    return at;
  }

  private static KarstException invalid(String name) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "string is not a valid identifier: \"" + name + "\"");
  }

  public static String encoding() {
    return "UTF8";
  }

  public static boolean isInRecovery() {
    return false;
  }

  /** A number of bytes in the unit that leaves less than 10,240 of them. */
  public static String prettySize(long bytes) {
    long size = bytes;
    int unit = 0;
    if (Math.abs(size) >= 10 * 1024) {
      // Kept in halves, so that the last step rounds.
      size = size / 512;
      unit = 1;
      while (Math.abs(size) >= 20 * 1024 - 1 && unit < UNITS.length - 1) {
        size = size / 1024;
        unit++;
      }
      size = (size + (size < 0 ? -1 : 1)) / 2;
    }
    return size + " " + UNITS[unit];
  }
}
