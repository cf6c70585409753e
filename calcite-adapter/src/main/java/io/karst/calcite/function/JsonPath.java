package io.karst.calcite.function;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of the SQL/JSON path language, as {@link JsonPathParser} reads it.
 *
 * @param lax whether structural errors are mended or skipped
 */
record JsonPath(boolean lax, Node root) {

  /** What a path is made of. */
  sealed interface Node
      permits Start,
          Constant,
          Step,
          Binary,
          Signed,
          Compare,
          Logic,
          Not,
          Exists,
          LikeRegex,
          StartsWith,
          IsUnknown {}

  /** Where a path begins: {@code $}, {@code @}, {@code last}, or a variable of that name. */
  record Start(String name) implements Node {}

  /** A number, string, truth value or null. */
  record Constant(com.fasterxml.jackson.databind.JsonNode value) implements Node {}

  /** An accessor, filter or method behind a path. */
  record Step(Node of, Accessor accessor) implements Node {}

  /** Arithmetic of two numbers. */
  record Binary(char operator, Node left, Node right) implements Node {}

  /** {@code +x} and {@code -x}. */
  record Signed(boolean negative, Node of) implements Node {}

  record Compare(String operator, Node left, Node right) implements Node {}

  /** AND or OR. */
  record Logic(boolean and, Node left, Node right) implements Node {}

  record Not(Node of) implements Node {}

  record Exists(Node of) implements Node {}

  record LikeRegex(Node of, Pattern pattern) implements Node {}

  record StartsWith(Node of, Node prefix) implements Node {}

  record IsUnknown(Node of) implements Node {}

  /** One step. */
  sealed interface Accessor
      permits Member, AnyMember, Descendants, AnyElement, Elements, Filter, Method {}

  record Member(String name) implements Accessor {}

  record AnyMember() implements Accessor {}

  /** {@code .**}: everything inside, from one level to another. */
  record Descendants(int first, int last) implements Accessor {}

  record AnyElement() implements Accessor {}

  record Elements(List<Range> ranges) implements Accessor {}

  /** Positions of elements, from 0. */
  record Range(Node from, @Nullable Node to) {}

  record Filter(Node condition) implements Accessor {}

  record Method(String name) implements Accessor {}
}
