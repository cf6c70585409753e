package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over lists of texts: format, concat and concat_ws. */
public final class TextLists {
  private TextLists() {}

  public static String letter(boolean truth) {
    return truth ? "t" : "f";
  }

  public static String concat(List<?> texts) {
    StringBuilder out = new StringBuilder();
    for (Object text : texts) {
      out.append(text == null ? "" : text);
    }
    return out.toString();
  }

  /** The texts that are not NULL with a separator between them. */
  public static String join(String separator, List<?> texts) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object text : texts) {
      if (text != null) {
        out.append(first ? "" : separator).append(text);
        first = false;
      }
    }
    return out.toString();
  }

  public static String format(String pattern) {
    return format(pattern, List.of());
  }

  /**
   * Replaces {@code %[n$][-][width]s}, {@code I} and {@code L} by arguments; {@code %%} is a
   * percent sign.
   */
  public static String format(String pattern, List<?> arguments) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c != '%') {
        out.append(c);
        continue;
      }
      if (at < pattern.length() && pattern.charAt(at) == '%') {
        out.append('%');
        at++;
        continue;
      }
      int digits = digits(pattern, at);
      if (digits > at && digits < pattern.length() && pattern.charAt(digits) == '$') {
        next = Integer.parseInt(pattern.substring(at, digits)) - 1;
        at = digits + 1;
      }
      boolean left = at < pattern.length() && pattern.charAt(at) == '-';
      at += left ? 1 : 0;
      digits = digits(pattern, at);
      int width = digits > at ? Integer.parseInt(pattern.substring(at, digits)) : 0;
      if (digits < pattern.length() && pattern.charAt(digits) == '*') {
        at = digits + 1;
        digits = digits(pattern, at);
        boolean numbered =
            digits > at && digits < pattern.length() && pattern.charAt(digits) == '$';
        int place = numbered ? Integer.parseInt(pattern.substring(at, digits)) - 1 : next++;
        digits = numbered ? digits + 1 : at;
        width = width(arguments, place);
        left |= width < 0;
        width = Math.abs(width);
      }
      at = digits;
      if (at >= pattern.length()) {
        throw invalid("unterminated format() type specifier");
      }
      if (next < 0 || next >= arguments.size()) {
        throw invalid("too few arguments for format()");
      }
      pad(out, converted(pattern.charAt(at++), arguments.get(next++)), width, left);
    }
    return out.toString();
  }

  /** The argument that is a width; NULL = none, negative = to the left. */
  private static int width(List<?> arguments, int place) {
    if (place < 0 || place >= arguments.size()) {
      throw invalid("too few arguments for format()");
    }
    Object width = arguments.get(place);
    return width == null ? 0 : (Integer) Values.parse(ColumnType.INTEGER, width.toString());
  }

  private static int digits(String pattern, int from) {
    int at = from;
    while (at < pattern.length() && Character.isDigit(pattern.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String converted(char conversion, @Nullable Object argument) {
    return switch (conversion) {
      case 's' -> argument == null ? "" : argument.toString();
      case 'L' -> argument == null ? "NULL" : TextFunctions.quoteLiteral(argument.toString());
      case 'I' -> {
        if (argument == null) {
          throw new KarstException(
              ErrorCode.NULL_NOT_ALLOWED, "null values cannot be formatted as an SQL identifier");
        }
        yield TextFunctions.quoteIdent(argument.toString());
      }
      default -> throw invalid("unrecognized format() type specifier \"" + conversion + "\"");
    };
  }

  private static void pad(StringBuilder out, String text, int width, boolean left) {
    String blanks = " ".repeat(Math.max(0, width - text.length()));
    out.append(left ? "" : blanks).append(text).append(left ? blanks : "");
  }

  private static KarstException invalid(String message) {
    return new KarstException(ErrorCode.INVALID_PARAMETER, message);
  }
}
