package io.karst.calcite.plan;

import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.TableResolver;
import io.karst.calcite.type.TypeMapping;
import io.karst.calcite.validate.ColumnNames;
import io.karst.sql.ResultColumn;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/** Result columns: labels as PostgreSQL gives them, origins, and types with their modifiers. */
final class OutputColumns {
  private static final String NO_NAME = "?column?";

  private OutputColumns() {}

  static PlanOutput of(
      SqlNode query, ValidatedQuery validated, RelDataType rowType, TableResolver tables) {
    List<@Nullable List<String>> origins = validated.validator().getFieldOrigins(validated.node());
    List<@Nullable String> labels = labels(query, rowType.getFieldCount());
    List<ResultColumn> columns = new ArrayList<>();
    ColumnType[] types = new ColumnType[rowType.getFieldCount()];
    for (RelDataTypeField field : rowType.getFieldList()) {
      int i = field.getIndex();
      String label = labels.get(i) == null ? plain(field.getName()) : labels.get(i);
      List<String> origin = i < origins.size() ? origins.get(i) : null;
      ResultColumn column = column(label, field.getType(), origin, tables);
      columns.add(column);
      types[i] = column.type();
    }
    return new PlanOutput(List.copyOf(columns), types);
  }

  private static String plain(String name) {
    return name.startsWith("EXPR$") ? NO_NAME : name;
  }

  /** Labels from the text; null where the validated name counts (a star, a set operation). */
  private static List<@Nullable String> labels(SqlNode query, int count) {
    List<@Nullable String> labels = new ArrayList<>();
    SqlNode node = query;
    while (!(node instanceof SqlSelect)) {
      if (node instanceof SqlOrderBy orderBy) {
        node = orderBy.query;
      } else if (node instanceof SqlWith with) {
        node = with.body;
      } else if (node.isA(SqlKind.SET_QUERY) && node instanceof SqlCall call) {
        node = call.operand(0);
      } else {
        break;
      }
    }
    SqlNodeList list =
        node instanceof SqlSelect select ? select.getSelectList() : SqlNodeList.EMPTY;
    if (list.size() == count) {
      for (SqlNode item : list) {
        labels.add(label(item));
      }
    }
    while (labels.size() < count) {
      labels.add(null);
    }
    return labels;
  }

  private static @Nullable String label(SqlNode item) {
    if (item instanceof SqlIdentifier identifier) {
      return identifier.isStar() ? null : identifier.names.get(identifier.names.size() - 1);
    }
    if (item.getKind() == SqlKind.AS) {
      return ((SqlCall) item).operand(1).toString();
    }
    String name = item instanceof SqlCall call ? ColumnNames.functionName(call) : null;
    return name == null ? NO_NAME : name;
  }

  private static ResultColumn column(
      String label, RelDataType type, @Nullable List<String> origin, TableResolver tables) {
    ColumnType computed = TypeMapping.fromRel(type);
    if (origin == null || origin.size() < 3) {
      return new ResultColumn(label, computed, type.isNullable(), null, null, null, false);
    }
    String schema = origin.get(origin.size() - 3);
    String table = origin.get(origin.size() - 2);
    String name = origin.get(origin.size() - 1);
    ColumnType declared = declaredType(tables, schema, table, name);
    return new ResultColumn(
        label,
        declared != null && fits(declared, computed) ? declared : computed,
        type.isNullable(),
        schema,
        table,
        name,
        isIdentity(tables, schema, table, name));
  }

  private static @Nullable ColumnType declaredType(
      TableResolver tables, String schema, String table, String name) {
    SourceTable source = tables.find(schema, table);
    int position = source == null ? -1 : source.shape().indexOf(name);
    if (source == null || position < 0) {
      return null;
    }
    TableColumn column = source.shape().columns().get(position);
    return column.type();
  }

  private static boolean fits(ColumnType declared, ColumnType computed) {
    return declared.kind() == computed.kind()
        || (computed.kind() == TypeKind.VARCHAR
            && (declared.kind() == TypeKind.CHAR || declared.kind() == TypeKind.JSON));
  }

  private static boolean isIdentity(
      TableResolver tables, String schema, String table, String name) {
    CollectionCatalog catalog = tables.catalog(schema);
    EntityTypeDescriptor type = catalog == null ? null : catalog.types().get(table);
    ColumnDescriptor column = type == null ? null : type.column(name);
    return column != null && column.identity() != null;
  }
}
