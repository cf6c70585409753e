package io.karst.calcite.validate;

import io.karst.calcite.ast.OrderItems;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one name in the result of a query: {@code *} shows them all, but their name means none
 * of them. So inside of a statement each has a name that nobody can write: the common one, a zero
 * character and a number.
 */
public final class DuplicateNames {
  private static final char MARK = '\0';

  private DuplicateNames() {}

  /** The name as it is shown. */
  public static String plain(String name) {
    int mark = name.indexOf(MARK);
    return mark < 0 ? name : name.substring(0, mark);
  }

  /** A text without the numbers behind names. */
  public static String plainText(String text) {
    return text.indexOf(MARK) < 0 ? text : text.replaceAll(MARK + "\\d+", "");
  }

  static boolean isMarked(String name) {
    return name.indexOf(MARK) >= 0;
  }

  /** Names of which none comes twice. */
  static List<String> distinct(List<String> names) {
    Map<String, Integer> counts = new HashMap<>();
    names.forEach(name -> counts.merge(plain(name), 1, Integer::sum));
    List<String> result = new ArrayList<>(names.size());
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : names) {
      String plain = plain(name);
      boolean alone = counts.getOrDefault(plain, 1) == 1;
      result.add(alone ? plain : plain + MARK + numbers.merge(plain, 1, Integer::sum));
    }
    return result;
  }

  /** A row in which no name comes twice. */
  static RelDataType distinct(RelDataTypeFactory factory, RelDataType row) {
    List<String> names = row.getFieldNames();
    Set<String> seen = new HashSet<>();
    boolean changes = false;
    for (String name : names) {
      changes |= isMarked(name) || !seen.add(name);
    }
    return changes
        ? factory.createStructType(
            row.getFieldList().stream().map(field -> field.getType()).toList(), distinct(names))
        : row;
  }

  /** Puts what the select list shows in place of a name that several of its columns have. */
  static void resolve(SqlNodeList order, SqlSelect select, RelDataType row) {
    for (int i = 0; i < order.size(); i++) {
      SqlNode shown =
          OrderItems.key(order.get(i)) instanceof SqlIdentifier name
              ? shown(name, select, row)
              : null;
      if (shown != null) {
        order.set(i, OrderItems.withKey(order.get(i), key -> shown.clone(key.getParserPosition())));
      }
    }
  }

  private static @Nullable SqlNode shown(SqlIdentifier name, SqlSelect select, RelDataType row) {
    if (!name.isSimple()) {
      return null;
    }
    SqlNode shown = null;
    for (int i = 0; i < row.getFieldCount(); i++) {
      String column = row.getFieldNames().get(i);
      if (isMarked(column) && plain(column).equals(name.getSimple())) {
        SqlNode item = SqlUtil.stripAs(select.getSelectList().get(i));
        if (shown != null && !shown.equalsDeep(item, Litmus.IGNORE)) {
          SqlParserPos position = name.getParserPosition();
          throw new KarstException(
                  ErrorCode.AMBIGUOUS_COLUMN, "ORDER BY \"" + name.getSimple() + "\" is ambiguous")
              .withPosition(position.getLineNum(), position.getColumnNum());
        }
        shown = item;
      }
    }
    return shown;
  }

  /** Refuses a NATURAL JOIN that would have to choose among columns of one name. */
  static void checkNatural(RelDataType left, RelDataType right) {
    checkNatural(left, right, "left");
    checkNatural(right, left, "right");
  }

  private static void checkNatural(RelDataType one, RelDataType other, String side) {
    Set<String> names = new HashSet<>();
    other.getFieldNames().forEach(name -> names.add(plain(name)));
    for (String name : one.getFieldNames()) {
      if (isMarked(name) && names.contains(plain(name))) {
        throw new KarstException(
            ErrorCode.AMBIGUOUS_COLUMN,
            "common column name \""
                + plain(name)
                + "\" appears more than once in "
                + side
                + " table");
      }
    }
  }
}
