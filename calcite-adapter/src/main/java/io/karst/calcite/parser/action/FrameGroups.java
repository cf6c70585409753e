package io.karst.calcite.parser.action;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/** The mark of windows whose offsets count groups of peers. */
public final class FrameGroups {
  /** The mark: a last key of the order; it never runs. */
  public static final SqlFunction OPERATOR =
      new SqlFunction(
          "$groups",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.INTEGER,
          null,
          OperandTypes.NILADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  private FrameGroups() {}

  /**
   * The order of a window with the mark as its last key, which changes no order.
   *
   * @param base the window that the order may come from
   */
  public static SqlNodeList mark(
      SqlNodeList order, @Nullable SqlIdentifier base, SqlParserPos pos) {
    if (order.isEmpty() && base == null) {
      throw new KarstException(ErrorCode.WINDOWING_ERROR, "GROUPS mode requires an ORDER BY clause")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    List<SqlNode> keys = new ArrayList<>(order.getList());
    // By name, so that it is quoted where the text of a view is written.
    SqlIdentifier name = new SqlIdentifier(OPERATOR.getName(), pos);
    keys.add(
        new SqlUnresolvedFunction(
                name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
            .createCall(pos));
    return new SqlNodeList(keys, order.getParserPosition());
  }
}
