package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * to_char and to_number: templates of 9, 0, point, group, the signs S MI PL SG PR, TH, V, EEEE, RN,
 * FM and text in double quotes.
 */
final class NumberFormat {
  private static final int ROMAN_WIDTH = 15;
  private static final String[] ROMAN = {
    "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
  };
  private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

  private final StringBuilder whole = new StringBuilder();
  private final StringBuilder fraction = new StringBuilder();
  private boolean fill = true;
  private boolean point;
  private boolean scientific;
  private String roman = "";
  private String ordinal = "";
  private int shift = -1;

  /** Sign patterns before and behind the digits: S, MI, PL, SG; and PR behind. */
  private String before = "";

  private String behind = "";
  private String head = "";
  private String tail = "";

  private NumberFormat(String format) {
    for (int at = 0; at < format.length(); ) {
      at += token(format, at);
    }
  }

  static String format(BigDecimal number, String format) {
    return new NumberFormat(format).text(number);
  }

  private boolean started() {
    return point || whole.length() > 0;
  }

  /** Takes the pattern at a place and returns its length. */
  private int token(String format, int at) {
    char c = Character.toUpperCase(format.charAt(at));
    String two =
        at + 1 < format.length() ? format.substring(at, at + 2).toUpperCase(Locale.ROOT) : "";
    if (format.regionMatches(true, at, "EEEE", 0, 4)) {
      scientific = true;
      return 4;
    }
    switch (two) {
      case "FM" -> fill = false;
      case "RN" -> roman = format.substring(at, at + 2);
      case "TH" -> ordinal = format.substring(at, at + 2);
      case "PR" -> behind = "PR";
      case "MI", "PL", "SG" -> sign(two);
      default -> {
        return character(format, at, c);
      }
    }
    return 2;
  }

  private void sign(String pattern) {
    if (started()) {
      behind = pattern;
    } else {
      before = pattern;
    }
  }

  private int character(String format, int at, char c) {
    switch (c) {
      case '9', '0' -> {
        (point ? fraction : whole).append(c);
        shift += shift >= 0 ? 1 : 0;
      }
      case ',', 'G' -> whole.append(',');
      case '.', 'D' -> point = true;
      case 'V' -> shift = 0;
      case 'S' -> sign("S");
      case '"' -> {
        int end = format.indexOf('"', at + 1);
        literal(format.substring(at + 1, end < 0 ? format.length() : end));
        return (end < 0 ? format.length() : end + 1) - at;
      }
      default -> literal(c == 'L' ? " " : format.substring(at, at + 1));
    }
    return 1;
  }

  private void literal(String text) {
    if (started()) {
      tail += text;
    } else {
      head += text;
    }
  }

  private String text(BigDecimal value) {
    if (!roman.isEmpty()) {
      return roman(value);
    }
    boolean negative = value.signum() < 0;
    if (scientific) {
      return (negative ? "-" : fill ? " " : "") + exponent(value.abs());
    }
    BigDecimal number = value.abs().movePointRight(Math.max(0, shift));
    String digits = number.setScale(fraction.length(), RoundingMode.HALF_UP).toPlainString();
    int dot = digits.indexOf('.');
    String integer = dot < 0 ? digits : digits.substring(0, dot);
    if (integer.equals("0") && whole.indexOf("0") < 0 && fraction.length() > 0) {
      integer = "";
    }
    String body = body(integer) + (point ? "." + decimals(digits, dot) : "") + ordinal(integer);
    return head + signed(body, negative) + tail;
  }

  /** The digits before the point with their groups, without blanks in front. */
  private String body(String integer) {
    StringBuilder out = new StringBuilder();
    int next = integer.length() - 1;
    int firstZero = whole.indexOf("0");
    for (int i = whole.length() - 1; i >= 0; i--) {
      boolean zero = firstZero >= 0 && i >= firstZero;
      if (whole.charAt(i) == ',') {
        out.append(next >= 0 || (zero && i > firstZero) ? ',' : ' ');
      } else if (next >= 0) {
        out.append(integer.charAt(next--));
      } else {
        out.append(zero ? '0' : ' ');
      }
    }
    return next >= 0
        ? whole.toString().replaceAll("[09]", "#")
        : out.reverse().toString().stripLeading();
  }

  private String decimals(String digits, int dot) {
    String text = dot < 0 ? "" : digits.substring(dot + 1);
    int keep = text.length();
    while (!fill && keep > 0 && text.charAt(keep - 1) == '0' && fraction.charAt(keep - 1) == '9') {
      keep--;
    }
    return text.substring(0, keep);
  }

  private String ordinal(String integer) {
    if (ordinal.isEmpty() || point) {
      return "";
    }
    char last = integer.charAt(integer.length() - 1);
    boolean teen = integer.length() > 1 && integer.charAt(integer.length() - 2) == '1';
    String suffix =
        teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
    return ordinal.equals("th") ? suffix : suffix.toUpperCase(Locale.ROOT);
  }

  private String signed(String body, boolean negative) {
    int places = whole.length() + (point ? 1 + fraction.length() : 0);
    int width = places + (ordinal.isEmpty() || point ? 0 : 2);
    if (behind.equals("PR")) {
      String bracketed = negative ? "<" + body + ">" : fill ? " " + body + " " : body;
      return padded(bracketed, width + 2);
    }
    if (before.equals("S")) {
      return padded((negative ? "-" : "+") + body, width + 1);
    }
    String pattern = before.isEmpty() ? behind : before;
    if (pattern.isEmpty() || pattern.equals("PL")) {
      String plain = padded((negative ? "-" : fill ? " " : "") + body, width + 1);
      String plus = negative ? (fill ? " " : "") : "+";
      return pattern.isEmpty() ? plain : before.isEmpty() ? plain + plus : plus + plain;
    }
    boolean minusOnly = pattern.equals("MI");
    String sign = negative ? "-" : !minusOnly ? "+" : fill ? " " : "";
    String plain = padded(body, width);
    return before.isEmpty() ? plain + sign : sign + plain;
  }

  private String padded(String text, int width) {
    return fill ? " ".repeat(Math.max(0, width - text.length())) + text : text;
  }

  private String exponent(BigDecimal number) {
    int digits = fraction.length();
    if (number.signum() == 0) {
      return BigDecimal.ZERO.setScale(digits) + "e+00";
    }
    BigDecimal rounded = number.round(new MathContext(digits + 1, RoundingMode.HALF_UP));
    int power = rounded.precision() - rounded.scale() - 1;
    String mantissa = rounded.movePointLeft(power).setScale(digits, RoundingMode.HALF_UP) + "";
    return mantissa
        + (power < 0 ? "e-" : "e+")
        + TextFunctions.lpad(Integer.toString(Math.abs(power)), 2, "0");
  }

  private String roman(BigDecimal value) {
    int number = value.setScale(0, RoundingMode.HALF_UP).min(BigDecimal.valueOf(4000)).intValue();
    StringBuilder out = new StringBuilder();
    if (number < 1 || number > 3999) {
      out.append("#".repeat(ROMAN_WIDTH));
    }
    for (int i = 0; i < ROMAN.length && out.length() < ROMAN_WIDTH; i++) {
      for (; number >= ROMAN_VALUES[i]; number -= ROMAN_VALUES[i]) {
        out.append(ROMAN[i]);
      }
    }
    String text = padded(out.toString(), ROMAN_WIDTH);
    return roman.equals("rn") ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** Reads a number that was written with a template: groups are dropped, signs kept. */
  static BigDecimal parse(String text, String format) {
    if (format.toUpperCase(Locale.ROOT).contains("RN")) {
      throw new KarstException(ErrorCode.FEATURE_NOT_SUPPORTED, "\"RN\" not supported for input");
    }
    StringBuilder digits = new StringBuilder();
    boolean negative = false;
    boolean point = false;
    int places = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      places += c == '9' || c == '0' ? 1 : 0;
    }
    int count = 0;
    for (int i = 0; i < text.length() && count < places; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        digits.append(c);
        count++;
      } else if (c == '.' && !point) {
        digits.append(c);
        point = true;
      } else if (c == '-' || c == '<') {
        negative = true;
      }
    }
    if (count == 0) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT, "invalid input syntax for type numeric: \"" + text + "\"");
    }
    negative |= text.endsWith("-") || text.startsWith("-");
    BigDecimal number = new BigDecimal(digits.toString());
    return negative ? number.negate() : number;
  }
}
