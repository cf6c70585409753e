package io.karst.calcite.parser.action;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.Selects;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Collects the clauses of JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG and JSON_ARRAYAGG. */
public final class JsonConstructor {
  private final boolean object;
  private final List<SqlNode> items = new ArrayList<>();
  private boolean absent;
  private boolean unique;
  private @Nullable SqlDataTypeSpec type;

  /** Begins an object, which keeps members that are NULL, or an array, which does not. */
  public JsonConstructor(boolean object) {
    this.object = object;
    this.absent = !object;
  }

  /** A name or value. */
  public void add(SqlNode item) {
    items.add(JsonArguments.formatted(item));
  }

  /** ABSENT or NULL ON NULL. */
  public void absent(boolean isAbsent) {
    absent = isAbsent;
  }

  /** WITH UNIQUE KEYS. */
  public void unique() {
    unique = true;
  }

  /** RETURNING. */
  public void returning(SqlDataTypeSpec wanted) {
    type = wanted;
  }

  /** The call that JSON_OBJECT or JSON_ARRAY is. */
  public SqlNode call(SqlParserPos pos) {
    String rules = (absent ? "absent" : "") + (unique ? "unique" : "");
    List<SqlNode> operands = new ArrayList<>();
    operands.add(SqlLiteral.createCharString(rules, pos));
    operands.addAll(items);
    SqlNode call =
        FunctionOperators.call(object ? "$new_json_object" : "$new_json_array", pos, operands);
    return type == null ? call : cast(call, type, pos);
  }

  /** JSON_ARRAY of the rows of a query. */
  public SqlNode rows(SqlNode query, SqlParserPos pos) {
    SqlIdentifier item = new SqlIdentifier("$item", pos);
    items.add(item);
    SqlNode rows =
        SqlStdOperatorTable.AS.createCall(pos, query, new SqlIdentifier("$items", pos), item);
    SqlNode array = Selects.of(List.of(aggregate(null, pos)), rows, null, pos);
    return SqlStdOperatorTable.SCALAR_QUERY.createCall(pos, array);
  }

  /** The call that JSON_OBJECTAGG or JSON_ARRAYAGG is. */
  public SqlCall aggregate(@Nullable SqlNodeList order, SqlParserPos pos) {
    SqlDataTypeSpec wanted = type;
    ColumnType result = wanted == null ? ColumnType.JSON : ColumnTypeSpec.of(wanted);
    if (result.kind() != TypeKind.JSON) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "JSON aggregates return json or jsonb; cast the result")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    String function =
        (result.equals(ColumnType.JSONB) ? "jsonb" : "json")
            + (object ? "_object_agg" : "_agg")
            + (unique ? "_unique" : "")
            + (absent ? "_strict" : "");
    SqlCall call = FunctionOperators.call(function, pos, items);
    return order == null ? call : SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, call, order);
  }

  private static SqlNode cast(SqlNode value, SqlDataTypeSpec type, SqlParserPos pos) {
    return Casts.call(SqlStdOperatorTable.CAST, pos, List.of(value, type));
  }
}
