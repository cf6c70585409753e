package io.karst.calcite.validate;

import io.karst.calcite.schema.KarstTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT p.* FROM p GROUP BY p.id}: who groups by the key of a table may use its other
 * columns (SQL:2003 feature T301), which become keys too.
 */
final class KeyedGroups {
  private final SqlValidatorScope scope;
  private final Map<String, SqlValidatorNamespace> tables = new LinkedHashMap<>();

  private KeyedGroups(SqlValidatorScope scope) {
    this.scope = scope;
  }

  /** Adds such columns to GROUP BY. */
  static void rewrite(KarstValidator validator, SqlSelect select) {
    SqlNodeList group = select.getGroup();
    SqlValidatorScope scope = validator.getWhereScope(select);
    if (group == null || scope == null || !isPlain(group)) {
      return;
    }
    KeyedGroups groups = new KeyedGroups(scope);
    groups.addTables(select.getFrom());
    groups.add(select, group);
  }

  private static boolean isPlain(SqlNodeList group) {
    for (SqlNode item : group) {
      switch (item.getKind()) {
        case GROUPING_SETS, ROLLUP, CUBE, GROUP_BY_DISTINCT, ROW -> {
          return false;
        }
        default -> {}
      }
      if (item instanceof SqlNodeList) {
        return false;
      }
    }
    return group.size() > 0;
  }

  private void addTables(@Nullable SqlNode from) {
    if (from instanceof SqlJoin join) {
      addTables(join.getLeft());
      addTables(join.getRight());
      return;
    }
    String name = null;
    if (from instanceof SqlIdentifier table) {
      name = table.names.get(table.names.size() - 1);
    } else if (from instanceof SqlCall call && call.getKind() == SqlKind.AS) {
      name = ((SqlIdentifier) call.operand(1)).getSimple();
    }
    if (name == null) {
      return;
    }
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(name), SqlNameMatchers.withCaseSensitive(true), false, resolved);
    if (resolved.count() == 1 && resolved.only().scope instanceof SelectScope) {
      tables.put(name, resolved.only().namespace);
    }
  }

  private void add(SqlSelect select, SqlNodeList group) {
    Map<String, Set<String>> grouped = new HashMap<>();
    for (SqlNode item : group) {
      note(grouped, column(select, item));
    }
    List<SqlNode> added = new ArrayList<>();
    tables.forEach(
        (name, table) -> {
          Set<String> columns = grouped.getOrDefault(name, Set.of());
          if (!columns.isEmpty() && coversKey(table, columns)) {
            for (String column : used(select, name, table)) {
              if (!columns.contains(column)) {
                added.add(new SqlIdentifier(List.of(name, column), SqlParserPos.ZERO));
              }
            }
          }
        });
    if (!added.isEmpty()) {
      List<SqlNode> all = new ArrayList<>(group.getList());
      all.addAll(added);
      select.setGroupBy(new SqlNodeList(all, group.getParserPosition()));
    }
  }

  /** The column that an item of GROUP BY is, as itself or by its number. */
  private static @Nullable SqlIdentifier column(SqlSelect select, SqlNode item) {
    SqlNode node = item;
    if (item instanceof SqlNumericLiteral number && number.isInteger()) {
      int place = number.intValue(true);
      node =
          place >= 1 && place <= select.getSelectList().size()
              ? select.getSelectList().get(place - 1)
              : item;
      node = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
    }
    return node instanceof SqlIdentifier name && !name.isStar() ? name : null;
  }

  private void note(Map<String, Set<String>> grouped, @Nullable SqlIdentifier name) {
    if (name == null) {
      return;
    }
    String column = name.names.get(name.names.size() - 1);
    for (Map.Entry<String, SqlValidatorNamespace> table : tables.entrySet()) {
      boolean named =
          name.isSimple() || name.names.get(name.names.size() - 2).equals(table.getKey());
      if (named && table.getValue().getRowType().getField(column, true, false) != null) {
        grouped.computeIfAbsent(table.getKey(), key -> new HashSet<>()).add(column);
      }
    }
  }

  private static boolean coversKey(SqlValidatorNamespace namespace, Set<String> columns) {
    KarstTable table =
        namespace.getTable() == null ? null : namespace.getTable().unwrap(KarstTable.class);
    List<ImmutableBitSet> keys = table == null ? null : table.getStatistic().getKeys();
    if (keys == null) {
      return false;
    }
    List<String> names = namespace.getRowType().getFieldNames();
    return keys.stream()
        .anyMatch(
            key ->
                !key.isEmpty()
                    && key.asList().stream()
                        .allMatch(
                            field -> field < names.size() && columns.contains(names.get(field))));
  }

  /** The columns of a table that a query names outside of its FROM, WHERE and GROUP BY. */
  private static Set<String> used(SqlSelect select, String table, SqlValidatorNamespace rows) {
    Set<String> used = new HashSet<>();
    SqlBasicVisitor<@Nullable Void> visitor =
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            boolean named =
                name.names.size() < 2 || name.names.get(name.names.size() - 2).equals(table);
            if (named && name.isStar()) {
              for (RelDataTypeField field : rows.getRowType().getFieldList()) {
                if (!KarstValidator.isHidden(rows.getTable(), field.getName())) {
                  used.add(field.getName());
                }
              }
            } else if (named) {
              String column = name.names.get(name.names.size() - 1);
              if (rows.getRowType().getField(column, true, false) != null) {
                used.add(column);
              }
            }
            return null;
          }
        };
    select.getSelectList().accept(visitor);
    for (SqlNode node : new SqlNode[] {select.getHaving(), select.getOrderList()}) {
      if (node != null) {
        node.accept(visitor);
      }
    }
    return used;
  }
}
