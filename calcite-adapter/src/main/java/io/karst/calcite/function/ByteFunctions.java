package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.calcite.avatica.util.ByteString;

/** Functions of bytea. */
public final class ByteFunctions {
  private ByteFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        ByteFunctions.class,
        "bit_count(bytea):int8",
        "bitCount",
        "get_bit(bytea,int8):int4",
        "getBit",
        "set_bit(bytea,int8,int4):bytea",
        "setBit",
        "substring(bytea,int4):bytea",
        "substring",
        "substring(bytea,int4,int4):bytea",
        "substring",
        "substr(bytea,int4):bytea",
        "substring",
        "substr(bytea,int4,int4):bytea",
        "substring",
        "btrim(bytea,bytea):bytea",
        "trimBoth",
        "ltrim(bytea,bytea):bytea",
        "trimLeft",
        "rtrim(bytea,bytea):bytea",
        "trimRight",
        "get_byte(bytea,int4):int4",
        "getByte",
        "set_byte(bytea,int4,int4):bytea",
        "setByte",
        "md5(bytea):text",
        "md5",
        "bit_length(bytea):int4",
        "bitLength",
        "overlay(bytea,bytea,int4):bytea",
        "overlay",
        "overlay(bytea,bytea,int4,int4):bytea",
        "overlay",
        "sha224(bytea):bytea",
        "sha224",
        "sha256(bytea):bytea",
        "sha256",
        "sha384(bytea):bytea",
        "sha384",
        "sha512(bytea):bytea",
        "sha512",
        "convert_from(bytea,text):text",
        "convertFrom",
        "convert_to(text,text):bytea",
        "convertTo");
  }

  public static ByteString trimBoth(ByteString bytes, ByteString trimmed) {
    return trimLeft(trimRight(bytes, trimmed), trimmed);
  }

  public static ByteString trimLeft(ByteString bytes, ByteString trimmed) {
    int start = 0;
    while (start < bytes.length() && contains(trimmed, bytes.byteAt(start))) {
      start++;
    }
    return bytes.substring(start);
  }

  public static ByteString trimRight(ByteString bytes, ByteString trimmed) {
    int end = bytes.length();
    while (end > 0 && contains(trimmed, bytes.byteAt(end - 1))) {
      end--;
    }
    return bytes.substring(0, end);
  }

  private static boolean contains(ByteString bytes, byte wanted) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.byteAt(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  public static long bitCount(ByteString bytes) {
    long count = 0;
    for (int i = 0; i < bytes.length(); i++) {
      count += Integer.bitCount(bytes.byteAt(i) & 0xff);
    }
    return count;
  }

  private static int checked(long index, long count) {
    if (index < 0 || index >= count) {
      throw new KarstException(
          ErrorCode.ARRAY_SUBSCRIPT_ERROR,
          "index " + index + " out of valid range, 0.." + (count - 1));
    }
    return (int) (index >> 3);
  }

  /** A bit; number 0 is the lowest of the first byte. */
  public static int getBit(ByteString bytes, long index) {
    int place = checked(index, 8L * bytes.length());
    return (bytes.byteAt(place) >> (index & 7)) & 1;
  }

  public static ByteString setBit(ByteString bytes, long index, int value) {
    int place = checked(index, 8L * bytes.length());
    if (value != 0 && value != 1) {
      throw new KarstException(ErrorCode.INVALID_PARAMETER, "new bit must be 0 or 1");
    }
    byte[] copy = bytes.getBytes();
    int mask = 1 << (index & 7);
    copy[place] = (byte) (value == 1 ? (copy[place] | mask) : (copy[place] & ~mask));
    return new ByteString(copy);
  }

  /** From the byte with this number, of which the first has 1, to the end. */
  public static ByteString substring(ByteString bytes, int from) {
    return bytes.substring(Math.min(Math.max(from - 1, 0), bytes.length()));
  }

  public static ByteString substring(ByteString bytes, int from, int count) {
    if (count < 0) {
      throw new KarstException(ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    int start = Math.min(Math.max(from - 1, 0), bytes.length());
    long end = Math.min((long) from - 1 + count, bytes.length());
    return bytes.substring(start, (int) Math.max(start, end));
  }

  public static int getByte(ByteString bytes, int index) {
    checked(index, bytes.length());
    return bytes.byteAt(index) & 0xff;
  }

  public static ByteString setByte(ByteString bytes, int index, int value) {
    checked(index, bytes.length());
    byte[] copy = bytes.getBytes();
    copy[index] = (byte) value;
    return new ByteString(copy);
  }

  private static ByteString digest(ByteString bytes, String algorithm) {
    try {
      return new ByteString(MessageDigest.getInstance(algorithm).digest(bytes.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new KarstException(ErrorCode.INTERNAL, algorithm + " is missing", e);
    }
  }

  public static String md5(ByteString bytes) {
    return HexFormat.of().formatHex(digest(bytes, "MD5").getBytes());
  }

  public static int bitLength(ByteString bytes) {
    return 8 * bytes.length();
  }

  public static ByteString overlay(ByteString bytes, ByteString other, int from) {
    return overlay(bytes, other, from, other.length());
  }

  /** Bytes with so many of them, from the first = 1, replaced by others. */
  public static ByteString overlay(ByteString bytes, ByteString other, int from, int count) {
    if (from <= 0) {
      throw new KarstException(ErrorCode.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    int start = Math.min(bytes.length(), from - 1);
    int end = Math.max(0, Math.min(bytes.length(), from - 1 + count));
    return bytes.substring(0, start).concat(other).concat(bytes.substring(end));
  }

  public static ByteString sha224(ByteString bytes) {
    return digest(bytes, "SHA-224");
  }

  public static ByteString sha256(ByteString bytes) {
    return digest(bytes, "SHA-256");
  }

  public static ByteString sha384(ByteString bytes) {
    return digest(bytes, "SHA-384");
  }

  public static ByteString sha512(ByteString bytes) {
    return digest(bytes, "SHA-512");
  }

  private static Charset charset(String name) {
    return switch (name.toUpperCase(Locale.ROOT).replace("_", "").replace("-", "")) {
      case "UTF8", "UNICODE" -> StandardCharsets.UTF_8;
      case "LATIN1", "ISO88591" -> StandardCharsets.ISO_8859_1;
      case "SQLASCII" -> StandardCharsets.US_ASCII;
      default ->
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER, "invalid encoding name \"" + name + "\"");
    };
  }

  public static String convertFrom(ByteString bytes, String encoding) {
    try {
      return charset(encoding).newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString();
    } catch (CharacterCodingException e) {
      throw new KarstException(
          ErrorCode.INVALID_ENCODING, "invalid byte sequence for encoding \"" + encoding + "\"", e);
    }
  }

  public static ByteString convertTo(String text, String encoding) {
    return new ByteString(text.getBytes(charset(encoding)));
  }
}
