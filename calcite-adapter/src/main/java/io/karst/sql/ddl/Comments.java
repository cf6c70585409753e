package io.karst.sql.ddl;

import io.karst.calcite.ast.CommentOn;
import io.karst.calcite.ast.ObjectKind;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import org.apache.calcite.sql.SqlIdentifier;

/** COMMENT ON TABLE, COLUMN and VIEW. */
final class Comments {
  private Comments() {}

  static void set(StatementContext context, CommentOn statement) {
    if (statement.kind() == ObjectKind.TABLE) {
      ObjectName name = Names.requireType(context, statement.name());
      TypeEdit edit = new TypeEdit(Names.type(context, name));
      edit.comment = statement.text();
      Names.collection(context, name).replaceType(edit.build());
    } else if (statement.kind() == ObjectKind.COLUMN) {
      setColumn(context, statement);
    } else if (statement.kind() == ObjectKind.VIEW) {
      setView(context, statement);
    } else if (statement.kind() == ObjectKind.DOMAIN) {
      setDomain(context, statement);
    } else {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "COMMENT ON " + statement.kind() + " is not supported");
    }
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
      throw Names.missing("view", statement.name());
    }
    Collection collection = Names.collection(context, name);
    ViewDescriptor view = collection.catalog().views().get(name.name());
    if (view != null) {
      collection.createView(view.withComment(statement.text()), true);
    }
  }
}
