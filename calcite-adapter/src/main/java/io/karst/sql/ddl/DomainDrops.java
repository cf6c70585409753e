package io.karst.sql.ddl;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.AlterTable;
import io.karst.calcite.ast.DropObjects;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.DomainName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DROP DOMAIN, and what goes with a domain. */
final class DomainDrops {
  private DomainDrops() {}

  static void drop(StatementContext context, DropObjects statement) {
    List<DomainName> found = new ArrayList<>();
    for (SqlIdentifier identifier : statement.names()) {
      if (statement.ifExists() && Names.findDomain(context, identifier) == null) {
        context.notice("type \"" + Names.simple(identifier) + "\" does not exist, skipping");
        continue;
      }
      ObjectName name = DomainDefinitions.require(context, identifier);
      Names.collection(context, name).lockDefinitions();
      found.add(new DomainName(name.schema(), name.name()));
    }
    for (DomainName domain : found) {
      if (!statement.cascade()) {
        refuseUses(context, domain, found);
      }
    }
    for (DomainName domain : found) {
      drop(context, domain);
    }
  }

  private static void refuseUses(
      StatementContext context, DomainName domain, List<DomainName> together) {
    DomainUses uses = DomainUses.of(context, domain);
    List<String> dependents = new ArrayList<>();
    for (DomainUses.Column column : uses.columns()) {
      dependents.add("column " + column.name() + " of table " + column.table().name());
    }
    for (DomainName derived : uses.domains()) {
      if (!together.contains(derived)) {
        dependents.add("type " + derived.name());
      }
    }
    for (ObjectName view : uses.views()) {
      dependents.add("view " + view.name());
    }
    for (DomainUses.Expression expression : uses.expressions()) {
      if (!together.contains(expression.owner())) {
        dependents.add(expression.place());
      }
    }
    if (!dependents.isEmpty()) {
      throw Drops.dependent("type", domain.name(), dependents);
    }
  }

  /** Drops a domain with everything that uses it, if it is still there. */
  private static void drop(StatementContext context, DomainName domain) {
    Collection collection = context.database().collection(domain.collection());
    if (!collection.catalog().domains().containsKey(domain.name())) {
      return;
    }
    dropUses(context, domain, "");
    collection.dropDomain(domain.name());
  }

  /** Drops what uses the domains of a schema that goes, in other schemas. */
  static void dropUses(StatementContext context, CollectionCatalog schema) {
    for (String domain : schema.domains().keySet()) {
      dropUses(context, new DomainName(schema.name(), domain), schema.name());
    }
  }

  /**
   * Drops views, columns and domains that use a domain.
   *
   * @param except a schema in which nothing is dropped
   */
  private static void dropUses(StatementContext context, DomainName domain, String except) {
    DomainUses uses = DomainUses.of(context, domain);
    for (DomainUses.Expression expression : uses.expressions()) {
      boolean goes =
          expression.schema().equals(except) || uses.domains().contains(expression.owner());
      if (!goes) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "dropping a domain that an expression casts to is not supported")
            .withDetail(expression.place() + " depends on type " + domain.name());
      }
    }
    for (ObjectName view : uses.views()) {
      Collection collection = Names.collection(context, view);
      if (!view.schema().equals(except) && collection.catalog().views().containsKey(view.name())) {
        Drops.dropDependentViews(context, view);
        collection.dropView(view.name());
        context.notice("drop cascades to view " + view.name());
      }
    }
    for (DomainUses.Column column : uses.columns()) {
      if (!column.table().schema().equals(except)) {
        dropColumn(context, column);
      }
    }
    for (DomainName derived : uses.domains()) {
      if (!derived.collection().equals(except)) {
        drop(context, derived);
        context.notice("drop cascades to type " + derived.name());
      }
    }
  }

  private static void dropColumn(StatementContext context, DomainUses.Column column) {
    SqlIdentifier table =
        new SqlIdentifier(
            List.of(column.table().schema(), column.table().name()), SqlParserPos.ZERO);
    SqlIdentifier name = new SqlIdentifier(column.name(), SqlParserPos.ZERO);
    TableAlteration.alter(
        context,
        new AlterTable(table, false, List.of(new AlterAction.DropColumn(name, false, true))));
    context.notice(
        "drop cascades to column " + column.name() + " of table " + column.table().name());
  }
}
