package io.karst.sql.ddl;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.AlterTable;
import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.TableConstraint;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.DomainTest;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE. All actions are applied to one draft of the definition; then the definition is
 * replaced, rows are checked against what is new, and indexes and references are built. If one of
 * these fails the statement is undone.
 */
final class TableAlteration {
  private final StatementContext context;
  private final ObjectName name;
  private final Collection collection;
  private final TypeEdit edit;
  private final ConstraintNames names;
  private final RowChecks checks;
  private final ColumnGeneration generation;
  private final RowRewrite rewrite;
  private final ColumnTypes types;
  private final List<Runnable> first = new ArrayList<>();
  private final List<Runnable> steps = new ArrayList<>();
  private final List<PropertyPromotion> promotions = new ArrayList<>();
  private boolean edited;

  private TableAlteration(StatementContext context, ObjectName name) {
    this.context = context;
    this.name = name;
    this.collection = Names.collection(context, name);
    collection.lockRows(name.name());
    this.edit = new TypeEdit(Names.type(context, name));
    this.names = new ConstraintNames(collection.catalog(), name.name());
    this.checks = new RowChecks(context, name);
    this.rewrite = new RowRewrite(context, name, edit);
    this.types = new ColumnTypes(context, name, edit, rewrite);
    this.generation = new ColumnGeneration(context, name, edit, names, steps);
  }

  static void alter(StatementContext context, AlterTable statement) {
    ObjectName name = Names.findType(context, statement.name());
    if (name == null && statement.ifExists()) {
      context.notice(
          "relation \"" + Names.simple(statement.name()) + "\" does not exist, skipping");
      return;
    }
    TableAlteration alteration =
        new TableAlteration(context, Names.requireType(context, statement.name()));
    for (AlterAction action : statement.actions()) {
      alteration.plan(action);
    }
    if (alteration.rewrite.isNeeded()) {
      alteration.rewrite.requireTogether(statement.actions());
    }
    alteration.apply();
  }

  private void plan(AlterAction action) {
    if (action instanceof AlterAction.AddColumn add) {
      addColumn(add);
    } else if (action instanceof AlterAction.DropColumn drop) {
      edited |= new ColumnDrop(context, name, edit, first, steps).plan(drop);
    } else if (action instanceof AlterAction.RenameColumn rename) {
      renameColumn(Names.simple(rename.column()), Names.simple(rename.newName()));
    } else if (action instanceof AlterAction.RenameTable rename) {
      ViewDefinitions.refuseDependents(context, name, "rename table " + name.name(), "");
      edit.name = Names.simple(rename.newName());
      names.claimRelation(edit.name);
      edited = true;
    } else if (action instanceof AlterAction.RenameConstraint rename) {
      renameConstraint(Names.simple(rename.constraint()), Names.simple(rename.newName()));
    } else if (action instanceof AlterAction.AddConstraint add) {
      addConstraint(add.constraint(), add.notValid());
    } else if (action instanceof AlterAction.DropConstraint drop) {
      dropConstraint(drop);
    } else if (action instanceof AlterAction.ValidateConstraint validate) {
      validate(Names.simple(validate.constraint()));
    } else if (action instanceof AlterAction.SetNotNull set) {
      setNotNull(Names.simple(set.column()), set.notNull());
    } else if (action instanceof AlterAction.SetType set) {
      types.plan(set);
      testDomain(edit.columns.get(edit.require(Names.simple(set.column()))));
      edited = true;
    } else if (generation.plan(action)) {
      edited = true;
    } else {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "ALTER TABLE ... SET SCHEMA is not supported");
    }
  }

  private void apply() {
    // A definition may not name columns that are gone: indexes over them go before they do.
    first.forEach(Runnable::run);
    if (rewrite.isNeeded()) {
      rewrite.apply();
    } else if (edited) {
      collection.replaceType(edit.build());
    }
    checks.run(edit.name);
    steps.forEach(Runnable::run);
    promotions.forEach(promotion -> promotion.give(edit.name));
  }

  private void addColumn(AlterAction.AddColumn action) {
    ColumnDefinition definition = action.column();
    String column = Names.simple(definition.name());
    if (edit.indexOf(column) >= 0) {
      if (action.ifNotExists()) {
        context.notice("column \"" + column + "\" already exists, skipping");
        return;
      }
      throw new KarstException(
          ErrorCode.DUPLICATE_COLUMN,
          "column \"" + column + "\" of relation \"" + name.name() + "\" already exists");
    }
    AddedColumn added = AddedColumn.of(context, definition, edit, names);
    SequenceDescriptor sequence = added.sequence();
    if (sequence != null) {
      collection.createSequence(sequence);
    }
    promotions.add(PropertyPromotion.take(context, name, column, added.column().type()));
    if (added.differing() != null) {
      DefinedExpressions.requireAdded(
          context, name, edit.columns, added.column(), added.differing());
    }
    edit.columns.add(added.column());
    boolean differs = sequence != null || added.differing() != null;
    if (differs && !checks.isEmpty()) {
      rewrite.add(edit.nextSlot, added.differing(), sequence == null ? null : sequence.name());
    }
    edit.nextSlot++;
    edited = true;
    if (!added.column().nullable() && added.column().missing() == null) {
      checks.notNull(column);
    }
    testDomain(added.column());
    for (TableConstraint constraint : definition.constraints()) {
      addConstraint(constraint, false);
    }
  }

  /** Rows have to satisfy the conditions of a column's domain. */
  private void testDomain(ColumnDescriptor column) {
    DomainName domain = column.domain();
    if (domain != null) {
      DomainTest.of(new DatabaseTables(context.database()), domain, column.name())
          .forEach(checks::test);
    }
  }

  private void renameColumn(String from, String to) {
    int position = edit.require(from);
    if (edit.indexOf(to) >= 0) {
      throw new KarstException(
          ErrorCode.DUPLICATE_COLUMN,
          "column \"" + to + "\" of relation \"" + name.name() + "\" already exists");
    }
    ViewDefinitions.refuseDependents(context, name, "rename column " + from, from);
    edit.columns.set(position, edit.columns.get(position).withName(to));
    edit.checks.replaceAll(check -> Renames.inCheck(check, from, to));
    edit.columns.replaceAll(column -> Renames.inGenerated(column, from, to));
    edited = true;
  }

  private void renameConstraint(String from, String to) {
    names.claimConstraint(to);
    boolean found = false;
    for (int i = 0; i < edit.checks.size(); i++) {
      CheckDescriptor check = edit.checks.get(i);
      if (check.name().equals(from)) {
        edit.checks.set(i, new CheckDescriptor(to, check.sql()));
        found = true;
      }
    }
    found |= Renames.constraint(edit, from, to);
    if (!found) {
      throw undefinedConstraint(from);
    }
    edited = true;
  }

  private void addConstraint(TableConstraint constraint, boolean notValid) {
    TableDraft.refuseDeferred(constraint);
    if (notValid && !(constraint instanceof TableConstraint.Check)) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "NOT VALID is supported for CHECK constraints only");
    }
    String given = TableDraft.given(constraint.name());
    if (constraint instanceof TableConstraint.PrimaryKey key) {
      addPrimaryKey(given, Names.simple(key.columns()));
    } else if (constraint instanceof TableConstraint.Unique unique) {
      List<String> columns = Names.simple(unique.columns());
      columns.forEach(edit::require);
      addIndex(given, columns, "key", IndexDescriptor.Role.UNIQUE_CONSTRAINT);
    } else if (constraint instanceof TableConstraint.Check check) {
      addCheck(given, check.condition(), !notValid);
    } else {
      ForeignKeyDescriptor key =
          ForeignKeys.describe(
              constraint,
              collection.catalog(),
              name.name(),
              edit.columns,
              ForeignKeys.keyOf(edit.original()),
              names);
      steps.add(() -> collection.addForeignKey(edit.name, key));
    }
  }

  private void addPrimaryKey(@Nullable String given, List<String> columns) {
    if (!ForeignKeys.keyOf(edit.original()).isEmpty()) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION,
          "multiple primary keys for table \"" + name.name() + "\" are not allowed");
    }
    for (String column : columns) {
      setNotNull(column, true);
    }
    addIndex(
        given,
        given == null ? List.of() : columns,
        "pkey",
        IndexDescriptor.Role.PRIMARY_KEY,
        columns);
  }

  private void addIndex(
      @Nullable String given, List<String> columns, String suffix, IndexDescriptor.Role role) {
    addIndex(given, columns, suffix, role, columns);
  }

  private void addIndex(
      @Nullable String given,
      List<String> nameParts,
      String suffix,
      IndexDescriptor.Role role,
      List<String> columns) {
    String chosen = given;
    if (chosen == null) {
      chosen = names.relation(name.name(), nameParts, suffix);
    } else {
      names.claimRelation(chosen);
    }
    String index = chosen;
    List<Boolean> ascending = java.util.Collections.nCopies(columns.size(), false);
    steps.add(
        () -> {
          boolean last = steps.size() == 1 && promotions.isEmpty();
          collection.addIndex(edit.name, index, columns, ascending, true, role, last);
        });
  }

  private void addCheck(@Nullable String given, SqlNode condition, boolean validated) {
    String chosen = given;
    if (chosen == null) {
      List<String> used = Expressions.columnsOf(condition);
      chosen = names.constraint(name.name(), used.size() == 1 ? used : List.of(), "check");
    } else {
      names.claimConstraint(chosen);
    }
    CheckDescriptor check = new CheckDescriptor(chosen, StoredText.of(context, condition));
    RowExpressions compiled =
        RowExpressions.compile(
            context,
            name.schema(),
            name.name(),
            TableCreation.tableColumns(edit.columns),
            List.of(condition));
    DefinedExpressions.requireCondition(compiled.columns().get(0).type());
    edit.checks.add(check);
    if (validated) {
      checks.check(check);
    }
    edited = true;
  }

  private void validate(String constraint) {
    boolean found = false;
    for (CheckDescriptor check : edit.checks) {
      if (check.name().equals(constraint)) {
        checks.check(check);
        found = true;
      }
    }
    for (ForeignKeyDescriptor key : edit.foreignKeys) {
      found |= key.name().equals(constraint);
    }
    if (!found) {
      throw undefinedConstraint(constraint);
    }
  }

  private void dropConstraint(AlterAction.DropConstraint action) {
    String constraint = Names.simple(action.constraint());
    int before = edit.checks.size() + edit.foreignKeys.size();
    edit.checks.removeIf(check -> check.name().equals(constraint));
    edit.foreignKeys.removeIf(key -> key.name().equals(constraint));
    if (edit.checks.size() + edit.foreignKeys.size() < before) {
      edited = true;
      return;
    }
    EntityTypeDescriptor type = edit.original();
    for (IndexDescriptor index : type.indexes()) {
      if (index.name().equals(constraint)
          && index.role() != IndexDescriptor.Role.INDEX
          && !index.slots().equals(type.primaryKey())) {
        References.refuseOrDrop(collection, type.name(), index.slots(), action.cascade(), steps);
        steps.add(() -> collection.dropIndex(constraint));
        return;
      }
    }
    if (constraint.equals(type.primaryKeyName())) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "dropping the primary key of a table is not supported: entity ids are made from it");
    }
    if (!action.ifExists()) {
      throw undefinedConstraint(constraint);
    }
    context.notice("constraint \"" + constraint + "\" does not exist, skipping");
  }

  private KarstException undefinedConstraint(String constraint) {
    return new KarstException(
        ErrorCode.UNDEFINED_OBJECT,
        "constraint \"" + constraint + "\" of relation \"" + name.name() + "\" does not exist");
  }

  private void setNotNull(String columnName, boolean notNull) {
    int position = edit.require(columnName);
    ColumnDescriptor column = edit.columns.get(position);
    if (!notNull && edit.original().primaryKey().contains(column.slot())) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION, "column \"" + columnName + "\" is in a primary key");
    }
    if (!notNull && column.identity() != null) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR,
          "column \""
              + columnName
              + "\" of relation \""
              + name.name()
              + "\" is an identity column");
    }
    if (column.nullable() == notNull) {
      edit.columns.set(position, column.withNullable(!notNull));
      edited = true;
      if (notNull) {
        checks.notNull(columnName);
      }
    }
  }
}
