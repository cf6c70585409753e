package io.karst.sql.ddl;

import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.Deferral;
import io.karst.calcite.ast.IdentityDefinition;
import io.karst.calcite.ast.TableConstraint;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.Names;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The table that CREATE TABLE describes, piece by piece. */
final class TableDraft {
  private final StatementContext context;
  private final String table;
  private final String schema;
  private final CollectionCatalog catalog;
  private final ConstraintNames names;
  private final List<ColumnDescriptor> columns = new ArrayList<>();
  private final List<EntityTypeSpec.UniqueKey> uniqueKeys = new ArrayList<>();
  private final List<ForeignKeyDescriptor> foreignKeys = new ArrayList<>();
  private final List<CheckDescriptor> checks = new ArrayList<>();
  private final List<SequenceDescriptor> sequences = new ArrayList<>();
  private List<String> primaryKey = List.of();
  private @Nullable String primaryKeyName;

  TableDraft(StatementContext context, CollectionCatalog catalog, String table) {
    this.context = context;
    this.table = table;
    this.schema = catalog.name();
    this.catalog = catalog;
    this.names = new ConstraintNames(catalog, table);
    names.claimRelation(table);
  }

  List<ColumnDescriptor> columns() {
    return columns;
  }

  List<CheckDescriptor> checks() {
    return checks;
  }

  /** Sequences that have to exist before the table. */
  List<SequenceDescriptor> sequences() {
    return sequences;
  }

  EntityTypeSpec spec() {
    return new EntityTypeSpec(
        table, columns, primaryKey, primaryKeyName, uniqueKeys, foreignKeys, checks);
  }

  /** Adds a column without its constraints. */
  void addColumn(ColumnDefinition definition, DeclaredType type) {
    String name = Names.simple(definition.name());
    IdentityDescriptor identity = null;
    if (definition.identity() != null) {
      identity = addIdentity(name, type, definition.identity());
    }
    addColumn(
        new ColumnDescriptor(
            columns.size(),
            name,
            type.type(),
            !definition.notNull() && identity == null,
            defaultText(context, definition.defaultValue(), type),
            null,
            identity,
            definition.generatedAs() == null
                ? null
                : StoredText.of(context, definition.generatedAs()),
            null,
            type.domain()));
  }

  /** Adds a column as it is; its slot must be its position. */
  void addColumn(ColumnDescriptor column) {
    for (ColumnDescriptor other : columns) {
      if (other.name().equals(column.name())) {
        throw new KarstException(
            ErrorCode.DUPLICATE_COLUMN,
            "column \"" + column.name() + "\" specified more than once");
      }
    }
    if (column.name().equals("_id")) {
      throw new KarstException(
          ErrorCode.DUPLICATE_COLUMN, "column name \"_id\" conflicts with the entity id");
    }
    columns.add(column);
  }

  private IdentityDescriptor addIdentity(
      String column, DeclaredType type, IdentityDefinition identity) {
    refuseIdentity(type);
    String sequence = names.relation(table, List.of(column), "seq");
    sequences.add(
        SequenceDefinitions.describe(sequence, identity.options(), type.type().kind(), table));
    return new IdentityDescriptor(identity.always(), sequence);
  }

  static void refuseIdentity(DeclaredType type) {
    if (type.domain() != null) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "identity column type must be smallint, integer, or bigint");
    }
  }

  /** A fresh identity for a column copied by LIKE. */
  IdentityDescriptor copyIdentity(String column, SequenceDescriptor source, boolean always) {
    String sequence = names.relation(table, List.of(column), "seq");
    sequences.add(
        new SequenceDescriptor(
            0,
            sequence,
            source.start(),
            source.increment(),
            source.minimum(),
            source.maximum(),
            source.cycle(),
            table,
            null));
    return new IdentityDescriptor(always, sequence);
  }

  /** The same for a column: its DEFAULT NULL hides the default of a domain. */
  static @Nullable String defaultText(
      StatementContext context, @Nullable SqlNode value, DeclaredType type) {
    return value == null || type.domain() == null
        ? defaultText(context, value)
        : StoredText.of(context, value);
  }

  /** A DEFAULT expression as text; DEFAULT NULL is no default. */
  static @Nullable String defaultText(StatementContext context, @Nullable SqlNode value) {
    if (value == null || isNullLiteral(value)) {
      return null;
    }
    return StoredText.of(context, value);
  }

  private static boolean isNullLiteral(SqlNode value) {
    return value.getKind() == SqlKind.LITERAL
        && ((SqlLiteral) value).getTypeName() == SqlTypeName.NULL;
  }

  /** Adds a constraint after all columns are known. */
  void addConstraint(TableConstraint constraint) {
    refuseDeferred(constraint);
    if (constraint instanceof TableConstraint.PrimaryKey key) {
      setPrimaryKey(given(key.name()), requireColumns(key.columns()));
    } else if (constraint instanceof TableConstraint.Unique unique) {
      addUnique(given(unique.name()), requireColumns(unique.columns()));
    } else if (constraint instanceof TableConstraint.Check check) {
      addCheck(given(check.name()), check.condition());
    } else {
      foreignKeys.add(ForeignKeys.describe(constraint, catalog, table, columns, primaryKey, names));
    }
  }

  static void refuseDeferred(TableConstraint constraint) {
    boolean reference =
        constraint instanceof TableConstraint.ForeignKey
            || constraint instanceof TableConstraint.EntityReference;
    if (constraint instanceof TableConstraint.Check
        && constraint.deferral() != Deferral.NOT_DEFERRABLE) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "CHECK constraints cannot be marked DEFERRABLE");
    }
    if (!reference && constraint.deferral() != Deferral.NOT_DEFERRABLE) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "DEFERRABLE is supported for foreign keys only");
    }
  }

  static @Nullable String given(@Nullable SqlIdentifier name) {
    return name == null ? null : Names.simple(name);
  }

  void setPrimaryKey(@Nullable String name, List<String> keyColumns) {
    if (primaryKeyName != null) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION,
          "multiple primary keys for table \"" + table + "\" are not allowed");
    }
    primaryKey = keyColumns;
    primaryKeyName = indexName(name, List.of(), "pkey");
  }

  void addUnique(@Nullable String name, List<String> keyColumns) {
    uniqueKeys.add(new EntityTypeSpec.UniqueKey(indexName(name, keyColumns, "key"), keyColumns));
  }

  private String indexName(@Nullable String name, List<String> keyColumns, String suffix) {
    if (name == null) {
      return names.relation(table, keyColumns, suffix);
    }
    names.claimRelation(name);
    return name;
  }

  void addCheck(@Nullable String name, SqlNode condition) {
    String chosen = name;
    if (chosen == null) {
      List<String> used = Expressions.columnsOf(condition);
      chosen = names.constraint(table, used.size() == 1 ? used : List.of(), "check");
    } else {
      names.claimConstraint(chosen);
    }
    checks.add(new CheckDescriptor(chosen, StoredText.of(context, condition)));
  }

  private List<String> requireColumns(List<SqlIdentifier> identifiers) {
    List<String> result = Names.simple(identifiers);
    for (String column : result) {
      if (columns.stream().noneMatch(known -> known.name().equals(column))) {
        throw new KarstException(
            ErrorCode.UNDEFINED_COLUMN, "column \"" + column + "\" named in key does not exist");
      }
    }
    return result;
  }

  String schema() {
    return schema;
  }
}
