package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;

/** Which columns may get which other types, and what it takes. */
final class ColumnTypeRules {
  private ColumnTypeRules() {}

  /** Fails for columns whose type others count on. */
  static void requireChangeable(
      StatementContext context,
      ObjectName table,
      TypeEdit edit,
      ColumnDescriptor column,
      ColumnType to) {
    String name = column.name();
    ObjectName view = ViewDefinitions.dependent(context, table, name);
    if (view != null) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "cannot alter type of a column used by a view or rule")
          .withDetail("view " + view.name() + " depends on column \"" + name + "\"");
    }
    for (ColumnDescriptor other : edit.columns) {
      String expression = other.generatedSql();
      if (expression != null
          && Expressions.columnsOf(Parsing.expression(expression)).contains(name)) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "cannot alter type of a column used by a generated column")
            .withDetail(
                "Column \"" + name + "\" is used by generated column \"" + other.name() + "\".");
      }
    }
    boolean integer =
        to.kind() == TypeKind.SMALLINT
            || to.kind() == TypeKind.INTEGER
            || to.kind() == TypeKind.BIGINT;
    if (column.identity() != null && !integer) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "identity column type must be smallint, integer, or bigint");
    }
    if (edit.indexOf(name) >= 0 && edit.original().positionOfSlot(column.slot()) < 0) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "cannot alter type of column \"" + name + "\" twice");
    }
  }

  /** Fails for columns whose rows cannot be rewritten. */
  static void requireRewritable(
      StatementContext context,
      ObjectName table,
      TypeEdit edit,
      ColumnDescriptor column,
      ColumnType to) {
    String reason = null;
    if (edit.original().primaryKey().contains(column.slot())) {
      reason = "it is in the primary key";
    } else if (column.generatedSql() != null) {
      reason = "it is a generated column";
    } else if (column.type().kind() == TypeKind.VECTOR || to.kind() == TypeKind.VECTOR) {
      reason = "vectors are stored elsewhere";
    }
    for (EntityTypeDescriptor type : Names.collection(context, table).catalog().types().values()) {
      for (ForeignKeyDescriptor key : type.foreignKeys()) {
        boolean refers = type.number() == edit.original().number();
        boolean referred = key.targetType().equals(edit.original().name());
        if ((refers && key.slots().contains(column.slot()))
            || (referred && key.targetSlots().contains(column.slot()))) {
          reason = "it is in foreign key \"" + key.name() + "\"";
        }
      }
    }
    if (reason != null) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "changing column \""
                  + column.name()
                  + "\" from "
                  + column.type()
                  + " to "
                  + to
                  + " is not supported: "
                  + reason)
          .withHint("Add a column of the new type, fill it with UPDATE, and drop the old one.");
    }
  }

  /** Whether every stored value is one of the new type already, in rows and in keys. */
  static boolean isWider(TypeEdit edit, ColumnDescriptor column, ColumnType to) {
    ColumnType from = column.type();
    if (from.equals(to)) {
      return true;
    }
    boolean inId =
        edit.original().primaryKey().contains(column.slot()) && !edit.original().hasKeyIndex();
    if (inId || from.kind() != to.kind()) {
      return false;
    }
    return switch (from.kind()) {
      case VARCHAR ->
          to.precision() == 0 || (from.precision() > 0 && to.precision() >= from.precision());
      case DECIMAL ->
          to.precision() == 0
              || (from.precision() > 0
                  && from.scale() == to.scale()
                  && to.precision() >= from.precision());
      case TIMESTAMP, TIMESTAMPTZ -> to.precision() >= from.precision();
      default -> false;
    };
  }

  /** Whether there is a cast that assignments use, as PostgreSQL has it. */
  static boolean isAutomatic(ColumnType from, ColumnType to) {
    boolean text = to.kind() == TypeKind.VARCHAR || to.kind() == TypeKind.CHAR;
    if (from.kind() == TypeKind.ARRAY && to.kind() == TypeKind.ARRAY) {
      return isAutomatic(
          requireNonNull(from.element(), "element"), requireNonNull(to.element(), "element"));
    }
    boolean fromText =
        from.kind() == TypeKind.VARCHAR
            || from.kind() == TypeKind.CHAR
            || from.kind() == TypeKind.JSON;
    if (text || (fromText && from.kind() == to.kind())) {
      return true;
    }
    return !fromText && AssignmentCast.exists(from, to);
  }
}
