package io.karst.sql.dml;

import io.karst.calcite.ast.CreateTableAs;
import io.karst.calcite.ast.OnCommit;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Queries;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeSpec;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.table.BulkInsert;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE AS: a definition and its rows, both or nothing. */
public final class CreateTableAsStatement implements CompiledStatement {
  private final CreateTableAs statement;
  private final CompiledQuery query;

  private CreateTableAsStatement(CreateTableAs statement, CompiledQuery query) {
    this.statement = statement;
    this.query = query;
  }

  /** Compiles the query; the table is looked at when the statement runs. */
  public static CreateTableAsStatement compile(StatementContext context, CreateTableAs statement) {
    return new CreateTableAsStatement(statement, Queries.compile(statement.query(), context, null));
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DEFINITION;
  }

  @Override
  public String commandTag() {
    return "CREATE TABLE AS";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return query.parameters();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return null;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    ObjectName name = Names.toCreate(context, statement.name(), statement.temporary());
    Collection collection = Names.collection(context, name);
    if (statement.ifNotExists() && collection.catalog().types().containsKey(name.name())) {
      context.notice("relation \"" + name.name() + "\" already exists, skipping");
      return StatementResult.done(commandTag());
    }
    collection.createType(EntityTypeSpec.of(name.name(), tableColumns(), List.of()));
    if (statement.onCommit() != OnCommit.PRESERVE_ROWS) {
      context.atCommit(name.name(), statement.onCommit() == OnCommit.DROP);
    }
    if (!statement.withData()) {
      return StatementResult.done(commandTag());
    }
    long count = fill(context, collection, name, parameters);
    return StatementResult.changed(commandTag(), count, null);
  }

  private List<ColumnDescriptor> tableColumns() {
    List<String> given = Names.simple(statement.columns());
    List<ResultColumn> source = query.columns();
    if (given.size() > source.size()) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "CREATE TABLE AS specifies more column names than columns");
    }
    List<ColumnDescriptor> columns = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      String label = i < given.size() ? given.get(i) : source.get(i).label();
      columns.add(ColumnDescriptor.of(i, label, source.get(i).type(), true));
    }
    return columns;
  }

  private long fill(
      StatementContext context,
      Collection collection,
      ObjectName name,
      @Nullable Object[] parameters) {
    int width = collection.table(name.name()).shape().columns().size();
    int first = collection.table(name.name()).shape().columns().get(0).hidden() ? 1 : 0;
    long count = 0;
    try (RowCursor cursor = query.open(context, parameters, null);
        BulkInsert bulk =
            collection.bulkInsert(context.transaction(), name.name(), context.commitsAlone())) {
      while (cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < query.columns().size(); i++) {
          row[first + i] = cursor.get(i);
        }
        bulk.insert(row);
        if (++count % 1024 == 0) {
          context.cancellation().check();
          context.progress(count);
        }
      }
      bulk.finish();
    }
    return count;
  }
}
