package io.karst.calcite.parser.action;

import io.karst.calcite.ast.NumberedParameter;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The {@code $n} of the statement being parsed; only PREPARE may have some. */
public final class NumberedParameters {
  /** The highest number, as in PostgreSQL. */
  private static final int MAXIMUM = 65_535;

  private final List<NumberedParameter> found = new ArrayList<>();
  private boolean allowed;

  /** The text of PREPARE begins. */
  public void allow() {
    allowed = true;
  }

  /**
   * Takes note of one.
   *
   * @param index among all parameters in the order of the text
   * @param image as written, with the dollar
   * @throws KarstException 42P02 outside of PREPARE and for numbers nobody can give a value to
   */
  public SqlDynamicParam add(int index, String image, SqlParserPos pos) {
    int number = image.length() > 6 ? 0 : Integer.parseInt(image.substring(1));
    if (!allowed || number < 1 || number > MAXIMUM) {
      throw new KarstException(ErrorCode.UNDEFINED_PARAMETER, "there is no parameter " + image)
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    found.add(new NumberedParameter(number, pos, false));
    return new SqlDynamicParam(index, pos);
  }

  /** What was read last stands in the place of a number, such as that of FETCH. */
  public void lastIsCount() {
    if (!found.isEmpty()) {
      NumberedParameter last = found.remove(found.size() - 1);
      found.add(new NumberedParameter(last.number(), last.pos(), true));
    }
  }

  /** All in the order of the text. */
  public List<NumberedParameter> list() {
    return List.copyOf(found);
  }
}
