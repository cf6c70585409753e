package io.karst.calcite.type;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A vector inside expressions: Calcite sees a list of Float, our functions take the array itself.
 */
public final class FloatVector extends AbstractList<Float> implements RandomAccess {
  private final float[] values;

  /** Wraps the array, which must not change any more. */
  public FloatVector(float[] values) {
    this.values = values;
  }

  /** The elements; not a copy. */
  public float[] values() {
    return values;
  }

  /**
   * The elements of any list of numbers, without copying if it is a {@code FloatVector}.
   *
   * @throws NullPointerException if an element is null
   */
  public static float[] valuesOf(List<?> list) {
    if (list instanceof FloatVector vector) {
      return vector.values;
    }
    float[] result = new float[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = ((Number) list.get(i)).floatValue();
    }
    return result;
  }

  @Override
  public Float get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatVector that
        ? Arrays.equals(values, that.values)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
