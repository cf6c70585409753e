package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.RenameObject;
import io.karst.calcite.ast.SqlText;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.List;

/** ALTER ... RENAME TO, and what a new column name means for expressions. */
final class Renames {
  private Renames() {}

  static void rename(StatementContext context, RenameObject statement) {
    String to = Names.simple(statement.newName());
    switch (statement.kind()) {
      case VIEW -> renameView(context, statement, to);
      case INDEX -> renameIndex(context, statement, to);
      case SEQUENCE -> renameSequence(context, statement, to);
      case DOMAIN -> DomainRename.rename(context, statement, to);
      default ->
          throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED, statement.tag() + " ... RENAME TO is not supported");
    }
  }

  private static void renameView(StatementContext context, RenameObject statement, String to) {
    ObjectName name = Names.findView(context, statement.name());
    if (name == null) {
      skip(context, statement, "view");
      return;
    }
    ViewDefinitions.refuseDependents(context, name, "rename view " + name.name(), "");
    Collection collection = Names.collection(context, name);
    ViewDescriptor view = collection.catalog().views().get(name.name());
    if (view != null) {
      collection.createView(view.withName(to), false);
      collection.dropView(name.name());
    }
  }

  private static void renameIndex(StatementContext context, RenameObject statement, String to) {
    ObjectName name = Names.findIndex(context, statement.name());
    if (name == null) {
      skip(context, statement, "index");
      return;
    }
    Collection collection = Names.collection(context, name);
    EntityTypeDescriptor type = Names.typeOfIndex(collection.catalog(), name.name());
    if (type != null) {
      new ConstraintNames(collection.catalog(), type.name()).claimRelation(to);
      TypeEdit edit = new TypeEdit(type);
      constraint(edit, name.name(), to);
      collection.replaceType(edit.build());
    }
  }

  /** Identity columns follow; defaults name the sequence in their text and do not. */
  private static void renameSequence(StatementContext context, RenameObject statement, String to) {
    ObjectName name = Names.findSequence(context, statement.name());
    if (name == null) {
      skip(context, statement, "sequence");
      return;
    }
    Collection collection = Names.collection(context, name);
    SequenceDescriptor present =
        requireNonNull(collection.catalog().sequences().get(name.name()), name.name());
    for (EntityTypeDescriptor type : List.copyOf(collection.catalog().types().values())) {
      TypeEdit edit = new TypeEdit(type);
      boolean follows = false;
      for (int i = 0; i < edit.columns.size(); i++) {
        ColumnDescriptor column = edit.columns.get(i);
        IdentityDescriptor identity = column.identity();
        if (Drops.takesFrom(column, name)) {
          throw new KarstException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "renaming a sequence that column defaults take values from is not supported")
              .withDetail("default value for column " + column.name() + " of table " + type.name())
              .withHint("Drop the default, rename the sequence, set the default again.");
        }
        if (identity != null && identity.sequence().equals(name.name())) {
          edit.columns.set(i, column.withIdentity(new IdentityDescriptor(identity.always(), to)));
          follows = true;
        }
      }
      if (follows) {
        collection.replaceType(edit.build());
      }
    }
    collection.replaceSequence(name.name(), present.withName(to), true);
  }

  private static void skip(StatementContext context, RenameObject statement, String kind) {
    if (!statement.ifExists()) {
      throw Names.missing(kind, statement.name());
    }
    context.notice("relation \"" + Names.simple(statement.name()) + "\" does not exist, skipping");
  }

  /** Renames an index, a key or a reference; false if there is none of that name. */
  static boolean constraint(TypeEdit edit, String from, String to) {
    edit.comments = edit.comments.renamed(from, to);
    boolean found = false;
    for (int i = 0; i < edit.indexes.size(); i++) {
      IndexDescriptor index = edit.indexes.get(i);
      if (index.name().equals(from)) {
        edit.indexes.set(
            i,
            new IndexDescriptor(
                index.number(),
                to,
                index.slots(),
                index.descending(),
                index.unique(),
                index.role()));
        found = true;
      }
    }
    for (int i = 0; i < edit.foreignKeys.size(); i++) {
      ForeignKeyDescriptor key = edit.foreignKeys.get(i);
      if (key.name().equals(from)) {
        edit.foreignKeys.set(i, key.named(to));
        found = true;
      }
    }
    if (from.equals(edit.primaryKeyName)) {
      edit.primaryKeyName = to;
      found = true;
    }
    return found;
  }

  static CheckDescriptor inCheck(CheckDescriptor check, String from, String to) {
    return new CheckDescriptor(check.name(), inExpression(check.sql(), from, to));
  }

  static ColumnDescriptor inGenerated(ColumnDescriptor column, String from, String to) {
    String sql = column.generatedSql();
    if (sql == null) {
      return column;
    }
    return column.withExpression(inExpression(sql, from, to));
  }

  private static String inExpression(String sql, String from, String to) {
    return SqlText.of(Expressions.renameColumn(Parsing.expression(sql), from, to));
  }
}
