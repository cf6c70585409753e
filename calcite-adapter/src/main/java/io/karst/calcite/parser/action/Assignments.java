package io.karst.calcite.parser.action;

import io.karst.calcite.ast.Assignment;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the grammar of INSERT, UPDATE and COPY cannot check by itself. */
public final class Assignments {
  private Assignments() {}

  /** {@code column = value}. */
  public static void single(List<Assignment> assignments, SqlIdentifier column, SqlNode value) {
    assignments.add(new Assignment(List.of(column), value));
  }

  /** {@code (columns) = (values)}, or {@code (columns) = (query)}. */
  public static void row(
      List<Assignment> assignments, List<SqlIdentifier> columns, SqlNodeList values) {
    if (values.size() == 1 && values.get(0).isA(SqlKind.QUERY)) {
      assignments.add(new Assignment(columns, values.get(0)));
      return;
    }
    if (values.size() != columns.size()) {
      throw at(
          new KarstException(
              ErrorCode.SYNTAX_ERROR, "number of columns does not match number of values"),
          values.getParserPosition());
    }
    for (int i = 0; i < columns.size(); i++) {
      single(assignments, columns.get(i), values.get(i));
    }
  }

  /** DO UPDATE must say which key. */
  public static KarstException conflictTargetMissing(SqlParserPos pos) {
    return at(
        new KarstException(
            ErrorCode.SYNTAX_ERROR,
            "ON CONFLICT DO UPDATE requires inference specification or constraint name"),
        pos);
  }

  /** A word that the grammar lets through but that is wrong here. */
  public static KarstException unexpected(String word, SqlParserPos pos) {
    return at(
        new KarstException(ErrorCode.SYNTAX_ERROR, "syntax error at or near \"" + word + "\""),
        pos);
  }

  /** What the grammar knows and nothing else does. */
  public static KarstException unsupported(String what, SqlParserPos pos) {
    return at(new KarstException(ErrorCode.FEATURE_NOT_SUPPORTED, what + " is not supported"), pos);
  }

  /** ON COMMIT of a table that stays. */
  public static KarstException onCommitWithoutTemporary(SqlParserPos pos) {
    return at(
        new KarstException(
            ErrorCode.INVALID_TABLE_DEFINITION, "ON COMMIT can only be used on temporary tables"),
        pos);
  }

  private static KarstException at(KarstException error, SqlParserPos pos) {
    return error.withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
