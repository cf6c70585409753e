package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.IdentityDefinition;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What ALTER TABLE changes about the values that columns get by themselves. */
final class ColumnGeneration {
  private final StatementContext context;
  private final ObjectName table;
  private final Collection collection;
  private final TypeEdit edit;
  private final ConstraintNames names;
  private final List<Runnable> steps;

  /**
   * Changes go into a draft.
   *
   * @param steps what is done after the draft has become the definition
   */
  ColumnGeneration(
      StatementContext context,
      ObjectName table,
      TypeEdit edit,
      ConstraintNames names,
      List<Runnable> steps) {
    this.context = context;
    this.table = table;
    this.collection = Names.collection(context, table);
    this.edit = edit;
    this.names = names;
    this.steps = steps;
  }

  /** Applies an action to the draft; false if it is none of these. */
  boolean plan(AlterAction action) {
    if (action instanceof AlterAction.SetDefault set) {
      setDefault(edit.require(Names.simple(set.column())), set.value());
    } else if (action instanceof AlterAction.SetIdentity set) {
      setIdentity(edit.require(Names.simple(set.column())), set);
    } else if (action instanceof AlterAction.AddIdentity add) {
      addIdentity(edit.require(Names.simple(add.column())), add.identity());
    } else if (action instanceof AlterAction.DropGeneration drop) {
      drop(edit.require(Names.simple(drop.column())), drop);
    } else {
      return false;
    }
    return true;
  }

  /** SET DEFAULT, or DROP DEFAULT without a value. */
  private void setDefault(int position, @Nullable SqlNode value) {
    ColumnDescriptor column = edit.columns.get(position);
    if (column.identity() != null) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, described(column) + " is an identity column");
    }
    DeclaredType type = new DeclaredType(column.type(), column.domain());
    String text = TableDraft.defaultText(context, value, type);
    if (column.generatedSql() != null) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, described(column) + " is a generated column");
    }
    if (value != null) {
      DefinedExpressions.requireDefault(context, table, column, value);
    }
    edit.columns.set(position, column.withDefault(text));
  }

  /** SET GENERATED and RESTART. */
  private void setIdentity(int position, AlterAction.SetIdentity action) {
    ColumnDescriptor column = edit.columns.get(position);
    IdentityDescriptor identity = column.identity();
    if (identity == null) {
      throw state(described(column) + " is not an identity column");
    }
    String sequence = identity.sequence();
    if (action.always() != null) {
      edit.columns.set(
          position, column.withIdentity(new IdentityDescriptor(action.always(), sequence)));
    }
    if (action.restart()) {
      SequenceDescriptor present =
          requireNonNull(collection.catalog().sequences().get(sequence), sequence);
      long value = requireNonNullElse(action.restartWith(), present.start());
      steps.add(() -> collection.setValue(sequence, value, false));
    }
  }

  /** ADD GENERATED ... AS IDENTITY. */
  private void addIdentity(int position, IdentityDefinition definition) {
    ColumnDescriptor column = edit.columns.get(position);
    if (column.identity() != null) {
      throw state(described(column) + " is already an identity column");
    }
    if (column.nullable()) {
      throw state(described(column) + " must be declared NOT NULL before identity can be added");
    }
    if (column.defaultSql() != null || column.generatedSql() != null) {
      throw state(described(column) + " already has a default value");
    }
    String name = names.relation(edit.name, List.of(column.name()), "seq");
    SequenceDescriptor sequence =
        SequenceDefinitions.describe(name, definition.options(), column.type().kind(), edit.name);
    collection.createSequence(sequence);
    edit.columns.set(
        position, column.withIdentity(new IdentityDescriptor(definition.always(), name)));
  }

  /** DROP IDENTITY and DROP EXPRESSION: the values so far stay. */
  private void drop(int position, AlterAction.DropGeneration action) {
    ColumnDescriptor column = edit.columns.get(position);
    IdentityDescriptor identity = column.identity();
    String what = action.identity() ? "an identity column" : "a stored generated column";
    boolean present = action.identity() ? identity != null : column.generatedSql() != null;
    if (!present && !action.ifExists()) {
      throw state(described(column) + " is not " + what);
    }
    if (!present) {
      context.notice(described(column) + " is not " + what + ", skipping");
    } else if (identity == null) {
      edit.columns.set(position, column.withExpression(null));
    } else {
      edit.columns.set(position, column.withIdentity(null));
      steps.add(() -> collection.dropSequence(identity.sequence()));
    }
  }

  private String described(ColumnDescriptor column) {
    return "column \"" + column.name() + "\" of relation \"" + table.name() + "\"";
  }

  private static KarstException state(String message) {
    return new KarstException(ErrorCode.PREREQUISITE_STATE, message);
  }
}
