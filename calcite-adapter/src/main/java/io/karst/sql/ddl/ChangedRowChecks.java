package io.karst.sql.ddl;

import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.DomainTest;
import io.karst.sql.query.DomainTests;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** NOT NULL and CHECK of rows in which some columns were converted. */
final class ChangedRowChecks {
  private static final Object[] NO_PARAMETERS = new Object[0];

  private final String table;
  private final List<ColumnDescriptor> columns;
  private final List<CheckDescriptor> checks;
  private final @Nullable RowExpressions conditions;
  private final @Nullable DomainTests domains;

  private ChangedRowChecks(
      String table,
      List<ColumnDescriptor> columns,
      List<CheckDescriptor> checks,
      @Nullable RowExpressions conditions,
      @Nullable DomainTests domains) {
    this.table = table;
    this.columns = columns;
    this.checks = checks;
    this.conditions = conditions;
    this.domains = domains;
  }

  /**
   * Compiles those constraints of a changed definition that look at changed columns.
   *
   * @throws KarstException 42883 and so on if a condition does not fit the new types
   */
  static ChangedRowChecks compile(
      StatementContext context, ObjectName table, TypeEdit edit, List<String> changed) {
    List<CheckDescriptor> checks = new ArrayList<>();
    List<SqlNode> nodes = new ArrayList<>();
    for (CheckDescriptor check : edit.checks) {
      SqlNode condition = Parsing.expression(check.sql());
      if (Expressions.columnsOf(condition).stream().anyMatch(changed::contains)) {
        checks.add(check);
        nodes.add(condition);
      }
    }
    RowExpressions conditions =
        nodes.isEmpty()
            ? null
            : RowExpressions.compile(
                context,
                table.schema(),
                table.name(),
                TableCreation.tableColumns(edit.columns),
                nodes);
    List<DomainTest> tests = new ArrayList<>();
    for (ColumnDescriptor column : edit.columns) {
      if (column.domain() != null && changed.contains(column.name())) {
        tests.addAll(
            DomainTest.of(new DatabaseTables(context.database()), column.domain(), column.name()));
      }
    }
    return new ChangedRowChecks(
        table.name(),
        List.copyOf(edit.columns),
        checks,
        conditions,
        DomainTests.compile(context, table, TableCreation.tableColumns(edit.columns), tests));
  }

  /** Fails with 23502 or 23514 if a row violates one. */
  void require(StatementContext context, List<@Nullable Object[]> rows) {
    if (domains != null) {
      domains.require(context, rows);
    }
    for (@Nullable Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] == null && !columns.get(i).nullable()) {
          throw new KarstException(
              ErrorCode.NOT_NULL_VIOLATION,
              "column \""
                  + columns.get(i).name()
                  + "\" of relation \""
                  + table
                  + "\" contains null values");
        }
      }
    }
    RowExpressions tests = conditions;
    if (tests == null) {
      return;
    }
    for (@Nullable Object[] result : tests.evaluate(context, NO_PARAMETERS, rows)) {
      for (int i = 0; i < result.length; i++) {
        if (Boolean.FALSE.equals(result[i])) {
          throw new KarstException(
              ErrorCode.CHECK_VIOLATION,
              "check constraint \""
                  + checks.get(i).name()
                  + "\" of relation \""
                  + table
                  + "\" is violated by some row");
        }
      }
    }
  }
}
