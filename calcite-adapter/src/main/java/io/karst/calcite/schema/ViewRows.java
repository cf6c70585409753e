package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.parser.KarstParser;
import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Rows of {@code information_schema.view_table_usage}: the tables and views that a view reads. */
final class ViewRows extends SqlBasicVisitor<@Nullable Void> {
  private final List<SqlIdentifier> names = new ArrayList<>();
  private final Set<String> common = new HashSet<>();

  private ViewRows() {}

  static List<@Nullable Object[]> tables(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (ViewDescriptor view : requireNonNull(tables.catalog(schema)).views().values()) {
        Set<List<String>> read = new TreeSet<>(ViewRows::order);
        for (SqlIdentifier name : namesOf(view)) {
          List<String> place = place(tables, name, view.searchSchema());
          if (place != null) {
            read.add(place);
          }
        }
        for (List<String> place : read) {
          rows.add(
              new Object[] {catalog, schema, view.name(), catalog, place.get(0), place.get(1)});
        }
      }
    }
    return rows;
  }

  private static int order(List<String> left, List<String> right) {
    int schemas = left.get(0).compareTo(right.get(0));
    return schemas == 0 ? left.get(1).compareTo(right.get(1)) : schemas;
  }

  /** Names in FROM clauses that are not those of common table expressions. */
  private static List<SqlIdentifier> namesOf(ViewDescriptor view) {
    ViewRows visitor = new ViewRows();
    KarstParser.parse(view.sql()).accept(visitor);
    visitor.names.removeIf(name -> name.isSimple() && visitor.common.contains(name.getSimple()));
    return visitor.names;
  }

  /** Schema and name of a table or view, or null. */
  private static @Nullable List<String> place(
      TableResolver tables, SqlIdentifier identifier, String searchSchema) {
    int parts = identifier.names.size();
    String name = identifier.names.get(parts - 1);
    for (String schema :
        parts > 1 ? List.of(identifier.names.get(parts - 2)) : List.of(searchSchema, "public")) {
      if (tables.find(schema, name) != null || tables.findView(schema, name) != null) {
        return List.of(schema, name);
      }
    }
    return null;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      from(select.getFrom());
    } else if (call instanceof SqlWithItem item) {
      common.add(item.name.getSimple());
    } else if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
      from(call.operand(0));
    }
    return super.visit(call);
  }

  private void from(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      names.add(identifier);
    } else if (node instanceof SqlJoin join) {
      from(join.getLeft());
      from(join.getRight());
    } else if (node instanceof SqlCall call
        && Set.of(SqlKind.AS, SqlKind.TABLE_REF, SqlKind.TABLESAMPLE).contains(call.getKind())) {
      from(call.operand(0));
    }
  }
}
