package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.value.Values;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Errors of constraints, worded as PostgreSQL words them. */
final class Violations {
  private Violations() {}

  static KarstException notNull(WideShape shape, int position, @Nullable Object[] row) {
    return new KarstException(
            ErrorCode.NOT_NULL_VIOLATION,
            "null value in column \""
                + shape.column(position).name()
                + "\" of relation \""
                + shape.family().name()
                + "\" violates not-null constraint")
        .withDetail("Failing row contains " + row(shape, row) + ".");
  }

  static KarstException unique(
      WideShape shape, String constraint, int[] positions, Object[] values) {
    return new KarstException(
            ErrorCode.UNIQUE_VIOLATION,
            "duplicate key value violates unique constraint \"" + constraint + "\"")
        .withDetail("Key " + key(shape, positions, values) + " already exists.");
  }

  static KarstException notUnique(WideShape shape, String index, int[] positions, Object[] values) {
    return new KarstException(
            ErrorCode.UNIQUE_VIOLATION, "could not create unique index \"" + index + "\"")
        .withDetail("Key " + key(shape, positions, values) + " is duplicated.");
  }

  static KarstException missingParent(
      WideShape child, ForeignKeyDescriptor key, int[] positions, Object[] values) {
    String target =
        key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)
            ? "the collection"
            : "table \"" + key.targetType() + "\"";
    return new KarstException(
            ErrorCode.FOREIGN_KEY_VIOLATION,
            "insert or update on table \""
                + child.family().name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\"")
        .withDetail("Key " + key(child, positions, values) + " is not present in " + target + ".");
  }

  static KarstException stillReferenced(
      WideShape parent,
      int[] positions,
      Object[] values,
      TypeFamily child,
      ForeignKeyDescriptor key) {
    return new KarstException(
            ErrorCode.FOREIGN_KEY_VIOLATION,
            "update or delete on table \""
                + parent.family().name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\" on table \""
                + child.name()
                + "\"")
        .withDetail(
            "Key "
                + key(parent, positions, values)
                + " is still referenced from table \""
                + child.name()
                + "\".");
  }

  private static String key(WideShape shape, int[] positions, Object[] values) {
    StringJoiner names = new StringJoiner(", ", "(", ")");
    StringJoiner texts = new StringJoiner(", ", "(", ")");
    for (int i = 0; i < positions.length; i++) {
      names.add(shape.shape().columns().get(positions[i]).name());
      texts.add(Values.format(shape.shape().columns().get(positions[i]).type(), values[i]));
    }
    return names + "=" + texts;
  }

  private static String row(WideShape shape, @Nullable Object[] row) {
    StringJoiner texts = new StringJoiner(", ", "(", ")");
    for (int i = 1; i <= shape.columnCount(); i++) {
      Object value = row[i];
      texts.add(value == null ? "null" : Values.format(shape.type(i), value));
    }
    return texts.toString();
  }
}
