package io.karst.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Names of columns that have no alias. */
public final class ColumnNames {
  private ColumnNames() {}

  /**
   * Gives function calls without alias the function's name, as PostgreSQL does.
   *
   * @param written the select list before anything in it was rewritten
   */
  static SqlNode named(SqlSelect select, SqlNodeList written) {
    SqlNodeList list = select.getSelectList();
    List<SqlNode> named = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < list.size(); i++) {
      SqlNode item = list.get(i);
      String name = written.get(i) instanceof SqlCall call ? functionName(call) : null;
      if (name != null) {
        SqlParserPos pos = item.getParserPosition();
        named.add(SqlStdOperatorTable.AS.createCall(pos, item, new SqlIdentifier(name, pos)));
        changed = true;
      } else {
        named.add(item);
      }
    }
    if (changed) {
      SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
      copy.setSelectList(new SqlNodeList(named, list.getParserPosition()));
      return copy;
    }
    return select;
  }

  /**
   * The name PostgreSQL gives an unnamed column: of the function, or of the column inside a cast or
   * before a subscript; null if it has none.
   */
  public static @Nullable String functionName(SqlCall call) {
    switch (call.getKind()) {
      case OVER, FILTER, WITHIN_GROUP, RESPECT_NULLS, IGNORE_NULLS -> {
        return call.operand(0) instanceof SqlCall inner ? functionName(inner) : null;
      }
      case CAST -> {
        SqlNode operand = call.operand(0);
        if (operand instanceof SqlIdentifier identifier) {
          return identifier.names.get(identifier.names.size() - 1);
        }
        return operand instanceof SqlCall inner ? functionName(inner) : null;
      }
      case ITEM -> {
        return call.operand(0) instanceof SqlIdentifier identifier
            ? identifier.names.get(identifier.names.size() - 1)
            : null;
      }
      case CASE -> {
        return "case";
      }
      case COALESCE -> {
        return "coalesce";
      }
      case AS -> {
        return null;
      }
      default -> {}
    }
    if (call.getOperator() instanceof SqlFunction || call.getOperator() instanceof SqlAggFunction) {
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      return switch (name) {
        case "extract_field", "age_field" -> "extract";
        case "age_part" -> "date_part";
        case "translate3" -> "translate";
        case "$decimal_power" -> null;
        case "$json_value", "$json_query", "$json_exists" -> name.substring(1);
        case "$new_json_object", "$new_json_array" -> name.substring("$new_".length());
        case "$slice" ->
            call.operand(0) instanceof SqlIdentifier array
                ? array.names.get(array.names.size() - 1)
                : null;
        default ->
            name.startsWith("$numeric_")
                ? name.substring("$numeric_".length())
                : name.startsWith("$") ? null : name;
      };
    }
    return null;
  }
}
