package io.karst.jdbc;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.ZonedValues;
import java.sql.SQLException;

/** ARRAY: elements are canonical values of the element type, or null. */
final class ArrayReader extends ColumnReader {
  private final ZonedValues values;

  ArrayReader(ColumnType type, ZonedValues values) {
    super(type);
    this.values = values;
  }

  @Override
  Object toObject(Object value) {
    return new KarstArray(elementType(), (Object[]) value);
  }

  @Override
  String toText(Object value) {
    return values.format(type, value);
  }

  @Override
  Object[] toElements(Object value) {
    return (Object[]) value;
  }

  @Override
  ColumnType elementType() {
    return requireNonNull(type.element(), "element type");
  }

  @Override
  float[] toVector(Object value) throws SQLException {
    Object[] elements = (Object[]) value;
    ColumnReader reader = ColumnReader.of(elementType());
    float[] vector = new float[elements.length];
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] == null) {
        throw refuse("a vector: element " + (i + 1) + " is null");
      }
      vector[i] = (float) reader.toDouble(elements[i]);
    }
    return vector;
  }
}
