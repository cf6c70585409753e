package io.karst.sql.query;

import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.TableResolver;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.ValueTest;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Conditions of domains over the columns of rows in memory, compiled. Thread-safe. */
public final class DomainTests {
  private static final Object[] NO_PARAMETERS = new Object[0];

  private final List<DomainTest> tests;
  private final RowExpressions conditions;

  private DomainTests(List<DomainTest> tests, RowExpressions conditions) {
    this.tests = tests;
    this.conditions = conditions;
  }

  /**
   * Compiles conditions.
   *
   * @param columns of the rows
   * @return null if there is none
   */
  public static @Nullable DomainTests compile(
      StatementContext context,
      ObjectName table,
      List<TableColumn> columns,
      List<DomainTest> tests) {
    if (tests.isEmpty()) {
      return null;
    }
    List<SqlNode> nodes = new ArrayList<>();
    for (DomainTest test : tests) {
      nodes.add(test.condition());
    }
    return new DomainTests(
        List.copyOf(tests),
        RowExpressions.compile(context, table.schema(), table.name(), nullable(columns), nodes));
  }

  /** Conditions come before NOT NULL of the columns. */
  private static List<TableColumn> nullable(List<TableColumn> columns) {
    List<TableColumn> result = new ArrayList<>();
    for (TableColumn column : columns) {
      result.add(new TableColumn(column.name(), column.type(), true, column.hidden()));
    }
    return result;
  }

  /** The test of the values that casts to a domain make. */
  static ValueTest ofValues(StatementContext context, DomainName domain) {
    TableResolver tables = new DatabaseTables(context.database());
    TableColumn value =
        new TableColumn(DomainTest.VALUE, Domains.require(tables, domain).type(), true, false);
    ObjectName name = new ObjectName(domain.collection(), domain.name());
    DomainTests tests =
        compile(context, name, List.of(value), DomainTest.of(tables, domain, DomainTest.VALUE));
    return tests == null ? (user, any) -> {} : tests::requireValue;
  }

  private void requireValue(StatementContext context, @Nullable Object value) {
    require(context, List.<@Nullable Object[]>of(new @Nullable Object[] {value}));
  }

  /**
   * Tests rows.
   *
   * @throws io.karst.storage.base.KarstException 23502, 23514
   */
  public void require(StatementContext context, List<@Nullable Object[]> rows) {
    for (@Nullable Object[] results : conditions.evaluate(context, NO_PARAMETERS, rows)) {
      for (int i = 0; i < results.length; i++) {
        if (Boolean.FALSE.equals(results[i])) {
          throw tests.get(i).violated();
        }
      }
    }
  }
}
