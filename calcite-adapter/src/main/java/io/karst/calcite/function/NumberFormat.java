package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** to_char of numbers: templates of 9, 0, point, group comma and FM. */
final class NumberFormat {
  private NumberFormat() {}

  static String format(BigDecimal number, String format) {
    boolean fill = !format.startsWith("FM");
    String template = fill ? format : format.substring(2);
    int point = Math.max(template.indexOf('.'), template.indexOf('D'));
    String whole = point < 0 ? template : template.substring(0, point);
    String fraction = point < 0 ? "" : template.substring(point + 1);
    BigDecimal rounded = number.abs().setScale(fraction.length(), RoundingMode.HALF_UP);
    String digits = rounded.toPlainString();
    int dot = digits.indexOf('.');
    String integer = dot < 0 ? digits : digits.substring(0, dot);
    if (integer.equals("0") && whole.indexOf('0') < 0 && !fraction.isEmpty()) {
      integer = "";
    }
    StringBuilder out = new StringBuilder();
    int next = integer.length() - 1;
    boolean zero = whole.indexOf('0') >= 0;
    int firstZero = whole.indexOf('0');
    for (int i = whole.length() - 1; i >= 0; i--) {
      char c = whole.charAt(i);
      if (c == ',' || c == 'G') {
        out.append(next >= 0 || (zero && i > firstZero) ? ',' : ' ');
      } else if (next >= 0) {
        out.append(integer.charAt(next--));
      } else {
        out.append(zero && i >= firstZero ? '0' : ' ');
      }
    }
    if (next >= 0) {
      return (fill ? " " : "") + template.replaceAll("[09]", "#");
    }
    String body = out.reverse().toString().stripLeading();
    String sign = number.signum() < 0 ? "-" : fill ? " " : "";
    String text = sign + body + (point < 0 ? "" : "." + fractionOf(digits, dot, fraction, fill));
    int width = template.length() + 1;
    return fill ? " ".repeat(Math.max(0, width - text.length())) + text : text;
  }

  /** Reads a number that was written with a template: groups are dropped, signs kept. */
  static BigDecimal parse(String text, String format) {
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

  private static String fractionOf(String digits, int dot, String template, boolean fill) {
    String fraction = dot < 0 ? "" : digits.substring(dot + 1);
    if (fill) {
      return fraction;
    }
    int keep = fraction.length();
    while (keep > 0 && fraction.charAt(keep - 1) == '0' && template.charAt(keep - 1) == '9') {
      keep--;
    }
    return fraction.substring(0, keep);
  }
}
