package io.karst.sql.ddl;

import io.karst.calcite.ast.NamedTypeSpec;
import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.TableResolver;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.DomainTest;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** What uses a domain: columns, domains made from it, views that cast to it. */
final class DomainUses {
  private final StatementContext context;
  private final DomainName domain;
  private final List<Column> columns = new ArrayList<>();
  private final List<DomainName> domains = new ArrayList<>();
  private final List<ObjectName> views = new ArrayList<>();

  /** A column of the domain itself. */
  record Column(ObjectName table, String name) {}

  private DomainUses(StatementContext context, DomainName domain) {
    this.context = context;
    this.domain = domain;
  }

  /** Looks at all definitions that the session sees. */
  static DomainUses of(StatementContext context, DomainName domain) {
    DomainUses uses = new DomainUses(context, domain);
    for (String schema : Names.visibleSchemas(context)) {
      uses.look(schema, context.database().collection(schema).catalog());
    }
    return uses;
  }

  private void look(String schema, CollectionCatalog catalog) {
    for (EntityTypeDescriptor type : catalog.types().values()) {
      for (ColumnDescriptor column : type.columns()) {
        if (domain.equals(column.domain())) {
          columns.add(new Column(new ObjectName(schema, type.name()), column.name()));
        }
      }
    }
    for (DomainDescriptor other : catalog.domains().values()) {
      if (domain.equals(other.base())) {
        domains.add(new DomainName(schema, other.name()));
      }
    }
    TableResolver tables = new DatabaseTables(context.database());
    for (ViewDescriptor view : catalog.views().values()) {
      if (casts(tables, Parsing.query(view.sql()), List.of(view.searchSchema(), "public"))) {
        views.add(new ObjectName(schema, view.name()));
      }
    }
  }

  private boolean casts(TableResolver tables, SqlNode query, List<String> searchPath) {
    for (NamedTypeSpec named : StoredText.typeNames(query)) {
      if (domain.equals(Domains.find(tables, named.getTypeName().names, searchPath))) {
        return true;
      }
    }
    return false;
  }

  List<Column> columns() {
    return columns;
  }

  List<DomainName> domains() {
    return domains;
  }

  List<ObjectName> views() {
    return views;
  }

  /**
   * Requires that no row has a NULL in a column of the domain, or of one made from it.
   *
   * @throws io.karst.storage.base.KarstException 23502
   */
  void requireNotNull() {
    each(
        column ->
            new DomainTest(
                DomainTest.isNotNull(column.name()),
                ErrorCode.NOT_NULL_VIOLATION,
                place(column) + " contains null values"),
        true);
  }

  /**
   * Lets a condition hold for columns of the domain, and of those made from it.
   *
   * @param look whether rows are looked at
   * @throws io.karst.storage.base.KarstException 23514
   */
  void require(CheckDescriptor check, boolean look) {
    each(
        column ->
            new DomainTest(
                DomainTest.condition(check, column.name()),
                ErrorCode.CHECK_VIOLATION,
                place(column) + " contains values that violate the new constraint"),
        look);
  }

  private static String place(Column column) {
    return "column \"" + column.name() + "\" of table \"" + column.table().name() + "\"";
  }

  /** What is to hold for a column. */
  private interface Condition {
    DomainTest over(Column column);
  }

  private void each(Condition condition, boolean look) {
    for (Column column : columns) {
      Collection collection = Names.collection(context, column.table());
      String table = column.table().name();
      collection.lockRows(table);
      if (look) {
        RowChecks checks = new RowChecks(context, column.table());
        checks.test(condition.over(column));
        checks.run(table);
      }
      // Statements that wait for the rows begin again, with the new condition.
      collection.replaceType(Names.type(context, column.table()));
    }
    for (DomainName derived : domains) {
      of(context, derived).each(condition, look);
    }
  }

  /** Gives the domain another name in everything that uses it. */
  void follow(DomainName renamed) {
    for (Column column : columns) {
      TypeEdit edit = new TypeEdit(Names.type(context, column.table()));
      int position = edit.require(column.name());
      edit.columns.set(position, edit.columns.get(position).withDomain(renamed));
      Names.collection(context, column.table()).replaceType(edit.build());
    }
    for (DomainName derived : domains) {
      Collection collection = context.database().collection(derived.collection());
      DomainDescriptor descriptor = collection.catalog().domains().get(derived.name());
      if (descriptor != null) {
        collection.replaceDomain(derived.name(), descriptor.withBase(renamed));
      }
    }
  }
}
