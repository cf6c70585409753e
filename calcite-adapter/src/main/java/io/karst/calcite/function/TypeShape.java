package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.type.TypeMapping;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * What values of a type are made of, for generated code that writes them: it finds a shape by its
 * key.
 *
 * @param type of a single value
 * @param names of the fields of a row; empty for anything else
 * @param parts shapes of the fields of a row, or of the elements of an array
 */
record TypeShape(ColumnType type, List<String> names, List<TypeShape> parts) {
  private static final Map<String, TypeShape> SHAPES = new ConcurrentHashMap<>();

  /** Remembers the shape of a type and returns its key. */
  static String register(RelDataType type) {
    String key = type.getFullTypeString();
    SHAPES.computeIfAbsent(key, name -> of(type));
    return key;
  }

  /** A shape by its key. */
  static TypeShape registered(String key) {
    return requireNonNull(SHAPES.get(key));
  }

  private static TypeShape of(RelDataType type) {
    List<String> names = new ArrayList<>();
    List<TypeShape> parts = new ArrayList<>();
    if (type.isStruct()) {
      for (RelDataTypeField field : type.getFieldList()) {
        names.add(field.getName());
        parts.add(of(field.getType()));
      }
      return new TypeShape(ColumnType.TEXT, fieldNames(names), parts);
    }
    RelDataType element = type.getComponentType();
    if (element != null) {
      parts.add(of(element));
    }
    return new TypeShape(TypeMapping.fromRel(type), names, parts);
  }

  /** The fields of a row without names are f1, f2 ... */
  private static List<String> fieldNames(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals("EXPR$" + i)) {
        names.set(i, "f" + (i + 1));
      }
    }
    return names;
  }

  boolean isRow() {
    return !names.isEmpty();
  }
}
