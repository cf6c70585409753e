package io.karst.calcite.plan;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.type.TypeMapping;
import io.karst.calcite.validate.ColumnNames;
import io.karst.calcite.validate.DuplicateNames;
import io.karst.sql.ResultColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/** Result columns: labels as PostgreSQL gives them, origins, and types with their modifiers. */
final class OutputColumns {
  private static final String NO_NAME = "?column?";

  private OutputColumns() {}

  static PlanOutput of(
      SqlNode query, ValidatedQuery validated, RelDataType rowType, DeclaredTypes declared) {
    List<@Nullable List<String>> origins = validated.validator().getFieldOrigins(validated.node());
    List<SqlNode> items = items(query, rowType.getFieldCount());
    boolean values = isValues(query);
    List<ResultColumn> columns = new ArrayList<>();
    ColumnType[] types = new ColumnType[rowType.getFieldCount()];
    for (RelDataTypeField field : rowType.getFieldList()) {
      int i = field.getIndex();
      String written = items.isEmpty() ? null : label(items.get(i));
      String label = written == null ? plain(field.getName()) : written;
      if (values) {
        label = "column" + (i + 1);
      }
      List<String> origin = i < origins.size() ? origins.get(i) : null;
      ColumnType own = items.isEmpty() ? null : written(items.get(i));
      ResultColumn column =
          own == null
              ? column(label, field.getType(), origin, declared)
              : computed(label, own, field.getType().isNullable());
      columns.add(column);
      types[i] = column.type();
    }
    return new PlanOutput(List.copyOf(columns), types);
  }

  private static String plain(String name) {
    return name.startsWith("EXPR$") ? NO_NAME : DuplicateNames.plain(name);
  }

  private static boolean isValues(SqlNode query) {
    SqlNode node = query;
    while (node instanceof SqlOrderBy || node instanceof SqlWith) {
      node = node instanceof SqlOrderBy order ? order.query : ((SqlWith) node).body;
    }
    return node.getKind() == SqlKind.VALUES;
  }

  /** The select list as it was written; empty where it does not tell (stars, VALUES). */
  private static List<SqlNode> items(SqlNode query, int count) {
    SqlNode node = query;
    while (!(node instanceof SqlSelect)) {
      if (node instanceof SqlOrderBy orderBy) {
        node = orderBy.query;
      } else if (node instanceof SqlWith with) {
        node = with.body;
      } else if (node.isA(SqlKind.SET_QUERY) && node instanceof SqlCall call) {
        node = call.operand(0);
      } else {
        return List.of();
      }
    }
    SqlNodeList list = ((SqlSelect) node).getSelectList();
    return list.size() == count ? list.getList() : List.of();
  }

  /**
   * The type of a cast to CHAR(n), which fills its values up with blanks, and of a number: its
   * digits are those of the value, not of a column made from it. Null for other items.
   */
  private static @Nullable ColumnType written(SqlNode item) {
    SqlNode node = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    SqlNode number = node.getKind() == SqlKind.MINUS_PREFIX ? ((SqlCall) node).operand(0) : node;
    if (number instanceof SqlNumericLiteral literal && literal.isExact() && !literal.isInteger()) {
      return ColumnType.decimal(0, 0);
    }
    boolean isCast =
        node.getKind() == SqlKind.CAST
            && ((SqlCall) node).operandCount() == 2
            && ((SqlCall) node).operand(1) instanceof SqlDataTypeSpec spec
            && spec.getTypeNameSpec() instanceof ColumnTypeSpec;
    ColumnType type = isCast ? ColumnTypeSpec.of(((SqlCall) node).operand(1)) : null;
    return type != null && type.kind() == TypeKind.CHAR ? type : null;
  }

  private static ResultColumn computed(String label, ColumnType type, boolean nullable) {
    return new ResultColumn(label, type, nullable, null, null, null, false);
  }

  private static @Nullable String label(SqlNode item) {
    if (item instanceof SqlIdentifier identifier) {
      return identifier.isStar() ? null : plain(identifier.names.get(identifier.names.size() - 1));
    }
    if (item.getKind() == SqlKind.AS) {
      return plain(((SqlCall) item).operand(1).toString());
    }
    String name = item instanceof SqlCall call ? ColumnNames.functionName(call) : null;
    return name == null ? NO_NAME : name;
  }

  private static ResultColumn column(
      String label, RelDataType shown, @Nullable List<String> origin, DeclaredTypes declared) {
    ColumnType computed = TypeMapping.fromRel(shown);
    if (origin == null || origin.size() < 3) {
      return computed(label, computed, shown.isNullable());
    }
    String schema = origin.get(origin.size() - 3);
    String table = origin.get(origin.size() - 2);
    String name = origin.get(origin.size() - 1);
    ColumnType type = declared.of(schema, table, name);
    return new ResultColumn(
        label,
        type != null && fits(type, computed) ? type : computed,
        shown.isNullable(),
        schema,
        table,
        name,
        declared.isIdentity(schema, table, name));
  }

  private static boolean fits(ColumnType declared, ColumnType computed) {
    return declared.kind() == computed.kind()
        || (computed.kind() == TypeKind.VARCHAR
            && (declared.kind() == TypeKind.CHAR || declared.kind() == TypeKind.JSON));
  }
}
