package io.karst.sql.ddl;

import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.CreateTable;
import io.karst.calcite.ast.LikeClause;
import io.karst.calcite.ast.OnCommit;
import io.karst.calcite.ast.TableConstraint;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE. */
final class TableCreation {
  private TableCreation() {}

  static void create(StatementContext context, CreateTable statement) {
    ObjectName name = Names.toCreate(context, statement.name(), statement.temporary());
    Collection collection = Names.collection(context, name);
    CollectionCatalog catalog = collection.catalog();
    if (statement.ifNotExists() && exists(catalog, name.name())) {
      context.notice("relation \"" + name.name() + "\" already exists, skipping");
      return;
    }
    TableDraft draft = new TableDraft(context, catalog, name.name());
    addColumns(context, statement, draft);
    for (ColumnDefinition column : statement.columns()) {
      addKeys(draft, column.constraints());
    }
    addKeys(draft, statement.constraints());
    for (ColumnDefinition column : statement.columns()) {
      addOthers(draft, column.constraints());
    }
    addOthers(draft, statement.constraints());
    validate(context, name, draft);
    store(collection, draft);
    if (statement.onCommit() != OnCommit.PRESERVE_ROWS) {
      context.atCommit(name.name(), statement.onCommit() == OnCommit.DROP);
    }
  }

  /** The columns as they are written, those of LIKE among them. */
  private static void addColumns(
      StatementContext context, CreateTable statement, TableDraft draft) {
    for (int place = 0; place <= statement.columns().size(); place++) {
      for (LikeClause like : statement.likes()) {
        if (like.place() == place) {
          copy(context, like, draft);
        }
      }
      if (place < statement.columns().size()) {
        ColumnDefinition column = statement.columns().get(place);
        draft.addColumn(column, DeclaredType.held(context, column.type()));
      }
    }
  }

  /** Creates what a draft describes. */
  private static void store(Collection collection, TableDraft draft) {
    for (SequenceDescriptor sequence : draft.sequences()) {
      collection.createSequence(sequence);
    }
    collection.createType(draft.spec());
  }

  static boolean exists(CollectionCatalog catalog, String name) {
    return catalog.types().containsKey(name)
        || catalog.views().containsKey(name)
        || catalog.sequences().containsKey(name);
  }

  /** Keys come first: references to the table itself need its primary key. */
  private static void addKeys(TableDraft draft, List<TableConstraint> constraints) {
    for (TableConstraint constraint : constraints) {
      if (constraint instanceof TableConstraint.PrimaryKey
          || constraint instanceof TableConstraint.Unique) {
        draft.addConstraint(constraint);
      }
    }
  }

  private static void addOthers(TableDraft draft, List<TableConstraint> constraints) {
    for (TableConstraint constraint : constraints) {
      if (!(constraint instanceof TableConstraint.PrimaryKey
          || constraint instanceof TableConstraint.Unique)) {
        draft.addConstraint(constraint);
      }
    }
  }

  /**
   * Compiles every expression of the definition, so that no INSERT meets one that means nothing.
   */
  private static void validate(StatementContext context, ObjectName name, TableDraft draft) {
    List<SqlNode> conditions = new ArrayList<>();
    for (CheckDescriptor check : draft.checks()) {
      conditions.add(Parsing.expression(check.sql()));
    }
    List<SqlNode> defaults = new ArrayList<>();
    for (ColumnDescriptor column : draft.columns()) {
      if (column.defaultSql() != null) {
        defaults.add(Parsing.expression(column.defaultSql()));
      }
      if (column.generatedSql() != null) {
        SqlNode expression = Parsing.expression(column.generatedSql());
        requireImmutable(draft.columns(), expression);
        conditions.add(expression);
      }
    }
    if (!conditions.isEmpty()) {
      DefinedExpressions.requireFitting(context, name, draft.columns(), draft.checks(), conditions);
    }
    for (int i = 0, next = 0; i < draft.columns().size(); i++) {
      if (draft.columns().get(i).defaultSql() != null) {
        DefinedExpressions.requireDefault(
            context, name, draft.columns().get(i), defaults.get(next++));
      }
    }
  }

  /** Requires a generation expression of the columns that are not generated themselves. */
  static void requireImmutable(List<ColumnDescriptor> columns, SqlNode expression) {
    if (Expressions.isVolatile(expression)) {
      throw new KarstException(
          ErrorCode.INVALID_OBJECT_DEFINITION, "generation expression is not immutable");
    }
    for (String used : Expressions.columnsOf(expression)) {
      ColumnDescriptor column = find(columns, used);
      if (column != null && column.generatedSql() != null) {
        throw new KarstException(
                ErrorCode.INVALID_OBJECT_DEFINITION,
                "cannot use generated column \"" + used + "\" in column generation expression")
            .withDetail("A generated column cannot reference another generated column.");
      }
    }
  }

  static List<TableColumn> tableColumns(List<ColumnDescriptor> columns) {
    List<TableColumn> result = new ArrayList<>();
    for (ColumnDescriptor column : columns) {
      result.add(new TableColumn(column.name(), column.type(), column.nullable(), false));
    }
    return result;
  }

  private static void copy(StatementContext context, LikeClause like, TableDraft draft) {
    ObjectName source = Names.requireType(context, like.table());
    EntityTypeDescriptor type = Names.type(context, source);
    CollectionCatalog catalog = Names.collection(context, source).catalog();
    boolean defaults = like.including().contains("defaults");
    boolean identity = like.including().contains("identity");
    boolean generated = like.including().contains("generated");
    boolean comments = like.including().contains("comments");
    for (ColumnDescriptor column : type.columns()) {
      IdentityDescriptor copied = null;
      if (identity && column.identity() != null) {
        SequenceDescriptor sequence = catalog.sequences().get(column.identity().sequence());
        if (sequence != null) {
          copied = draft.copyIdentity(column.name(), sequence, column.identity().always());
        }
      }
      draft.addColumn(
          new ColumnDescriptor(
              draft.columns().size(),
              column.name(),
              column.type(),
              column.nullable(),
              defaults ? column.defaultSql() : null,
              null,
              copied,
              generated ? column.generatedSql() : null,
              comments ? column.comment() : null,
              column.domain()));
    }
    if (like.including().contains("constraints")) {
      for (CheckDescriptor check : type.checks()) {
        draft.addCheck(check.name(), Parsing.expression(check.sql()));
      }
    }
    if (like.including().contains("indexes")) {
      copyKeys(type, draft);
    }
  }

  private static void copyKeys(EntityTypeDescriptor type, TableDraft draft) {
    List<String> key = ForeignKeys.keyOf(type);
    if (!key.isEmpty()) {
      draft.setPrimaryKey(null, key);
    }
    for (IndexDescriptor index : type.indexes()) {
      if (index.role() == IndexDescriptor.Role.UNIQUE_CONSTRAINT) {
        draft.addUnique(null, columnNames(type, index.slots()));
      }
    }
  }

  /** Names of the columns in these slots. */
  static List<String> columnNames(EntityTypeDescriptor type, List<Integer> slots) {
    List<String> names = new ArrayList<>();
    for (int slot : slots) {
      names.add(type.columnInSlot(slot).name());
    }
    return names;
  }

  /** The column of that name among descriptors, or null. */
  static @Nullable ColumnDescriptor find(List<ColumnDescriptor> columns, String name) {
    for (ColumnDescriptor column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }
}
