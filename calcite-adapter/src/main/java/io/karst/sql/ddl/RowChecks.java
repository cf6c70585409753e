package io.karst.sql.ddl;

import io.karst.sql.query.DomainTest;
import io.karst.sql.query.DomainTests;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Looks whether the rows of a table satisfy what ALTER TABLE adds. */
final class RowChecks {
  private static final int BATCH = 1024;

  private final StatementContext context;
  private final ObjectName table;
  private final List<String> notNull = new ArrayList<>();
  private final List<CheckDescriptor> conditions = new ArrayList<>();
  private final List<DomainTest> tests = new ArrayList<>();

  RowChecks(StatementContext context, ObjectName table) {
    this.context = context;
    this.table = table;
  }

  void notNull(String column) {
    notNull.add(column);
  }

  void check(CheckDescriptor condition) {
    conditions.add(condition);
  }

  void test(DomainTest condition) {
    tests.add(condition);
  }

  /** Whether the table has no row. */
  boolean isEmpty() {
    StoreTable rows = Names.collection(context, table).table(table.name());
    ScanSpec one = new ScanSpec(0, List.of(KeyBounds.ALL), new int[] {0}, false, 1);
    try (RowCursor cursor = rows.scan(context.transaction(), one)) {
      return !cursor.next();
    }
  }

  /**
   * Reads all rows if there is anything to check.
   *
   * @param tableName the table's present name
   */
  void run(String tableName) {
    if (notNull.isEmpty() && conditions.isEmpty() && tests.isEmpty()) {
      return;
    }
    StoreTable rows = Names.collection(context, table).table(tableName);
    TableShape shape = rows.shape();
    List<TableColumn> columns = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < shape.columns().size(); i++) {
      if (!shape.columns().get(i).hidden()) {
        columns.add(shape.columns().get(i));
        positions.add(i);
      }
    }
    int[] projection = positions.stream().mapToInt(Integer::intValue).toArray();
    @Nullable RowExpressions expressions = compile(tableName, columns);
    @Nullable DomainTests domains = DomainTests.compile(context, table, columns, tests);
    ScanSpec all = new ScanSpec(0, List.of(KeyBounds.ALL), projection, false, Long.MAX_VALUE);
    try (RowCursor cursor = rows.scan(context.transaction(), all)) {
      List<@Nullable Object[]> batch = new ArrayList<>();
      while (cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[projection.length];
        for (int i = 0; i < projection.length; i++) {
          row[i] = cursor.get(i);
        }
        requireNotNull(tableName, columns, row);
        batch.add(row);
        if (batch.size() == BATCH) {
          evaluate(tableName, domains, expressions, batch);
          batch.clear();
          context.cancellation().check();
        }
      }
      evaluate(tableName, domains, expressions, batch);
    }
  }

  private @Nullable RowExpressions compile(String tableName, List<TableColumn> columns) {
    if (conditions.isEmpty()) {
      return null;
    }
    List<SqlNode> nodes = new ArrayList<>();
    for (CheckDescriptor condition : conditions) {
      nodes.add(Parsing.expression(condition.sql()));
    }
    return RowExpressions.compile(context, table.schema(), tableName, columns, nodes);
  }

  private void requireNotNull(String tableName, List<TableColumn> columns, @Nullable Object[] row) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && notNull.contains(columns.get(i).name())) {
        throw new KarstException(
            ErrorCode.NOT_NULL_VIOLATION,
            "column \""
                + columns.get(i).name()
                + "\" of relation \""
                + tableName
                + "\" contains null values");
      }
    }
  }

  private void evaluate(
      String tableName,
      @Nullable DomainTests domains,
      @Nullable RowExpressions expressions,
      List<@Nullable Object[]> batch) {
    if (domains != null && !batch.isEmpty()) {
      domains.require(context, batch);
    }
    if (expressions == null || batch.isEmpty()) {
      return;
    }
    for (@Nullable Object[] results : expressions.evaluate(context, new Object[0], batch)) {
      for (int i = 0; i < results.length; i++) {
        if (Boolean.FALSE.equals(results[i])) {
          throw new KarstException(
              ErrorCode.CHECK_VIOLATION,
              "check constraint \""
                  + conditions.get(i).name()
                  + "\" of relation \""
                  + tableName
                  + "\" is violated by some row");
        }
      }
    }
  }
}
