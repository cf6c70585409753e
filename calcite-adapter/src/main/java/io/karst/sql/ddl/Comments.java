package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.CommentOn;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.TypeComments;
import io.karst.storage.catalog.ViewDescriptor;
import org.apache.calcite.sql.SqlIdentifier;

/** COMMENT ON. */
final class Comments {
  private Comments() {}

  static void set(StatementContext context, CommentOn statement) {
    switch (statement.kind()) {
      case TABLE -> setTable(context, statement);
      case COLUMN -> setColumn(context, statement);
      case CONSTRAINT -> setConstraint(context, statement);
      case INDEX -> setIndex(context, statement);
      case VIEW -> setView(context, statement);
      case SEQUENCE -> setSequence(context, statement);
      case DOMAIN -> setDomain(context, statement);
      case SCHEMA -> setSchema(context, statement);
    }
  }

  private static void setTable(StatementContext context, CommentOn statement) {
    ObjectName name = Names.requireType(context, statement.name());
    EntityTypeDescriptor type = Names.type(context, name);
    replace(context, name, type, type.comments().withText(statement.text()));
  }

  private static void replace(
      StatementContext context, ObjectName name, EntityTypeDescriptor type, TypeComments comments) {
    Names.collection(context, name).replaceType(type.withComments(comments));
  }

  private static void setConstraint(StatementContext context, CommentOn statement) {
    ObjectName table =
        Names.requireType(context, requireNonNull(statement.table(), "table of a constraint"));
    EntityTypeDescriptor type = Names.type(context, table);
    String constraint = Names.simple(statement.name());
    if (!ConstraintNames.isConstraint(type, constraint)) {
      throw new KarstException(
          ErrorCode.UNDEFINED_OBJECT,
          "constraint \"" + constraint + "\" for table \"" + table.name() + "\" does not exist");
    }
    replace(context, table, type, type.comments().withPart(constraint, statement.text()));
  }

  /** A primary key that the entity ids hold has a name like an index too. */
  private static void setIndex(StatementContext context, CommentOn statement) {
    ObjectName name = Names.findIndexOrKey(context, statement.name());
    if (name == null) {
      throw otherKind(context, statement, "index");
    }
    EntityTypeDescriptor type =
        requireNonNull(
            Names.typeOfIndexOrKey(Names.collection(context, name).catalog(), name.name()),
            name.name());
    replace(context, name, type, type.comments().withPart(name.name(), statement.text()));
  }

  private static void setSequence(StatementContext context, CommentOn statement) {
    ObjectName name = Names.findSequence(context, statement.name());
    if (name == null) {
      throw otherKind(context, statement, "sequence");
    }
    Collection collection = Names.collection(context, name);
    SequenceDescriptor sequence =
        requireNonNull(collection.catalog().sequences().get(name.name()), name.name());
    collection.replaceSequence(name.name(), sequence.withComment(statement.text()), false);
  }

  private static void setSchema(StatementContext context, CommentOn statement) {
    String schema = Names.simple(statement.name());
    if (!context.database().hasCollection(schema)) {
      throw new KarstException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
    }
    context.database().collection(schema).comment(statement.text());
  }

  /** 42809 for a relation of another kind, 42P01 for none. */
  private static KarstException otherKind(
      StatementContext context, CommentOn statement, String kind) {
    SqlIdentifier name = statement.name();
    boolean exists =
        Names.findTable(context, name) != null
            || Names.findView(context, name) != null
            || Names.findSequence(context, name) != null
            || Names.findIndexOrKey(context, name) != null;
    String article = kind.equals("index") ? "an " : "a ";
    return exists
        ? new KarstException(
            ErrorCode.WRONG_OBJECT_TYPE, "\"" + Names.simple(name) + "\" is not " + article + kind)
        : Names.missing("table", name);
  }

  private static void setColumn(StatementContext context, CommentOn statement) {
    SqlIdentifier identifier = statement.name();
    int parts = identifier.names.size();
    if (parts < 2) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "COMMENT ON COLUMN needs the table: table.column");
    }
    ObjectName name = Names.requireType(context, identifier.getComponent(0, parts - 1));
    TypeEdit edit = new TypeEdit(Names.type(context, name));
    int position = edit.indexOf(Names.simple(identifier));
    if (position < 0) {
      throw new KarstException(
          ErrorCode.UNDEFINED_COLUMN,
          "column \""
              + Names.simple(identifier)
              + "\" of relation \""
              + name.name()
              + "\" does not exist");
    }
    edit.columns.set(position, edit.columns.get(position).withComment(statement.text()));
    Names.collection(context, name).replaceType(edit.build());
  }

  private static void setDomain(StatementContext context, CommentOn statement) {
    ObjectName name = DomainDefinitions.require(context, statement.name());
    Collection collection = Names.collection(context, name);
    DomainDescriptor domain = collection.catalog().domains().get(name.name());
    if (domain != null) {
      collection.replaceDomain(name.name(), domain.withComment(statement.text()));
    }
  }

  private static void setView(StatementContext context, CommentOn statement) {
    ObjectName name = Names.findView(context, statement.name());
    if (name == null) {
      throw otherKind(context, statement, "view");
    }
    Collection collection = Names.collection(context, name);
    ViewDescriptor view = collection.catalog().views().get(name.name());
    if (view != null) {
      collection.createView(view.withComment(statement.text()), true);
    }
  }
}
