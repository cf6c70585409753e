package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's functions and operators of arrays; positions count from 1. */
public final class ArrayFunctions {
  private ArrayFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        ArrayFunctions.class,
        "array_length(array,int4):int4?",
        "length",
        "array_upper(array,int4):int4?",
        "length",
        "array_lower(array,int4):int4?",
        "lower",
        "array_ndims(array):int4?",
        "dimensions",
        "array_dims(array):text?",
        "bounds",
        "array_to_string(array,text):text",
        "join",
        "array_to_string(array,text,text):text",
        "join",
        "~$array_append(array,any):array?",
        "append",
        "~$array_prepend(any,array):array?",
        "prepend",
        "~$array_cat(array,array):array?",
        "concat",
        "~array_append(array,any):array?",
        "append",
        "~array_prepend(any,array):array?",
        "prepend",
        "~array_cat(array,array):array?",
        "concat",
        "~array_position(array,any):int4?",
        "position",
        "~array_position(array,any,int4):int4?",
        "position",
        "~array_positions(array,any):int4array?",
        "positions",
        "~array_remove(array,any):array?",
        "remove",
        "~array_replace(array,any,any):array?",
        "replace",
        "trim_array(array,int4):array",
        "trim",
        "$slice(array,int4,int4):array",
        "slice",
        "~string_to_array(text,text):textarray?",
        "split",
        "~string_to_array(text,text,text):textarray?",
        "split",
        "$meets(array,array):bool",
        "meets");
  }

  /** The elements at some positions, from 1; those that are there. */
  public static List<?> slice(List<?> array, int first, int last) {
    int from = Math.max(first, 1) - 1;
    int to = Math.min(last, array.size());
    return from >= to ? List.of() : new ArrayList<>(array.subList(from, to));
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b && a.getClass() != b.getClass()) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    return Objects.equals(left, right);
  }

  private static int find(List<?> array, @Nullable Object item) {
    for (int i = 0; i < array.size(); i++) {
      if (same(array.get(i), item)) {
        return i;
      }
    }
    return -1;
  }

  public static @Nullable Integer length(List<?> array, int dimension) {
    List<?> part = array;
    for (int i = 1; i < dimension; i++) {
      if (part.isEmpty() || !(part.get(0) instanceof List<?> inner)) {
        return null;
      }
      part = inner;
    }
    return dimension < 1 || part.isEmpty() ? null : (Integer) part.size();
  }

  public static @Nullable Integer lower(List<?> array, int dimension) {
    return length(array, dimension) == null ? null : (Integer) 1;
  }

  public static @Nullable Integer dimensions(List<?> array) {
    int count = 0;
    while (length(array, count + 1) != null) {
      count++;
    }
    return count == 0 ? null : (Integer) count;
  }

  /** {@code [1:3][1:2]}. */
  public static @Nullable String bounds(List<?> array) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; length(array, i) != null; i++) {
      out.append("[1:").append(length(array, i)).append(']');
    }
    return out.length() == 0 ? null : out.toString();
  }

  /** Elements that are not NULL with a separator between them. */
  public static String join(List<?> array, String separator) {
    return TextLists.join(separator, array);
  }

  public static String join(List<?> array, String separator, String ifNull) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (Object item : array) {
      texts.add(item == null ? ifNull : item);
    }
    return TextLists.join(separator, texts);
  }

  public static List<?> append(@Nullable List<?> array, @Nullable Object item) {
    List<@Nullable Object> result = array == null ? new ArrayList<>() : new ArrayList<>(array);
    result.add(item);
    return result;
  }

  public static List<?> prepend(@Nullable Object item, @Nullable List<?> array) {
    List<@Nullable Object> result = array == null ? new ArrayList<>() : new ArrayList<>(array);
    result.add(0, item);
    return result;
  }

  public static @Nullable List<?> concat(@Nullable List<?> left, @Nullable List<?> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    List<@Nullable Object> result = new ArrayList<>(left);
    result.addAll(right);
    return result;
  }

  public static @Nullable Integer position(@Nullable List<?> array, @Nullable Object item) {
    int found = array == null ? -1 : find(array, item);
    return found < 0 ? null : (Integer) (found + 1);
  }

  /** The first position of an element from a place on. */
  public static @Nullable Integer position(
      @Nullable List<?> array, @Nullable Object item, @Nullable Integer start) {
    if (start == null) {
      throw new KarstException(ErrorCode.NULL_NOT_ALLOWED, "initial position must not be null");
    }
    for (int i = Math.max(0, start - 1); array != null && i < array.size(); i++) {
      if (same(array.get(i), item)) {
        return i + 1;
      }
    }
    return null;
  }

  public static @Nullable List<?> positions(@Nullable List<?> array, @Nullable Object item) {
    if (array == null) {
      return null;
    }
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (same(array.get(i), item)) {
        result.add(i + 1);
      }
    }
    return result;
  }

  public static @Nullable List<?> remove(@Nullable List<?> array, @Nullable Object item) {
    if (array == null) {
      return null;
    }
    List<@Nullable Object> result = new ArrayList<>(array);
    result.removeIf(element -> same(element, item));
    return result;
  }

  public static @Nullable List<?> replace(
      @Nullable List<?> array, @Nullable Object from, @Nullable Object to) {
    if (array == null) {
      return null;
    }
    List<@Nullable Object> result = new ArrayList<>(array);
    result.replaceAll(element -> same(element, from) ? to : element);
    return result;
  }

  /** Without the last elements. */
  public static List<?> trim(List<?> array, int count) {
    return new ArrayList<>(array.subList(0, Math.max(0, array.size() - count)));
  }

  /** Whether every element of the second is in the first; NULL is in none. */
  static boolean holds(List<?> array, List<?> items) {
    for (Object item : items) {
      if (item == null || find(array, item) < 0) {
        return false;
      }
    }
    return true;
  }

  public static @Nullable List<?> split(@Nullable String s, @Nullable String separator) {
    return split(s, separator, null);
  }

  /** The parts of a text; without separator its characters. One kind of part stands for NULL. */
  public static @Nullable List<?> split(
      @Nullable String s, @Nullable String separator, @Nullable String nullText) {
    if (s == null) {
      return null;
    }
    List<@Nullable Object> parts = new ArrayList<>();
    int from = 0;
    while (from < s.length() && (separator == null || !separator.isEmpty())) {
      int end = separator == null ? s.offsetByCodePoints(from, 1) : s.indexOf(separator, from);
      if (end < 0) {
        break;
      }
      parts.add(s.substring(from, end));
      from = separator == null ? end : end + separator.length();
    }
    if (!s.isEmpty() && separator != null) {
      parts.add(s.substring(from));
    }
    if (nullText != null) {
      parts.replaceAll(part -> nullText.equals(part) ? null : part);
    }
    return parts;
  }

  public static boolean meets(List<?> left, List<?> right) {
    for (Object item : right) {
      if (item != null && find(left, item) >= 0) {
        return true;
      }
    }
    return false;
  }
}
