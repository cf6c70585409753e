package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's string functions. Positions count code points from 1. */
public final class TextFunctions {
  private static final int MAX_LENGTH = 1 << 28;

  private TextFunctions() {}

  static void register(FunctionTable table) {
    registerShaping(table);
    registerSearching(table);
    registerEncoding(table);
  }

  /** Lengths, and functions that cut and pad. */
  private static void registerShaping(FunctionTable table) {
    table.add(
        TextFunctions.class,
        "length(text):int4",
        "length",
        "length(bytea):int4",
        "length",
        "char_length(text):int4",
        "length",
        "character_length(text):int4",
        "length",
        "octet_length(text):int4",
        "octetLength",
        "octet_length(bytea):int4",
        "length",
        "bit_length(text):int4",
        "bitLength",
        "$position(text,text):int4",
        "position",
        "left(text,int4):text",
        "left",
        "right(text,int4):text",
        "right",
        "lpad(text,int4):text",
        "lpad",
        "lpad(text,int4,text):text",
        "lpad",
        "rpad(text,int4):text",
        "rpad",
        "rpad(text,int4,text):text",
        "rpad",
        "ltrim(text):text",
        "ltrim",
        "ltrim(text,text):text",
        "ltrim",
        "rtrim(text):text",
        "rtrim",
        "rtrim(text,text):text",
        "rtrim",
        "btrim(text):text",
        "btrim",
        "btrim(text,text):text",
        "btrim");
  }

  private static void registerSearching(FunctionTable table) {
    table.add(
        TextFunctions.class,
        "replace(text,text,text):text",
        "replace",
        "split_part(text,text,int4):text",
        "splitPart",
        "strpos(text,text):int4",
        "strpos",
        "repeat(text,int4):text",
        "repeat",
        "reverse(text):text",
        "reverse",
        "translate(text,text,text):text",
        "translate",
        "starts_with(text,text):bool",
        "startsWith",
        "overlay(text,text,int4):text",
        "overlay",
        "overlay(text,text,int4,int4):text",
        "overlay",
        "substr(text,int4):text",
        "substr",
        "substring(text,int4):text",
        "substr",
        "substring(text,int4,int4):text",
        "substr",
        "substr(text,int4,int4):text",
        "substr");
  }

  private static void registerEncoding(FunctionTable table) {
    table.add(
        TextFunctions.class,
        "ascii(text):int4",
        "ascii",
        "chr(int4):text",
        "chr",
        "md5(text):text",
        "md5",
        "to_hex(int8):text",
        "toHex",
        "quote_literal(text):text",
        "quoteLiteral",
        "quote_ident(text):text",
        "quoteIdent",
        "~quote_nullable(text):text",
        "quoteNullable",
        "encode(bytea,text):text",
        "encode",
        "decode(text,text):bytea",
        "decode");
  }

  public static int length(String s) {
    return s.codePointCount(0, s.length());
  }

  public static int length(ByteString bytes) {
    return bytes.length();
  }

  public static int octetLength(String s) {
    return s.getBytes(StandardCharsets.UTF_8).length;
  }

  public static int bitLength(String s) {
    return 8 * octetLength(s);
  }

  /** The first n characters; all but the last -n if n is negative. */
  public static String left(String s, int n) {
    int count = length(s);
    int take = n < 0 ? Math.max(0, count + n) : Math.min(n, count);
    return s.substring(0, s.offsetByCodePoints(0, take));
  }

  /** The last n characters; all but the first -n if n is negative. */
  public static String right(String s, int n) {
    int count = length(s);
    int take = n < 0 ? Math.max(0, count + n) : Math.min(n, count);
    return s.substring(s.offsetByCodePoints(0, count - take));
  }

  public static String lpad(String s, int n) {
    return lpad(s, n, " ");
  }

  public static String lpad(String s, int n, String fill) {
    int count = length(s);
    return n <= count ? left(s, Math.max(0, n)) : padding(fill, n - count) + s;
  }

  public static String rpad(String s, int n) {
    return rpad(s, n, " ");
  }

  public static String rpad(String s, int n, String fill) {
    int count = length(s);
    return n <= count ? left(s, Math.max(0, n)) : s + padding(fill, n - count);
  }

  private static String padding(String fill, int characters) {
    if (fill.isEmpty()) {
      return "";
    }
    int unit = length(fill);
    return left(repeat(fill, characters / unit + 1), characters);
  }

  public static String ltrim(String s) {
    return ltrim(s, " ");
  }

  public static String ltrim(String s, String characters) {
    int from = 0;
    while (from < s.length() && characters.indexOf(s.charAt(from)) >= 0) {
      from++;
    }
    return s.substring(from);
  }

  public static String rtrim(String s) {
    return rtrim(s, " ");
  }

  public static String rtrim(String s, String characters) {
    int to = s.length();
    while (to > 0 && characters.indexOf(s.charAt(to - 1)) >= 0) {
      to--;
    }
    return s.substring(0, to);
  }

  public static String btrim(String s) {
    return ltrim(rtrim(s));
  }

  public static String btrim(String s, String characters) {
    return ltrim(rtrim(s, characters), characters);
  }

  public static String replace(String s, String from, String to) {
    return from.isEmpty() ? s : s.replace(from, to);
  }

  /** The n-th field, counted from the end if n is negative; empty if there is none. */
  public static String splitPart(String s, String delimiter, int n) {
    if (n == 0) {
      throw new KarstException(ErrorCode.INVALID_PARAMETER, "field position must not be zero");
    }
    String[] fields =
        delimiter.isEmpty()
            ? new String[] {s}
            : s.split(java.util.regex.Pattern.quote(delimiter), -1);
    int index = n > 0 ? n - 1 : fields.length + n;
    return index >= 0 && index < fields.length ? fields[index] : "";
  }

  public static int strpos(String s, String part) {
    int at = s.indexOf(part);
    return at < 0 ? 0 : s.codePointCount(0, at) + 1;
  }

  public static int position(String part, String s) {
    return strpos(s, part);
  }

  /** Characters of one text become those at the same place of the other, or go. */
  public static String translate(String s, String from, String to) {
    int[] before = from.codePoints().toArray();
    int[] after = to.codePoints().toArray();
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i = s.offsetByCodePoints(i, 1)) {
      int character = s.codePointAt(i);
      int at = 0;
      while (at < before.length && before[at] != character) {
        at++;
      }
      if (at == before.length) {
        out.appendCodePoint(character);
      } else if (at < after.length) {
        out.appendCodePoint(after[at]);
      }
    }
    return out.toString();
  }

  public static String repeat(String s, int n) {
    if ((long) s.length() * Math.max(0, n) > MAX_LENGTH) {
      throw new KarstException(ErrorCode.LIMIT_EXCEEDED, "requested length too large");
    }
    return s.repeat(Math.max(0, n));
  }

  public static String reverse(String s) {
    return new StringBuilder(s).reverse().toString();
  }

  public static int ascii(String s) {
    return s.isEmpty() ? 0 : s.codePointAt(0);
  }

  public static String chr(int codePoint) {
    if (codePoint <= 0 || !Character.isValidCodePoint(codePoint)) {
      throw new KarstException(
          ErrorCode.LIMIT_EXCEEDED, "requested character not valid for encoding: " + codePoint);
    }
    return Character.toString(codePoint);
  }

  public static String md5(String s) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(s.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new KarstException(ErrorCode.INTERNAL, "this Java has no MD5", e);
    }
  }

  public static String toHex(long n) {
    return Long.toHexString(n);
  }

  public static boolean startsWith(String s, String prefix) {
    return s.startsWith(prefix);
  }

  public static String quoteLiteral(String s) {
    String quoted = "'" + s.replace("'", "''") + "'";
    return s.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }

  public static String quoteNullable(@Nullable String s) {
    return s == null ? "NULL" : quoteLiteral(s);
  }

  public static String quoteIdent(String s) {
    boolean plain = !s.isEmpty() && s.equals(s.toLowerCase(Locale.ROOT));
    for (int i = 0; i < s.length() && plain; i++) {
      char c = s.charAt(i);
      plain = c == '_' || Character.isLetter(c) || (i > 0 && (c == '$' || Character.isDigit(c)));
    }
    return plain ? s : '"' + s.replace("\"", "\"\"") + '"';
  }

  public static String substr(String s, int from) {
    int count = length(s);
    int start = Math.min(Math.max(from, 1), count + 1) - 1;
    return s.substring(s.offsetByCodePoints(0, start));
  }

  public static String substr(String s, int from, int length) {
    if (length < 0) {
      throw new KarstException(ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    int count = length(s);
    long end = Math.min(Math.max((long) from + length, 1), count + 1L) - 1;
    int start = Math.min(Math.max(from, 1), count + 1) - 1;
    if (end <= start) {
      return "";
    }
    return s.substring(s.offsetByCodePoints(0, start), s.offsetByCodePoints(0, (int) end));
  }

  public static String overlay(String s, String other, int from) {
    return overlay(s, other, from, length(other));
  }

  /** The other text in the place of so many characters. */
  public static String overlay(String s, String other, int from, int count) {
    if (from < 1) {
      throw new KarstException(ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    return substr(s, 1, from - 1) + other + substr(s, Math.addExact(from, count));
  }

  public static String encode(ByteString bytes, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> HexFormat.of().formatHex(bytes.getBytes());
      case "base64" -> bytes.toBase64String();
      default -> throw unknownEncoding(format);
    };
  }

  public static ByteString decode(String text, String format) {
    try {
      return switch (format.toLowerCase(Locale.ROOT)) {
        case "hex" -> new ByteString(HexFormat.of().parseHex(text));
        case "base64" -> ByteString.ofBase64(text);
        default -> throw unknownEncoding(format);
      };
    } catch (IllegalArgumentException e) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "invalid " + format + " data: \"" + text + "\"", e);
    }
  }

  private static KarstException unknownEncoding(String format) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "unrecognized encoding: \"" + format + "\"");
  }
}
