package io.karst.calcite.parser.action;

import io.karst.calcite.ast.JsonColumn.Kind;
import io.karst.calcite.ast.JsonRows;
import io.karst.calcite.ast.Selects;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Turns JSON_TABLE into a query: a function returns each row as an array of texts, and the query
 * gives its elements their names and types.
 */
public final class JsonTable extends JsonArguments {
  private final List<SqlIdentifier> names = new ArrayList<>();
  private final List<JsonClauses> columns = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean failing;

  /** A path of rows and what is inside of it. */
  private record Level(String path, List<Integer> columns, List<Level> nested) {
    Level(String path) {
      this(path, new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Begins the columns of a path, of the table itself or NESTED. */
  public void begin(String path) {
    Level level = new Level(path);
    Level around = levels.peek();
    if (around != null) {
      around.nested.add(level);
    }
    levels.push(level);
  }

  /** Ends a NESTED PATH. */
  public void end() {
    levels.pop();
  }

  /** ERROR ON ERROR of the table. */
  public void failing() {
    failing = true;
  }

  /** {@code name FOR ORDINALITY}. */
  public void ordinality(SqlIdentifier name) {
    add(Kind.ORDINALITY, name);
  }

  /** A column with a type. */
  public JsonClauses column(SqlIdentifier name, SqlDataTypeSpec type, boolean exists) {
    JsonClauses clauses = add(exists ? Kind.EXISTS : Kind.VALUE, name);
    clauses.path("$.\"" + name.getSimple().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    clauses.type(type);
    return clauses;
  }

  private JsonClauses add(Kind kind, SqlIdentifier name) {
    SqlParserPos pos = name.getParserPosition();
    if (names.stream().anyMatch(other -> other.getSimple().equals(name.getSimple()))) {
      throw new KarstException(
              ErrorCode.DUPLICATE_ALIAS,
              "duplicate JSON_TABLE column or path name: " + name.getSimple())
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    JsonClauses clauses = new JsonClauses(kind, name.getSimple(), this, pos);
    levels.getFirst().columns.add(columns.size());
    names.add(name);
    columns.add(clauses);
    return clauses;
  }

  /** The query. */
  public SqlNode query(SqlParserPos pos) {
    SqlIdentifier row = new SqlIdentifier("$row", pos);
    SqlNode call = call(rows(levels.getFirst()), pos);
    SqlNode rows =
        SqlStdOperatorTable.AS.createCall(
            pos,
            Selects.of(List.of(SqlStdOperatorTable.AS.createCall(pos, call, row)), null, null, pos),
            new SqlIdentifier("$rows", pos));
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      SqlNode place = SqlLiteral.createExactNumeric(String.valueOf(i + 1), pos);
      SqlNode text =
          SqlStdOperatorTable.ITEM.createCall(
              pos, new SqlIdentifier(List.of("$rows", "$row"), pos), place);
      SqlNode value =
          Casts.call(SqlStdOperatorTable.CAST, pos, List.of(text, columns.get(i).type()));
      items.add(SqlStdOperatorTable.AS.createCall(pos, value, names.get(i)));
    }
    return SqlStdOperatorTable.LATERAL.createCall(pos, Selects.of(items, rows, null, pos));
  }

  private JsonRows rows(Level level) {
    return new JsonRows(
        level.path,
        columns.size(),
        failing,
        level.columns.stream().map(i -> columns.get(i).column(i)).toList(),
        level.nested.stream().map(this::rows).toList());
  }
}
