package io.karst.sql.ddl;

import io.karst.calcite.ast.NamedTypeSpec;
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
import org.jspecify.annotations.Nullable;

/** What uses a domain: columns, domains made from it, views and expressions that cast to it. */
final class DomainUses {
  private final StatementContext context;
  private final DomainName domain;
  private final List<Column> columns = new ArrayList<>();
  private final List<DomainName> domains = new ArrayList<>();
  private final List<ObjectName> views = new ArrayList<>();
  private final List<Expression> expressions = new ArrayList<>();

  /** A column of the domain itself. */
  record Column(ObjectName table, String name) {}

  /** A default, condition or generation expression, where it is, and the domain it belongs to. */
  record Expression(String schema, String place, @Nullable DomainName owner) {}

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
    for (ViewDescriptor view : catalog.views().values()) {
      if (casts(Parsing.query(view.sql()))) {
        views.add(new ObjectName(schema, view.name()));
      }
    }
    lookAtExpressions(schema, catalog);
  }

  private void lookAtExpressions(String schema, CollectionCatalog catalog) {
    for (EntityTypeDescriptor type : catalog.types().values()) {
      for (ColumnDescriptor column : type.columns()) {
        String name = "column " + column.name() + " of table " + type.name();
        look(schema, "default value for " + name, null, column.defaultSql());
        look(schema, name, null, column.generatedSql());
      }
      for (CheckDescriptor check : type.checks()) {
        look(schema, "constraint " + check.name() + " on table " + type.name(), null, check.sql());
      }
    }
    for (DomainDescriptor other : catalog.domains().values()) {
      DomainName owner = new DomainName(schema, other.name());
      look(schema, "default value for type " + other.name(), owner, other.defaultSql());
      for (CheckDescriptor check : other.checks()) {
        look(schema, "constraint " + check.name() + " on type " + other.name(), owner, check.sql());
      }
    }
  }

  private void look(String schema, String place, @Nullable DomainName owner, @Nullable String sql) {
    if (sql != null && casts(Parsing.expression(sql))) {
      expressions.add(new Expression(schema, place, owner));
    }
  }

  private boolean casts(SqlNode node) {
    for (NamedTypeSpec named : StoredText.typeNames(node)) {
      if (StoredText.isName(named, domain)) {
        return true;
      }
    }
    return false;
  }

  /** Expressions of other definitions that cast to the domain. */
  List<Expression> expressions() {
    return expressions;
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
}
