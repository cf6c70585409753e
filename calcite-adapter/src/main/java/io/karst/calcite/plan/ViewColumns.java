package io.karst.calcite.plan;

import io.karst.calcite.validate.DuplicateNames;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** Names of a view's columns. */
final class ViewColumns {
  private ViewColumns() {}

  /** The type with its first fields renamed. */
  static RelDataType rename(RelDataTypeFactory factory, RelDataType type, List<String> names) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (int i = 0; i < type.getFieldCount(); i++) {
      String name =
          i < names.size() ? names.get(i) : DuplicateNames.plain(type.getFieldNames().get(i));
      builder.add(name, type.getFieldList().get(i).getType());
    }
    return builder.build();
  }
}
