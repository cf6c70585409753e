package io.karst.calcite.parser.action;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.JsonColumn.Kind;
import io.karst.calcite.ast.JsonRows;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The expressions in one JSON_VALUE, JSON_QUERY, JSON_EXISTS or JSON_TABLE: the value, its path,
 * variables, defaults. They become arguments of a function, the other clauses a text beside them.
 */
public class JsonArguments {
  private final List<SqlNode> variables = new ArrayList<>();
  private final List<SqlNode> defaults = new ArrayList<>();
  private @Nullable SqlNode context;
  private @Nullable SqlNode path;

  /** The value. */
  public final void context(SqlNode value) {
    context = formatted(value);
  }

  /** The path behind it. */
  public final void path(SqlNode value) {
    path = value;
  }

  /** {@code PASSING value AS name}. */
  public final void variable(SqlNode value, SqlIdentifier name) {
    variables.add(SqlLiteral.createCharString(name.getSimple(), name.getParserPosition()));
    variables.add(formatted(value));
  }

  /** The text of {@code text FORMAT JSON} as JSON; any other value as it is. */
  @SuppressWarnings("ReferenceEquality") // operators are singletons
  static SqlNode formatted(SqlNode value) {
    if (!(value instanceof SqlCall call)
        || call.getOperator() != SqlStdOperatorTable.JSON_VALUE_EXPRESSION) {
      return value;
    }
    SqlParserPos pos = call.getParserPosition();
    SqlDataTypeSpec json =
        new SqlDataTypeSpec(new ColumnTypeSpec(ColumnType.JSON, false, pos), pos);
    return SqlStdOperatorTable.CAST.createCall(pos, call.operand(0), json);
  }

  /** A value of DEFAULT; its number is returned. */
  final int addDefault(SqlNode value, SqlDataTypeSpec type) {
    SqlParserPos pos = value.getParserPosition();
    SqlNode cast = Casts.call(SqlStdOperatorTable.CAST, pos, List.of(value, type));
    defaults.add(text(cast, pos));
    return defaults.size() - 1;
  }

  /** The clauses of an expression. */
  public final JsonClauses expression(Kind kind, SqlParserPos pos) {
    return new JsonClauses(kind, null, this, pos);
  }

  /** The call that an expression is, of the type that it wants. */
  public final SqlNode call(Kind kind, JsonClauses clauses, SqlParserPos pos) {
    SqlNode call =
        FunctionOperators.call(
            "$json_" + kind.name().toLowerCase(Locale.ROOT),
            pos,
            List.of(
                requireNonNull(context, "value"),
                requireNonNull(path, "path"),
                variables(pos),
                defaults(pos),
                literal(JsonRows.text(clauses.column(0)), pos)));
    return Casts.call(SqlStdOperatorTable.CAST, pos, List.of(call, clauses.type()));
  }

  /** The call that computes rows. */
  final SqlNode call(JsonRows rows, SqlParserPos pos) {
    return FunctionOperators.call(
        "$json_table",
        pos,
        List.of(
            requireNonNull(context, "value"),
            variables(pos),
            defaults(pos),
            literal(JsonRows.text(rows), pos)));
  }

  private SqlNode variables(SqlParserPos pos) {
    return variables.isEmpty()
        ? literal("{}", pos)
        : FunctionOperators.call("jsonb_build_object", pos, variables);
  }

  private SqlNode defaults(SqlParserPos pos) {
    List<SqlNode> all = defaults.isEmpty() ? List.of(text(literal("", pos), pos)) : defaults;
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, all);
  }

  private static SqlNode text(SqlNode value, SqlParserPos pos) {
    SqlDataTypeSpec text =
        new SqlDataTypeSpec(new ColumnTypeSpec(ColumnType.TEXT, false, pos), pos);
    return SqlStdOperatorTable.CAST.createCall(pos, value, text);
  }

  private static SqlNode literal(String text, SqlParserPos pos) {
    return SqlLiteral.createCharString(text, pos);
  }
}
