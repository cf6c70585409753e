package io.karst.sql.query;

import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.DatabaseView;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** Names as statements write them, resolved along the search path of a session. */
public final class Names {
  private static final Set<String> SYSTEM_SCHEMAS =
      Set.of("information_schema", "pg_catalog", "karst");

  private Names() {}

  /** Whether the schema is made of system tables and takes no objects. */
  public static boolean isSystemSchema(String schema) {
    return SYSTEM_SCHEMAS.contains(schema);
  }

  /** The simple name of an identifier with one part. */
  public static String simple(SqlIdentifier identifier) {
    return identifier.names.get(identifier.names.size() - 1);
  }

  /** Simple names of identifiers. */
  public static List<String> simple(List<SqlIdentifier> identifiers) {
    List<String> names = new ArrayList<>(identifiers.size());
    for (SqlIdentifier identifier : identifiers) {
      names.add(simple(identifier));
    }
    return names;
  }

  /** All schemas, with that of the session's temporary tables. */
  public static Set<String> visibleSchemas(StatementContext context) {
    Set<String> schemas = new TreeSet<>(context.database().collectionNames());
    for (String schema : context.searchPath()) {
      if (context.database().hasCollection(schema)) {
        schemas.add(schema);
      }
    }
    return schemas;
  }

  /** Whether a name stands before another one in the search path. */
  public static boolean isBefore(StatementContext context, ObjectName first, ObjectName second) {
    List<String> path = context.searchPath();
    return path.indexOf(first.schema()) < path.indexOf(second.schema());
  }

  /**
   * The place of an object that is to be created.
   *
   * @throws KarstException 3F000 if its schema does not exist, 0A000 for a system schema
   */
  public static ObjectName toCreate(StatementContext context, SqlIdentifier identifier) {
    String schema = identifier.names.size() > 1 ? schemaOf(identifier) : context.currentSchema();
    if (isSystemSchema(schema)) {
      throw new KarstException(
          ErrorCode.WRONG_OBJECT_TYPE, "schema \"" + schema + "\" belongs to the system");
    }
    if (!context.database().hasCollection(schema)) {
      throw new KarstException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
    }
    return new ObjectName(schema, simple(identifier));
  }

  /**
   * The place of a relation that is to be created.
   *
   * @param temporary whether only the session is to see it
   * @throws KarstException as {@link #toCreate}, 42P16 for a temporary one in a schema
   */
  public static ObjectName toCreate(
      StatementContext context, SqlIdentifier identifier, boolean temporary) {
    if (!temporary) {
      return toCreate(context, identifier);
    }
    if (identifier.names.size() > 1 && !schemaOf(identifier).equals("pg_temp")) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION,
          "cannot create temporary relation in non-temporary schema");
    }
    return new ObjectName(context.temporarySchema(), simple(identifier));
  }

  /** An existing entity type, or null. */
  public static @Nullable ObjectName findType(StatementContext context, SqlIdentifier identifier) {
    return find(context, identifier, (catalog, name) -> catalog.types().containsKey(name));
  }

  /**
   * An existing entity type.
   *
   * @throws KarstException 42P01, or 42809 if it is a view
   */
  public static ObjectName requireType(StatementContext context, SqlIdentifier identifier) {
    ObjectName name = findType(context, identifier);
    if (name != null) {
      return name;
    }
    if (findView(context, identifier) != null) {
      throw new KarstException(
          ErrorCode.WRONG_OBJECT_TYPE, "\"" + simple(identifier) + "\" is not a table");
    }
    if (findTable(context, identifier) != null) {
      throw new KarstException(
              ErrorCode.WRONG_OBJECT_TYPE,
              "\"" + simple(identifier) + "\" belongs to the storage model: it has no definition")
          .withHint("Its rows can be changed by INSERT, UPDATE and DELETE unless it is read-only.");
    }
    throw missing("table", identifier);
  }

  /** An existing view, or null. */
  public static @Nullable ObjectName findView(StatementContext context, SqlIdentifier identifier) {
    return find(context, identifier, (catalog, name) -> catalog.views().containsKey(name));
  }

  /** An existing sequence, or null. */
  public static @Nullable ObjectName findSequence(
      StatementContext context, SqlIdentifier identifier) {
    return find(context, identifier, (catalog, name) -> catalog.sequences().containsKey(name));
  }

  /** An existing domain, or null. */
  public static @Nullable ObjectName findDomain(
      StatementContext context, SqlIdentifier identifier) {
    return find(context, identifier, (catalog, name) -> catalog.domains().containsKey(name));
  }

  /** An existing index, or null. */
  public static @Nullable ObjectName findIndex(StatementContext context, SqlIdentifier identifier) {
    return find(context, identifier, (catalog, name) -> typeOfIndex(catalog, name) != null);
  }

  /** An existing index or primary key, or null. */
  public static @Nullable ObjectName findIndexOrKey(
      StatementContext context, SqlIdentifier identifier) {
    return find(context, identifier, (catalog, name) -> typeOfIndexOrKey(catalog, name) != null);
  }

  /** Any table that can be read: an entity type, one of its $ tables, a table of a collection. */
  public static @Nullable ObjectName findTable(StatementContext context, SqlIdentifier identifier) {
    DatabaseView database = context.database();
    String name = simple(identifier);
    if (identifier.names.size() > 1) {
      String schema = schemaOf(identifier);
      return database.hasCollection(schema) && database.collection(schema).findTable(name) != null
          ? new ObjectName(schema, name)
          : null;
    }
    for (String schema : context.searchPath()) {
      if (database.hasCollection(schema) && database.collection(schema).findTable(name) != null) {
        return new ObjectName(schema, name);
      }
    }
    return null;
  }

  /** The type that an index belongs to, or null. */
  public static @Nullable EntityTypeDescriptor typeOfIndex(
      CollectionCatalog catalog, String indexName) {
    for (EntityTypeDescriptor type : catalog.types().values()) {
      for (IndexDescriptor index : type.indexes()) {
        if (index.name().equals(indexName)) {
          return type;
        }
      }
    }
    return null;
  }

  /** The type that an index or primary key belongs to, or null. */
  public static @Nullable EntityTypeDescriptor typeOfIndexOrKey(
      CollectionCatalog catalog, String name) {
    for (EntityTypeDescriptor type : catalog.types().values()) {
      if (name.equals(type.primaryKeyName())) {
        return type;
      }
    }
    return typeOfIndex(catalog, name);
  }

  /** The collection of a name. */
  public static Collection collection(StatementContext context, ObjectName name) {
    return context.database().collection(name.schema());
  }

  /** The present definition of a type. */
  public static EntityTypeDescriptor type(StatementContext context, ObjectName name) {
    EntityTypeDescriptor type = collection(context, name).catalog().types().get(name.name());
    if (type == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "relation \"" + name.name() + "\" does not exist");
    }
    return type;
  }

  /** 42P01 (or 42704 for indexes and types) for a name that leads nowhere. */
  public static KarstException missing(String kind, SqlIdentifier identifier) {
    ErrorCode code =
        kind.equals("index") || kind.equals("type")
            ? ErrorCode.UNDEFINED_OBJECT
            : ErrorCode.UNDEFINED_TABLE;
    String shown = kind.equals("table") ? "relation" : kind.toLowerCase(Locale.ROOT);
    KarstException error =
        new KarstException(
            code, shown + " \"" + String.join(".", identifier.names) + "\" does not exist");
    int line = identifier.getParserPosition().getLineNum();
    return line > 0
        ? error.withPosition(line, identifier.getParserPosition().getColumnNum())
        : error;
  }

  private static String schemaOf(SqlIdentifier identifier) {
    return identifier.names.get(identifier.names.size() - 2);
  }

  private static @Nullable ObjectName find(
      StatementContext context,
      SqlIdentifier identifier,
      BiPredicate<CollectionCatalog, String> exists) {
    DatabaseView database = context.database();
    String name = simple(identifier);
    List<String> schemas =
        identifier.names.size() > 1 ? List.of(schemaOf(identifier)) : context.searchPath();
    for (String schema : schemas) {
      if (database.hasCollection(schema)
          && exists.test(database.collection(schema).catalog(), name)) {
        return new ObjectName(schema, name);
      }
    }
    return null;
  }
}
