package io.karst.sql.ddl;

import io.karst.calcite.ast.DropObjects;
import io.karst.calcite.ast.ObjectKind;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** DROP: everything named is looked up and checked before the first object goes. */
final class Drops {
  private Drops() {}

  static void drop(StatementContext context, DropObjects statement) {
    if (statement.kind() == ObjectKind.DOMAIN) {
      DomainDrops.drop(context, statement);
      return;
    }
    List<ObjectName> found = new ArrayList<>();
    for (SqlIdentifier identifier : statement.names()) {
      ObjectName name = find(context, statement, identifier);
      if (name != null && !found.contains(name)) {
        found.add(name);
      }
    }
    for (ObjectName name : found) {
      check(context, statement, name, found);
    }
    for (ObjectName name : found) {
      apply(context, statement, name);
    }
  }

  private static @Nullable ObjectName find(
      StatementContext context, DropObjects statement, SqlIdentifier identifier) {
    String simple = Names.simple(identifier);
    ObjectName name =
        switch (statement.kind()) {
          case SCHEMA ->
              context.database().hasCollection(simple) ? new ObjectName(simple, simple) : null;
          case TABLE -> Names.findType(context, identifier);
          case VIEW -> Names.findView(context, identifier);
          case INDEX -> Names.findIndex(context, identifier);
          case SEQUENCE -> Names.findSequence(context, identifier);
          default ->
              throw new KarstException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, statement.tag() + " is not supported");
        };
    if (name != null) {
      return name;
    }
    if (statement.kind() == ObjectKind.INDEX) {
      refuseKey(context, identifier);
    }
    String kind = statement.kind().name().toLowerCase(Locale.ROOT);
    refuseOtherKind(context, statement, identifier);
    if (statement.ifExists()) {
      context.notice(kind + " \"" + simple + "\" does not exist, skipping");
      return null;
    }
    ErrorCode code =
        switch (statement.kind()) {
          case SCHEMA -> ErrorCode.INVALID_SCHEMA_NAME;
          case INDEX -> ErrorCode.UNDEFINED_OBJECT;
          default -> ErrorCode.UNDEFINED_TABLE;
        };
    throw new KarstException(code, kind + " \"" + simple + "\" does not exist");
  }

  /** A primary key that the entity ids hold has no index, but a name like one. */
  private static void refuseKey(StatementContext context, SqlIdentifier identifier) {
    String key = Names.simple(identifier);
    for (String schema : context.searchPath()) {
      if (!context.database().hasCollection(schema)) {
        continue;
      }
      for (EntityTypeDescriptor type :
          context.database().collection(schema).catalog().types().values()) {
        if (key.equals(type.primaryKeyName())) {
          throw new KarstException(
              ErrorCode.DEPENDENT_OBJECTS,
              "cannot drop index "
                  + key
                  + " because constraint "
                  + key
                  + " on table "
                  + type.name()
                  + " requires it");
        }
      }
    }
  }

  private static void refuseOtherKind(
      StatementContext context, DropObjects statement, SqlIdentifier identifier) {
    boolean other =
        switch (statement.kind()) {
          case TABLE ->
              Names.findView(context, identifier) != null
                  || Names.findTable(context, identifier) != null;
          case VIEW -> Names.findType(context, identifier) != null;
          default -> false;
        };
    if (other) {
      throw new KarstException(
          ErrorCode.WRONG_OBJECT_TYPE,
          "\""
              + Names.simple(identifier)
              + "\" is not a "
              + statement.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void check(
      StatementContext context, DropObjects statement, ObjectName name, List<ObjectName> together) {
    switch (statement.kind()) {
      case SCHEMA -> checkSchema(context, name.name(), statement.cascade());
      case TABLE, VIEW -> checkRelation(context, statement, name, together);
      case INDEX -> checkIndex(context, name);
      default -> checkSequence(context, statement, name);
    }
  }

  private static void checkSchema(StatementContext context, String schema, boolean cascade) {
    Collection collection = context.database().collection(schema);
    boolean empty =
        collection.catalog().types().isEmpty()
            && collection.catalog().views().isEmpty()
            && collection.catalog().sequences().isEmpty()
            && collection.catalog().domains().isEmpty();
    if (!empty && !cascade) {
      StringJoiner detail = new StringJoiner("\n");
      for (String table : collection.catalog().types().keySet()) {
        detail.add("table " + schema + "." + table + " depends on schema " + schema);
      }
      for (String view : collection.catalog().views().keySet()) {
        detail.add("view " + schema + "." + view + " depends on schema " + schema);
      }
      for (String domain : collection.catalog().domains().keySet()) {
        detail.add("type " + schema + "." + domain + " depends on schema " + schema);
      }
      for (SequenceDescriptor sequence : collection.catalog().sequences().values()) {
        if (sequence.ownerType().isEmpty()) {
          detail.add("sequence " + schema + "." + sequence.name() + " depends on schema " + schema);
        }
      }
      throw new KarstException(
              ErrorCode.DEPENDENT_OBJECTS,
              "cannot drop schema " + schema + " because other objects depend on it")
          .withDetail(detail.toString())
          .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
    }
  }

  private static void checkRelation(
      StatementContext context, DropObjects statement, ObjectName name, List<ObjectName> together) {
    if (statement.cascade()) {
      return;
    }
    List<String> dependents = new ArrayList<>();
    String kind = statement.kind().name().toLowerCase(Locale.ROOT);
    for (EntityTypeDescriptor other : Names.collection(context, name).catalog().types().values()) {
      for (ForeignKeyDescriptor key : other.foreignKeys()) {
        if (key.targetType().equals(name.name())
            && !other.name().equals(name.name())
            && !together.contains(new ObjectName(name.schema(), other.name()))) {
          dependents.add("constraint " + key.name() + " on table " + other.name());
        }
      }
    }
    for (ObjectName view : ViewDefinitions.dependents(context, name)) {
      if (!together.contains(view)) {
        dependents.add("view " + view.name());
      }
    }
    if (!dependents.isEmpty()) {
      throw dependent(kind, name.name(), dependents);
    }
  }

  static KarstException dependent(String kind, String name, List<String> dependents) {
    StringJoiner detail = new StringJoiner("\n");
    for (String each : dependents) {
      detail.add(each + " depends on " + kind + " " + name);
    }
    return new KarstException(
            ErrorCode.DEPENDENT_OBJECTS,
            "cannot drop " + kind + " " + name + " because other objects depend on it")
        .withDetail(detail.toString())
        .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
  }

  private static void checkIndex(StatementContext context, ObjectName name) {
    EntityTypeDescriptor type =
        Names.typeOfIndex(Names.collection(context, name).catalog(), name.name());
    if (type == null) {
      return;
    }
    for (IndexDescriptor index : type.indexes()) {
      if (index.name().equals(name.name()) && index.role() != IndexDescriptor.Role.INDEX) {
        throw new KarstException(
                ErrorCode.DEPENDENT_OBJECTS,
                "cannot drop index "
                    + name.name()
                    + " because constraint "
                    + name.name()
                    + " on table "
                    + type.name()
                    + " requires it")
            .withHint(
                "You can drop constraint "
                    + name.name()
                    + " on table "
                    + type.name()
                    + " instead.");
      }
    }
  }

  private static void checkSequence(
      StatementContext context, DropObjects statement, ObjectName name) {
    List<String> dependents = new ArrayList<>();
    for (EntityTypeDescriptor type : Names.collection(context, name).catalog().types().values()) {
      for (ColumnDescriptor column : type.columns()) {
        if (column.identity() != null && column.identity().sequence().equals(name.name())) {
          dependents.add("default value for column " + column.name() + " of table " + type.name());
          throw dependent("sequence", name.name(), dependents);
        }
        if (takesFrom(column, name)) {
          dependents.add("default value for column " + column.name() + " of table " + type.name());
        }
      }
    }
    if (!dependents.isEmpty() && !statement.cascade()) {
      throw dependent("sequence", name.name(), dependents);
    }
  }

  static boolean takesFrom(ColumnDescriptor column, ObjectName sequence) {
    return column.defaultSql() != null
        && Expressions.takesFrom(Parsing.expression(column.defaultSql()), sequence);
  }

  /** Columns lose a default that takes values from the sequence. */
  private static void dropSequence(Collection collection, ObjectName name) {
    for (EntityTypeDescriptor type : collection.catalog().types().values()) {
      TypeEdit edit = new TypeEdit(type);
      boolean changed = false;
      for (int i = 0; i < edit.columns.size(); i++) {
        ColumnDescriptor column = edit.columns.get(i);
        if (takesFrom(column, name)) {
          edit.columns.set(i, column.withDefault(null));
          changed = true;
        }
      }
      if (changed) {
        collection.replaceType(edit.build());
      }
    }
    collection.dropSequence(name.name());
  }

  private static void apply(StatementContext context, DropObjects statement, ObjectName name) {
    switch (statement.kind()) {
      case SCHEMA -> dropSchema(context, name.name());
      case TABLE -> {
        dropDependentViews(context, name);
        Collection collection = Names.collection(context, name);
        collection.dropType(name.name(), true);
      }
      case VIEW -> {
        dropDependentViews(context, name);
        Names.collection(context, name).dropView(name.name());
      }
      case INDEX -> Names.collection(context, name).dropIndex(name.name());
      default -> dropSequence(Names.collection(context, name), name);
    }
  }

  private static void dropSchema(StatementContext context, String schema) {
    Collection collection = context.database().collection(schema);
    List<String> objects = new ArrayList<>(collection.catalog().types().keySet());
    objects.addAll(collection.catalog().views().keySet());
    for (String object : objects) {
      for (ObjectName view : ViewDefinitions.dependents(context, new ObjectName(schema, object))) {
        if (!view.schema().equals(schema)) {
          dropDependentViews(context, view);
          context.database().collection(view.schema()).dropView(view.name());
        }
      }
    }
    DomainDrops.dropUses(context, collection.catalog());
    context.database().dropCollection(schema);
  }

  static void dropDependentViews(StatementContext context, ObjectName name) {
    for (ObjectName view : ViewDefinitions.dependents(context, name)) {
      Collection collection = Names.collection(context, view);
      if (collection.catalog().views().containsKey(view.name())) {
        dropDependentViews(context, view);
        collection.dropView(view.name());
        context.notice("drop cascades to view " + view.name());
      }
    }
  }
}
