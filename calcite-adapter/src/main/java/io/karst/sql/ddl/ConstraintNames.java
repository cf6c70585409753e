package io.karst.sql.ddl;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names for constraints, indexes and sequences that a statement does not name, made as PostgreSQL
 * makes them: {@code t_pkey, t_a_key, t_a_fkey, t_a_check, t_a_idx, t_id_seq}.
 */
final class ConstraintNames {
  private final String typeName;
  private final Set<String> relations = new HashSet<>();
  private final Set<String> constraints = new HashSet<>();

  /** Names in use in a collection, and those of one type's constraints. */
  ConstraintNames(CollectionCatalog catalog, String typeName) {
    this.typeName = typeName;
    relations.addAll(catalog.types().keySet());
    relations.addAll(catalog.views().keySet());
    relations.addAll(catalog.sequences().keySet());
    for (EntityTypeDescriptor type : catalog.types().values()) {
      for (IndexDescriptor index : type.indexes()) {
        relations.add(index.name());
      }
    }
    EntityTypeDescriptor own = catalog.types().get(typeName);
    if (own != null) {
      addConstraints(own);
    }
  }

  private void addConstraints(EntityTypeDescriptor type) {
    if (type.primaryKeyName() != null) {
      constraints.add(type.primaryKeyName());
    }
    for (ForeignKeyDescriptor key : type.foreignKeys()) {
      constraints.add(key.name());
    }
    for (CheckDescriptor check : type.checks()) {
      constraints.add(check.name());
    }
  }

  /** Whether a type has a constraint of that name, with or without an index. */
  static boolean isConstraint(EntityTypeDescriptor type, String name) {
    boolean found = name.equals(type.primaryKeyName());
    for (IndexDescriptor index : type.indexes()) {
      found |= index.role() != IndexDescriptor.Role.INDEX && index.name().equals(name);
    }
    for (ForeignKeyDescriptor key : type.foreignKeys()) {
      found |= key.name().equals(name);
    }
    for (CheckDescriptor check : type.checks()) {
      found |= check.name().equals(name);
    }
    return found;
  }

  /** Claims a name for a table, view, index or sequence that the statement gives; 42P07. */
  void claimRelation(String name) {
    if (!relations.add(name)) {
      throw new KarstException(
          ErrorCode.DUPLICATE_TABLE, "relation \"" + name + "\" already exists");
    }
  }

  /** Claims a name for a constraint without index that the statement gives; 42710. */
  void claimConstraint(String name) {
    if (!constraints.add(name)) {
      throw new KarstException(
          ErrorCode.DUPLICATE_OBJECT,
          "constraint \"" + name + "\" for relation \"" + typeName + "\" already exists");
    }
  }

  /** Makes a free name for an index or sequence: {@code t_a_b_suffix}. */
  String relation(String table, List<String> columns, String suffix) {
    return choose(relations, table, columns, suffix);
  }

  /** Makes a free name for a constraint without index. */
  String constraint(String table, List<String> columns, String suffix) {
    return choose(constraints, table, columns, suffix);
  }

  private static String choose(
      Set<String> taken, String table, List<String> columns, String suffix) {
    StringBuilder base = new StringBuilder(table);
    for (String column : columns) {
      base.append('_').append(column);
    }
    base.append('_').append(suffix);
    String name = base.toString();
    for (int i = 1; !taken.add(name); i++) {
      name = base.toString() + i;
    }
    return name;
  }
}
