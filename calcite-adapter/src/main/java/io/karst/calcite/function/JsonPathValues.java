package io.karst.calcite.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What paths do with single values: arithmetic, numeric methods, comparisons. */
final class JsonPathValues {
  private JsonPathValues() {}

  /** Whether an error is one of the data, not of the path. */
  static boolean isSoft(KarstException e) {
    return switch (e.code()) {
      case JSON_MEMBER_NOT_FOUND,
          JSON_ARRAY_NOT_FOUND,
          JSON_OBJECT_NOT_FOUND,
          INVALID_JSON_SUBSCRIPT,
          NON_NUMERIC_JSON,
          SINGLE_JSON_REQUIRED,
          DIVISION_BY_ZERO,
          NUMERIC_OUT_OF_RANGE ->
          true;
      default -> false;
    };
  }

  static BigDecimal computed(char operator, BigDecimal left, BigDecimal right) {
    return switch (operator) {
      case '+' -> left.add(right);
      case '-' -> left.subtract(right);
      case '*' -> left.multiply(right);
      case '/' -> MathFunctions.divide(left, right);
      default -> {
        if (right.signum() == 0) {
          throw JsonPathRun.error(ErrorCode.DIVISION_BY_ZERO, "division by zero");
        }
        yield left.remainder(right);
      }
    };
  }

  static BigDecimal rounded(String method, JsonNode item) {
    if (!item.isNumber()) {
      throw JsonPathRun.error(
          ErrorCode.NON_NUMERIC_JSON,
          "jsonpath item method ." + method + "() can only be applied to a numeric value");
    }
    BigDecimal value = item.decimalValue();
    return switch (method) {
      case "ceiling" -> value.setScale(0, RoundingMode.CEILING);
      case "floor" -> value.setScale(0, RoundingMode.FLOOR);
      default -> value.abs();
    };
  }

  static BigDecimal real(JsonNode item) {
    if (!item.isNumber() && !item.isTextual()) {
      throw JsonPathRun.error(
          ErrorCode.NON_NUMERIC_JSON,
          "jsonpath item method .double() can only be applied to a string or numeric value");
    }
    try {
      double value =
          item.isNumber() ? item.doubleValue() : Double.parseDouble(item.textValue().trim());
      if (!Double.isFinite(value)) {
        throw new NumberFormatException(item.asText());
      }
      return new BigDecimal(Double.toString(value)).stripTrailingZeros();
    } catch (NumberFormatException e) {
      throw new KarstException(
          ErrorCode.NON_NUMERIC_JSON,
          "argument of jsonpath item method .double() is not a valid representation of a"
              + " double precision number",
          e);
    }
  }

  static @Nullable Boolean compared(String operator, JsonNode left, JsonNode right) {
    int order;
    if (left.isNull() != right.isNull()) {
      return operator.equals("!=");
    }
    if (left.isNull()) {
      order = 0;
    } else if (left.isNumber() && right.isNumber()) {
      order = left.decimalValue().compareTo(right.decimalValue());
    } else if (left.isTextual() && right.isTextual()) {
      order =
          Arrays.compareUnsigned(
              left.textValue().getBytes(StandardCharsets.UTF_8),
              right.textValue().getBytes(StandardCharsets.UTF_8));
    } else if (left.isBoolean() && right.isBoolean()) {
      order = Boolean.compare(left.booleanValue(), right.booleanValue());
    } else {
      return null;
    }
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
