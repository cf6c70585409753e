package io.karst.sql.ddl;

import io.karst.calcite.ast.CreateIndex;
import io.karst.calcite.ast.IndexKey;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** CREATE INDEX: ordered indexes over columns. */
final class IndexDefinitions {
  private IndexDefinitions() {}

  static void create(StatementContext context, CreateIndex statement) {
    ObjectName table = Names.requireType(context, statement.table());
    Collection collection = Names.collection(context, table);
    EntityTypeDescriptor type = Names.type(context, table);
    refuseOthers(statement);
    List<String> columns = new ArrayList<>();
    List<Boolean> descending = new ArrayList<>();
    for (IndexKey key : statement.keys()) {
      columns.add(column(type, key));
      descending.add(key.descending());
    }
    ConstraintNames names = new ConstraintNames(collection.catalog(), type.name());
    String name;
    if (statement.name() == null) {
      name = names.relation(type.name(), columns, "idx");
    } else {
      name = Names.simple(statement.name());
      if (statement.ifNotExists() && Names.typeOfIndex(collection.catalog(), name) != null) {
        context.notice("relation \"" + name + "\" already exists, skipping");
        return;
      }
      names.claimRelation(name);
    }
    collection.addIndex(
        type.name(), name, columns, descending, statement.unique(), IndexDescriptor.Role.INDEX);
  }

  private static void refuseOthers(CreateIndex statement) {
    String method = statement.method();
    if (method != null && !method.equals("btree")) {
      throw unsupported("index method \"" + method + "\"")
          .withHint("Queries that such an index would serve run exactly, by scanning.");
    }
    if (!statement.include().isEmpty()) {
      throw unsupported("INCLUDE in CREATE INDEX");
    }
    if (statement.where() != null) {
      throw unsupported("a partial index (WHERE in CREATE INDEX)");
    }
  }

  private static String column(EntityTypeDescriptor type, IndexKey key) {
    if (!(key.expression() instanceof SqlIdentifier identifier)) {
      throw unsupported("an index on an expression");
    }
    if (key.operatorClass() != null && key.operatorClass().startsWith("vector")) {
      throw unsupported("operator class \"" + key.operatorClass() + "\"");
    }
    if (key.nullsFirst() != null && key.nullsFirst() != key.descending()) {
      throw unsupported("an index with NULLS FIRST on ascending or NULLS LAST on descending keys");
    }
    String name = Names.simple(identifier);
    if (type.column(name) == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist");
    }
    return name;
  }

  private static KarstException unsupported(String what) {
    return new KarstException(ErrorCode.FEATURE_NOT_SUPPORTED, what + " is not supported");
  }
}
