package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;

/**
 * VECTOR(n): a {@code float[]}, {@code [1.0,2.5]} as text, an array of reals to {@code getArray}.
 */
final class VectorReader extends ColumnReader {

  VectorReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return ((float[]) value).clone();
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }

  @Override
  float[] toVector(Object value) {
    return ((float[]) value).clone();
  }

  @Override
  Object[] toElements(Object value) {
    float[] vector = (float[]) value;
    Object[] elements = new Object[vector.length];
    for (int i = 0; i < vector.length; i++) {
      elements[i] = vector[i];
    }
    return elements;
  }

  @Override
  ColumnType elementType() {
    return ColumnType.REAL;
  }
}
