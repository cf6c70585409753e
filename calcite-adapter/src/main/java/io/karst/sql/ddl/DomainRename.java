package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.RenameObject;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER DOMAIN ... RENAME TO: columns, other domains, views and expressions follow. */
final class DomainRename {
  private final DomainName from;
  private final DomainName to;

  private DomainRename(DomainName from, DomainName to) {
    this.from = from;
    this.to = to;
  }

  static void rename(StatementContext context, RenameObject statement, String newName) {
    ObjectName name = DomainDefinitions.require(context, statement.name());
    Collection collection = Names.collection(context, name);
    collection.lockDefinitions();
    DomainDescriptor domain =
        requireNonNull(collection.catalog().domains().get(name.name()), name.name());
    collection.replaceDomain(name.name(), domain.withName(newName));
    DomainRename rename =
        new DomainRename(
            new DomainName(name.schema(), name.name()), new DomainName(name.schema(), newName));
    for (String schema : Names.visibleSchemas(context)) {
      rename.in(context.database().collection(schema));
    }
  }

  private void in(Collection collection) {
    for (EntityTypeDescriptor type : List.copyOf(collection.catalog().types().values())) {
      TypeEdit edit = new TypeEdit(type);
      edit.columns.replaceAll(this::column);
      edit.checks.replaceAll(this::check);
      if (!edit.columns.equals(type.columns()) || !edit.checks.equals(type.checks())) {
        collection.replaceType(edit.build());
      }
    }
    for (DomainDescriptor domain : List.copyOf(collection.catalog().domains().values())) {
      DomainDescriptor changed = domain(domain);
      if (!changed.equals(domain)) {
        collection.replaceDomain(domain.name(), changed);
      }
    }
    for (ViewDescriptor view : List.copyOf(collection.catalog().views().values())) {
      String sql = StoredText.renamed(view.sql(), true, from, to.name());
      if (!sql.equals(view.sql())) {
        collection.createView(view.withSql(sql), true);
      }
    }
  }

  private ColumnDescriptor column(ColumnDescriptor column) {
    return column
        .withDefault(expression(column.defaultSql()))
        .withExpression(expression(column.generatedSql()))
        .withDomain(from.equals(column.domain()) ? to : column.domain());
  }

  private CheckDescriptor check(CheckDescriptor check) {
    return new CheckDescriptor(
        check.name(), StoredText.renamed(check.sql(), false, from, to.name()));
  }

  private DomainDescriptor domain(DomainDescriptor domain) {
    List<CheckDescriptor> checks = new ArrayList<>(domain.checks());
    checks.replaceAll(this::check);
    return domain
        .withDefault(expression(domain.defaultSql()))
        .withChecks(checks)
        .withBase(from.equals(domain.base()) ? to : domain.base());
  }

  private @Nullable String expression(@Nullable String sql) {
    return sql == null ? null : StoredText.renamed(sql, false, from, to.name());
  }
}
