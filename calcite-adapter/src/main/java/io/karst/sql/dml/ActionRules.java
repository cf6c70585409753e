package io.karst.sql.dml;

import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.table.StoreTable;
import io.karst.storage.tx.ReferentialRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of tables whose rows the referential actions of one statement change. */
public final class ActionRules implements ReferentialRules {
  private final StatementContext context;
  private @Nullable Map<ObjectName, RowRules> compiled;

  public ActionRules(StatementContext context) {
    this.context = context;
  }

  @Override
  public @Nullable Object defaultOf(
      String collection, EntityTypeDescriptor type, ColumnDescriptor column) {
    RowRules rules = rules(collection, type);
    Target target = rules.target();
    int position = target.position(column.name());
    boolean[] fill = new boolean[target.columns().size()];
    fill[position] = true;
    @Nullable Object[] row = new @Nullable Object[fill.length];
    rules.fillDefaults(context, fill, rowList(row));
    return row[position];
  }

  @Override
  public void complete(String collection, EntityTypeDescriptor type, @Nullable Object[] row) {
    List<CheckDescriptor> checks = type.checks();
    boolean ruled = false;
    for (ColumnDescriptor column : type.columns()) {
      ruled |= column.generatedSql() != null || column.domain() != null;
    }
    if (ruled || !checks.isEmpty()) {
      rules(collection, type).complete(context, rowList(row));
    }
  }

  private static List<@Nullable Object[]> rowList(@Nullable Object[] row) {
    List<@Nullable Object[]> rows = new ArrayList<>(1);
    rows.add(row);
    return rows;
  }

  private RowRules rules(String collection, EntityTypeDescriptor type) {
    if (compiled == null) {
      compiled = new HashMap<>();
    }
    ObjectName name = new ObjectName(collection, type.name());
    RowRules rules = compiled.get(name);
    if (rules == null) {
      StoreTable table = context.database().collection(collection).table(type.name());
      rules = RowRules.compile(context, new Target(name, table, type, context.values()));
      compiled.put(name, rules);
    }
    return rules;
  }
}
