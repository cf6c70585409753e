package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;

/** How far two vectors are apart; smaller is nearer for every metric. */
public enum Metric {
  EUCLIDEAN("l2_distance", "l2", "<->"),
  COSINE("cosine_distance", "cosine", "<=>"),
  /** The negative inner product, so that smaller is nearer. */
  DOT("negative_inner_product", "negativeInner", "<#>"),
  MANHATTAN("l1_distance", "l1", "<+>"),
  /** Number of places in which the vectors differ. */
  HAMMING("hamming_distance", "hamming", "<~>");

  private final String functionName;
  private final String methodName;
  private final String operator;

  Metric(String functionName, String methodName, String operator) {
    this.functionName = functionName;
    this.methodName = methodName;
    this.operator = operator;
  }

  /** The SQL function of two arguments. */
  public String functionName() {
    return functionName;
  }

  String methodName() {
    return methodName;
  }

  /** The SQL operator. */
  public String operator() {
    return operator;
  }

  /**
   * The distance.
   *
   * @throws KarstException 22023 if the dimensions differ
   */
  public double between(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new KarstException(
          ErrorCode.DATA_EXCEPTION, "different vector dimensions " + a.length + " and " + b.length);
    }
    return switch (this) {
      case EUCLIDEAN -> Math.sqrt(squaredEuclidean(a, b));
      case COSINE -> cosine(a, b);
      case DOT -> -dot(a, b);
      case MANHATTAN -> manhattan(a, b);
      case HAMMING -> hamming(a, b);
    };
  }

  private static double squaredEuclidean(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** 1 - cosine similarity; NaN if a vector is zero, as in pgvector. */
  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double normA = 0;
    double normB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      normA += (double) a[i] * a[i];
      normB += (double) b[i] * b[i];
    }
    double similarity = dot / Math.sqrt(normA * normB);
    return 1 - Math.max(-1, Math.min(1, similarity));
  }

  private static double manhattan(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((double) a[i] - b[i]);
    }
    return sum;
  }

  private static double hamming(float[] a, float[] b) {
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        count++;
      }
    }
    return count;
  }
}
