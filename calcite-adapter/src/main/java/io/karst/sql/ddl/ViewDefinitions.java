package io.karst.sql.ddl;

import io.karst.calcite.ast.CreateView;
import io.karst.calcite.schema.UpdatableView;
import io.karst.sql.ResultColumn;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.Queries;
import io.karst.sql.query.TableReferences;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CREATE VIEW, and which views depend on what. */
final class ViewDefinitions {
  private ViewDefinitions() {}

  static void create(StatementContext context, CreateView statement) {
    ObjectName name = place(context, statement);
    Collection collection = Names.collection(context, name);
    ViewDescriptor existing = collection.catalog().views().get(name.name());
    if (existing != null && statement.ifNotExists()) {
      context.notice("relation \"" + name.name() + "\" already exists, skipping");
      return;
    }
    if (existing == null || !statement.orReplace()) {
      new ConstraintNames(collection.catalog(), name.name()).claimRelation(name.name());
    }
    // Validation rewrites the tree: its text is taken first.
    ViewStars.expand(context, statement.query());
    String text = StoredText.of(context, statement.query());
    boolean star = Expressions.hasStar(statement.query());
    boolean refersToItself = refersTo(context, statement.query(), name);
    CompiledQuery query = Queries.compile(statement.query(), context, null);
    List<String> columns = columnNames(statement, query);
    if (existing != null
        && !columns
            .subList(0, Math.min(columns.size(), existing.columns().size()))
            .equals(existing.columns())) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION,
          "cannot drop or rename columns of view \"" + name.name() + "\"");
    }
    if (refersToItself) {
      throw new KarstException(
          ErrorCode.INVALID_TABLE_DEFINITION,
          "view \"" + name.name() + "\" cannot be defined by itself");
    }
    ViewDescriptor view =
        new ViewDescriptor(
            name.name(),
            star ? withoutStar(text, query) : text,
            columns,
            context.currentSchema(),
            0,
            existing == null ? null : existing.comment(),
            ViewDescriptor.Check.valueOf(statement.check().name()));
    if (statement.check() != CreateView.Check.NONE) {
      UpdatableView.Found found = UpdatableView.of(new DatabaseTables(context.database()), view);
      if (found.view() == null) {
        throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "WITH CHECK OPTION is supported only on automatically updatable views")
            .withHint(found.reason());
      }
    }
    collection.createView(view, statement.orReplace());
  }

  /** A view over temporary tables is a temporary one. */
  private static ObjectName place(StatementContext context, CreateView statement) {
    boolean temporary = TemporaryNames.qualify(context, statement.query());
    if (temporary && !statement.temporary()) {
      context.notice("view \"" + Names.simple(statement.name()) + "\" will be a temporary view");
    }
    return Names.toCreate(context, statement.name(), temporary || statement.temporary());
  }

  /** A star means the columns of today, so they are written out around the query. */
  private static String withoutStar(String text, CompiledQuery query) {
    List<String> labels = labels(query);
    if (new HashSet<>(labels).size() < labels.size()) {
      return text;
    }
    StringBuilder wrapped = new StringBuilder("SELECT ");
    for (int i = 0; i < labels.size(); i++) {
      wrapped.append(i == 0 ? "" : ", ").append('"');
      wrapped.append(labels.get(i).replace("\"", "\"\"")).append('"');
    }
    return wrapped.append(" FROM (").append(text).append(") AS \"v\"").toString();
  }

  private static List<String> labels(CompiledQuery query) {
    List<String> labels = new ArrayList<>();
    for (ResultColumn column : query.columns()) {
      labels.add(column.label());
    }
    return labels;
  }

  private static List<String> columnNames(CreateView statement, CompiledQuery query) {
    List<String> names = labels(query);
    List<String> given = Names.simple(statement.columns());
    if (given.size() > names.size()) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "CREATE VIEW specifies more column names than columns");
    }
    for (int i = 0; i < given.size(); i++) {
      names.set(i, given.get(i));
    }
    Set<String> seen = new HashSet<>();
    for (String column : names) {
      if (!seen.add(column)) {
        throw new KarstException(
            ErrorCode.DUPLICATE_COLUMN, "column \"" + column + "\" specified more than once");
      }
    }
    return names;
  }

  /** Views whose text names a table or view; of all collections that the session sees. */
  static List<ObjectName> dependents(StatementContext context, ObjectName target) {
    List<ObjectName> found = new ArrayList<>();
    for (String schema : Names.visibleSchemas(context)) {
      CollectionCatalog catalog = context.database().collection(schema).catalog();
      for (ViewDescriptor view : catalog.views().values()) {
        ObjectName viewName = new ObjectName(schema, view.name());
        if (!viewName.equals(target)
            && readsFrom(
                TableReferences.of(Parsing.query(view.sql()), List.of(view.searchSchema())),
                target)) {
          found.add(viewName);
        }
      }
    }
    return found;
  }

  /** Whether names are those of a relation or of the tables that go with it. */
  private static boolean readsFrom(List<ObjectName> names, ObjectName target) {
    for (ObjectName name : names) {
      if (name.schema().equals(target.schema())
          && (name.name().equals(target.name()) || name.name().startsWith(target.name() + "$"))) {
        return true;
      }
    }
    return false;
  }

  /** Fails with 2BP01 if a view depends on the table, or on one column of it. */
  static void refuseDependents(
      StatementContext context, ObjectName table, String what, String column) {
    ObjectName view = dependent(context, table, column);
    if (view != null) {
      throw new KarstException(
              ErrorCode.DEPENDENT_OBJECTS, "cannot " + what + " because other objects depend on it")
          .withDetail("view " + view.name() + " depends on table " + table.name())
          .withHint("Drop the view first.");
    }
  }

  /** A view that shows the table, or the column if one is given; null if there is none. */
  static @Nullable ObjectName dependent(StatementContext context, ObjectName table, String column) {
    for (ObjectName viewName : dependents(context, table)) {
      ViewDescriptor view =
          Names.collection(context, viewName).catalog().views().get(viewName.name());
      if (view != null
          && (column.isEmpty()
              || Expressions.columnsOf(Parsing.query(view.sql())).contains(column))) {
        return viewName;
      }
    }
    return null;
  }

  private static boolean refersTo(StatementContext context, SqlNode query, ObjectName name) {
    return TableReferences.of(query, context.searchPath()).contains(name)
        && Names.findView(
                context,
                new org.apache.calcite.sql.SqlIdentifier(
                    List.of(name.schema(), name.name()),
                    org.apache.calcite.sql.parser.SqlParserPos.ZERO))
            != null;
  }
}
