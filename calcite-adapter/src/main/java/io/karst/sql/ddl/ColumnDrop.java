package io.karst.sql.ddl;

import io.karst.calcite.ast.AlterAction;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import java.util.List;

/** ALTER TABLE DROP COLUMN: what lies over the column goes with it, or keeps it. */
final class ColumnDrop {
  private final StatementContext context;
  private final ObjectName table;
  private final Collection collection;
  private final TypeEdit edit;
  private final List<Runnable> before;
  private final List<Runnable> after;

  /**
   * Changes go into a draft.
   *
   * @param before what is done before the draft becomes the definition
   * @param after what is done then
   */
  ColumnDrop(
      StatementContext context,
      ObjectName table,
      TypeEdit edit,
      List<Runnable> before,
      List<Runnable> after) {
    this.context = context;
    this.table = table;
    this.collection = Names.collection(context, table);
    this.edit = edit;
    this.before = before;
    this.after = after;
  }

  /**
   * Takes a column out of the draft; false if there is none and that is accepted.
   *
   * @throws KarstException 42703, 42P16, 2BP01 if something needs it and CASCADE is not said
   */
  boolean plan(AlterAction.DropColumn action) {
    String column = Names.simple(action.column());
    if (action.ifExists() && edit.indexOf(column) < 0) {
      context.notice("column \"" + column + "\" does not exist, skipping");
      return false;
    }
    drop(column, action.cascade());
    return true;
  }

  private void drop(String column, boolean cascade) {
    ColumnDescriptor dropped = edit.columns.get(edit.require(column));
    int slot = dropped.slot();
    if (edit.original().primaryKey().contains(slot)) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "dropping column \"" + column + "\" of the primary key is not supported");
    }
    if (edit.columns.size() == 1) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION, "cannot drop the only column of a table");
    }
    ViewDefinitions.refuseDependents(context, table, "drop column " + column, column);
    dropGenerated(column, cascade);
    for (IndexDescriptor index : edit.original().indexes()) {
      if (index.slots().contains(slot)) {
        References.refuseOrDrop(collection, table.name(), index.slots(), cascade, before);
        before.add(() -> collection.dropIndex(index.name()));
        edit.indexes.remove(index);
      }
    }
    edit.foreignKeys.removeIf(key -> key.slots().contains(slot));
    edit.checks.removeIf(
        check -> Expressions.columnsOf(Parsing.expression(check.sql())).contains(column));
    if (dropped.identity() != null) {
      String sequence = dropped.identity().sequence();
      after.add(() -> collection.dropSequence(sequence));
    }
    edit.columns.remove(edit.require(column));
  }

  /** The generated columns that are computed from a column. */
  private void dropGenerated(String column, boolean cascade) {
    for (ColumnDescriptor other : List.copyOf(edit.columns)) {
      String sql = other.generatedSql();
      if (sql == null || !Expressions.columnsOf(Parsing.expression(sql)).contains(column)) {
        continue;
      }
      if (!cascade) {
        throw new KarstException(
                ErrorCode.DEPENDENT_OBJECTS,
                "cannot drop column "
                    + column
                    + " of table "
                    + table.name()
                    + " because other objects depend on it")
            .withDetail(
                "column "
                    + other.name()
                    + " of table "
                    + table.name()
                    + " depends on column "
                    + column
                    + " of table "
                    + table.name())
            .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
      }
      drop(other.name(), true);
    }
  }
}
