package io.karst.calcite.function;

import io.karst.calcite.type.FloatVector;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Vectors: distances under pgvector's names and {@code VECTOR_DISTANCE(a, b, metric)}. */
public final class VectorFunctions {
  private static final String INNER_PRODUCT = "inner_product";

  private VectorFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        VectorFunctions.class,
        "vector_distance(vector,vector,text):float8",
        "distance",
        "to_vector(any):vector",
        "vectorOf",
        "to_vector(any,int4):vector",
        "vectorOf",
        "vector_to_text(vector):text",
        "format",
        "vector_dims(vector):int4",
        "dimensions",
        "vector_norm(vector):float8",
        "norm",
        "l2_norm(vector):float8",
        "norm",
        "l2_normalize(vector):vector",
        "normalize");
    for (Metric metric : Metric.values()) {
      String name = metric.functionName();
      table.add(Operators.distanceFunction(name));
    }
    table.add(Operators.distanceFunction(INNER_PRODUCT));
  }

  /** The distances themselves, behind functions and operators. */
  static void registerInternal(FunctionTable table) {
    for (Metric metric : Metric.values()) {
      table.add(
          VectorFunctions.class,
          metric.functionName() + "(vector,vector):float8",
          metric.methodName());
    }
    table.add(VectorFunctions.class, INNER_PRODUCT + "(vector,vector):float8", "innerProduct");
  }

  /** Reads {@code [1,2,3]}. */
  public static List<Float> parse(String text) {
    String trimmed = text.trim();
    if (trimmed.length() < 2 || trimmed.charAt(0) != '[' || !trimmed.endsWith("]")) {
      throw malformed(text);
    }
    String body = trimmed.substring(1, trimmed.length() - 1).trim();
    if (body.isEmpty()) {
      throw malformed(text);
    }
    String[] parts = body.split(",", -1);
    float[] values = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        values[i] = Float.parseFloat(parts[i].trim());
      } catch (NumberFormatException e) {
        throw malformed(text);
      }
      if (!Float.isFinite(values[i])) {
        throw new KarstException(
            ErrorCode.NUMERIC_OUT_OF_RANGE, "a vector holds finite numbers only: " + parts[i]);
      }
    }
    return new FloatVector(values);
  }

  private static KarstException malformed(String text) {
    return new KarstException(
        ErrorCode.INVALID_TEXT, "invalid input syntax for type vector: \"" + text + "\"");
  }

  /** A vector from text, an array of numbers or a vector. */
  public static List<Float> vectorOf(Object value) {
    if (value instanceof List<?> list) {
      return new FloatVector(FloatVector.valuesOf(list));
    }
    if (value instanceof String text) {
      return parse(text);
    }
    throw new KarstException(
        ErrorCode.DATATYPE_MISMATCH, "cannot make a vector of the value " + value);
  }

  /** A vector that must have so many dimensions. */
  public static List<Float> vectorOf(Object value, int dimensions) {
    List<Float> vector = vectorOf(value);
    if (vector.size() != dimensions) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "expected " + dimensions + " dimensions, not " + vector.size());
    }
    return vector;
  }

  public static String format(List<?> vector) {
    StringBuilder out = new StringBuilder("[");
    for (float value : FloatVector.valuesOf(vector)) {
      out.append(out.length() == 1 ? "" : ",");
      String text = Float.toString(value);
      out.append(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }
    return out.append(']').toString();
  }

  public static int dimensions(List<?> vector) {
    return vector.size();
  }

  public static double norm(List<?> vector) {
    double sum = 0;
    for (float value : FloatVector.valuesOf(vector)) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  public static List<Float> normalize(List<?> vector) {
    double norm = norm(vector);
    float[] values = FloatVector.valuesOf(vector).clone();
    for (int i = 0; i < values.length && norm > 0; i++) {
      values[i] = (float) (values[i] / norm);
    }
    return new FloatVector(values);
  }

  public static double distance(List<?> a, List<?> b, String metric) {
    return metricNamed(metric).between(FloatVector.valuesOf(a), FloatVector.valuesOf(b));
  }

  /** A metric by its name in VECTOR_DISTANCE. */
  public static Metric metricNamed(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "COSINE" -> Metric.COSINE;
      case "EUCLIDEAN", "L2" -> Metric.EUCLIDEAN;
      case "DOT" -> Metric.DOT;
      case "MANHATTAN", "L1" -> Metric.MANHATTAN;
      case "HAMMING" -> Metric.HAMMING;
      default ->
          throw new KarstException(
                  ErrorCode.INVALID_PARAMETER, "unknown vector metric \"" + name + "\"")
              .withHint("Use COSINE, EUCLIDEAN, DOT, MANHATTAN or HAMMING.");
    };
  }

  /** Whether a function takes two vectors that may be written as text. */
  static boolean isDistance(String functionName) {
    return functionName.equals(INNER_PRODUCT) || metricOf(functionName) != null;
  }

  /** The metric a distance function stands for, or null if it is no such function. */
  public static @Nullable Metric metricOf(String functionName) {
    for (Metric metric : Metric.values()) {
      if (metric.functionName().equals(functionName)) {
        return metric;
      }
    }
    return null;
  }

  public static double l2(List<?> a, List<?> b) {
    return Metric.EUCLIDEAN.between(FloatVector.valuesOf(a), FloatVector.valuesOf(b));
  }

  public static double cosine(List<?> a, List<?> b) {
    return Metric.COSINE.between(FloatVector.valuesOf(a), FloatVector.valuesOf(b));
  }

  public static double negativeInner(List<?> a, List<?> b) {
    return Metric.DOT.between(FloatVector.valuesOf(a), FloatVector.valuesOf(b));
  }

  public static double l1(List<?> a, List<?> b) {
    return Metric.MANHATTAN.between(FloatVector.valuesOf(a), FloatVector.valuesOf(b));
  }

  public static double hamming(List<?> a, List<?> b) {
    return Metric.HAMMING.between(FloatVector.valuesOf(a), FloatVector.valuesOf(b));
  }

  public static double innerProduct(List<?> a, List<?> b) {
    return -negativeInner(a, b);
  }
}
