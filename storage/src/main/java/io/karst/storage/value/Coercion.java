package io.karst.storage.value;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Java objects to canonical booleans, texts, bytes, UUIDs, vectors and arrays. */
final class Coercion {
  private Coercion() {}

  static Boolean toBoolean(ColumnType type, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof CharSequence text) {
      return NumberText.parseBoolean(type, text.toString());
    }
    if (value instanceof Number number && !(number instanceof BigDecimal)) {
      if (number.doubleValue() == 0) {
        return false;
      }
      if (number.doubleValue() == 1) {
        return true;
      }
    }
    throw ValueErrors.wrongClass(type, value);
  }

  static String toText(ColumnType type, Object value) {
    if (value instanceof String text) {
      return limited(type, text);
    }
    if (value instanceof BigDecimal number) {
      return limited(type, number.toPlainString());
    }
    if (value instanceof Double number) {
      return limited(type, FloatText.format(number));
    }
    if (value instanceof Float number) {
      return limited(type, FloatText.format(number));
    }
    if (value instanceof char[] characters) {
      return limited(type, new String(characters));
    }
    if (value instanceof byte[] || value instanceof Object[] || value instanceof float[]) {
      throw ValueErrors.wrongClass(type, value);
    }
    return limited(type, value.toString());
  }

  /** Checks a text against its type: length, well-formed JSON, no character 0. */
  static String limited(ColumnType type, String text) {
    if (text.indexOf('\0') >= 0) {
      throw ValueErrors.nulCharacter(type);
    }
    if (type.kind() == TypeKind.JSON) {
      if (type.precision() == 1) {
        return JsonbText.normalize(text);
      }
      JsonText.check(type, text);
      return text;
    }
    String kept = type.kind() == TypeKind.CHAR ? withoutTrailingBlanks(text, 0) : text;
    int limit = type.precision();
    if (limit == 0 || kept.length() <= limit) {
      return kept;
    }
    if (kept.codePointCount(0, kept.length()) <= limit) {
      return kept;
    }
    int cut = kept.offsetByCodePoints(0, limit);
    String trimmed = withoutTrailingBlanks(kept, cut);
    if (trimmed.length() > cut) {
      throw ValueErrors.tooLong(type, text);
    }
    return trimmed;
  }

  private static String withoutTrailingBlanks(String text, int from) {
    int end = text.length();
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  static byte[] toBytes(ColumnType type, Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof CharSequence text) {
      return BinaryText.parseBytes(type, text.toString());
    }
    throw ValueErrors.wrongClass(type, value);
  }

  static UUID toUuid(ColumnType type, Object value) {
    if (value instanceof UUID id) {
      return id;
    }
    if (value instanceof CharSequence text) {
      return BinaryText.parseUuid(type, text.toString());
    }
    if (value instanceof byte[] bytes && bytes.length == EntityId.LENGTH) {
      return EntityId.read(bytes, 0);
    }
    throw ValueErrors.wrongClass(type, value);
  }

  static float[] toVector(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return CollectionText.parseVector(type, text.toString());
    }
    if (value instanceof float[] components) {
      return checkedVector(type, components);
    }
    Object array = elements(type, value);
    float[] components = new float[Array.getLength(array)];
    for (int i = 0; i < components.length; i++) {
      Object component = Array.get(array, i);
      if (component == null) {
        throw new KarstException(
            ErrorCode.INVALID_TEXT, "a value of type " + type + " cannot hold NULL");
      }
      components[i] = NumberCoercion.toReal(ColumnType.REAL, component);
    }
    return checkedVector(type, components);
  }

  /** Checks number and kind of the components. */
  static float[] checkedVector(ColumnType type, float[] components) {
    int expected = type.precision();
    if (expected != 0 && components.length != expected) {
      throw new KarstException(
          ErrorCode.DATA_EXCEPTION,
          "expected " + expected + " dimensions, not " + components.length + ", for type " + type);
    }
    for (float component : components) {
      if (!Float.isFinite(component)) {
        throw new KarstException(
            ErrorCode.INVALID_TEXT, component + " is not allowed in a value of type " + type);
      }
    }
    return components;
  }

  static Object[] toArray(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return CollectionText.parseArray(type, text.toString());
    }
    ColumnType element = requireNonNull(type.element(), "element");
    Object array = elements(type, value);
    @Nullable Object[] result = new Object[Array.getLength(array)];
    for (int i = 0; i < result.length; i++) {
      result[i] = Values.coerce(element, Array.get(array, i));
    }
    return result;
  }

  /** Any list or array as a Java array. */
  private static Object elements(ColumnType type, Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.toArray();
    }
    if (value instanceof java.sql.Array array) {
      try {
        return array.getArray();
      } catch (SQLException e) {
        throw new KarstException(
            ErrorCode.DATATYPE_MISMATCH, "cannot read the array given for type " + type, e);
      }
    }
    if (value.getClass().isArray()) {
      return value;
    }
    throw ValueErrors.wrongClass(type, value);
  }
}
