package io.karst.calcite.validate;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.RecordRows;
import io.karst.calcite.parser.action.Casts;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
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

/** JSON objects as rows of typed columns: json_to_record and json_to_recordset. */
final class RecordTables {
  private static final String RECORD = "$record";

  private RecordTables() {}

  /**
   * The query that makes the rows.
   *
   * @param alias AS with {@link RecordRows} as its operand
   */
  static SqlCall query(SqlCall alias) {
    SqlCall records = alias.operand(0);
    SqlCall call = records.operand(0);
    SqlParserPos pos = records.getParserPosition();
    String function = FunctionTables.nameOf(call);
    boolean many = function.equals("json_to_recordset") || function.equals("jsonb_to_recordset");
    if (!many && !function.equals("json_to_record") && !function.equals("jsonb_to_record")) {
      throw new KarstException(
              ErrorCode.SYNTAX_ERROR,
              "a column definition list is only allowed for functions returning \"record\"")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    SqlNode json = call.operand(0);
    SqlNode record = StatementRewriter.call(many ? "$json_records" : "$json_record", pos, json);
    SqlNode table =
        SqlStdOperatorTable.AS.createCall(
            pos,
            FunctionTables.select(
                List.of(FunctionTables.named(record, new SqlIdentifier(RECORD, pos))), null, pos),
            new SqlIdentifier("$records", pos));
    SqlNodeList names = records.operand(1);
    SqlNodeList types = records.operand(2);
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      SqlIdentifier name = (SqlIdentifier) names.get(i);
      items.add(FunctionTables.named(field(name, (SqlDataTypeSpec) types.get(i)), name));
    }
    return SqlStdOperatorTable.AS.createCall(
        alias.getParserPosition(), FunctionTables.select(items, table, pos), alias.operand(1));
  }

  private static SqlNode field(SqlIdentifier name, SqlDataTypeSpec type) {
    SqlParserPos pos = name.getParserPosition();
    TypeKind kind =
        type.getTypeNameSpec() instanceof ColumnTypeSpec column
            ? column.columnType().kind()
            : TypeKind.VARCHAR; // of a domain, which reads text
    String function =
        kind == TypeKind.JSON
            ? "json_get"
            : kind == TypeKind.ARRAY ? "$json_array_text" : "json_get_text";
    SqlNode text =
        StatementRewriter.call(
            function,
            pos,
            new SqlIdentifier(RECORD, pos),
            SqlLiteral.createCharString(name.getSimple(), pos));
    return Casts.call(SqlStdOperatorTable.CAST, pos, List.of(text, type));
  }
}
