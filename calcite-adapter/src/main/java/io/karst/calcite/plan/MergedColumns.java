package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of USING and NATURAL over outer joins that have merged a column before: Calcite takes
 * the column of the first table, which is NULL where the row comes from another one.
 */
final class MergedColumns {
  private final SqlValidator validator;
  private final RexBuilder rex;

  MergedColumns(SqlValidator validator, RexBuilder rex) {
    this.validator = validator;
    this.rex = rex;
  }

  /**
   * The condition of a join.
   *
   * @return null where Calcite's is right
   */
  @Nullable RexNode condition(SqlJoin join) {
    if (!merges(join) || !(hasOuter(join.getLeft()) || hasOuter(join.getRight()))) {
      return null;
    }
    Set<String> names = names(join);
    if (names.isEmpty()) {
      return null;
    }
    int width = width(join.getLeft());
    List<RexNode> equal = new ArrayList<>();
    for (String name : names) {
      RexNode left = merged(join.getLeft(), name, 0, true);
      RexNode right = merged(join.getRight(), name, width, true);
      if (left == null || right == null) {
        return null;
      }
      equal.add(rex.makeCall(SqlStdOperatorTable.EQUALS, left, right));
    }
    return RexUtil.composeConjunction(rex, equal);
  }

  private static boolean merges(SqlJoin join) {
    return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
  }

  private static boolean isOuter(SqlJoin join) {
    return merges(join)
        && (join.getJoinType() == JoinType.FULL || join.getJoinType() == JoinType.RIGHT);
  }

  private static boolean hasOuter(SqlNode node) {
    return node instanceof SqlJoin join
        && (isOuter(join) || hasOuter(join.getLeft()) || hasOuter(join.getRight()));
  }

  private Set<String> names(SqlJoin join) {
    Set<String> names = new LinkedHashSet<>();
    if (join.isNatural()) {
      names.addAll(columns(join.getLeft()));
      names.retainAll(columns(join.getRight()));
    } else if (join.getCondition() instanceof SqlNodeList list) {
      for (SqlNode name : list) {
        names.add(((SqlIdentifier) name).getSimple());
      }
    }
    return names;
  }

  private Set<String> columns(SqlNode node) {
    Set<String> names = new LinkedHashSet<>();
    if (node instanceof SqlJoin join) {
      names.addAll(columns(join.getLeft()));
      names.addAll(columns(join.getRight()));
      return names;
    }
    RelDataType type = rowType(node);
    if (type != null) {
      names.addAll(type.getFieldNames());
    }
    return names;
  }

  private @Nullable RelDataType rowType(SqlNode node) {
    SqlValidatorNamespace namespace = validator.getNamespace(node);
    return namespace == null ? null : namespace.getRowType();
  }

  private int width(SqlNode node) {
    if (node instanceof SqlJoin join) {
      return width(join.getLeft()) + width(join.getRight());
    }
    RelDataType type = rowType(node);
    return type == null ? 0 : type.getFieldCount();
  }

  private @Nullable RexNode merged(SqlNode node, String name, int offset, boolean present) {
    if (node instanceof SqlJoin join) {
      JoinType type = join.getJoinType();
      boolean leftPresent = present && type != JoinType.RIGHT && type != JoinType.FULL;
      boolean rightPresent = present && type != JoinType.LEFT && type != JoinType.FULL;
      RexNode left = merged(join.getLeft(), name, offset, leftPresent);
      RexNode right = merged(join.getRight(), name, offset + width(join.getLeft()), rightPresent);
      if (left == null || right == null) {
        return left == null ? right : left;
      }
      return switch (type) {
        case RIGHT -> right;
        case FULL -> rex.makeCall(SqlStdOperatorTable.COALESCE, left, right);
        default -> left;
      };
    }
    RelDataType row = rowType(node);
    RelDataTypeField field = row == null ? null : row.getField(name, true, false);
    if (field == null) {
      return null;
    }
    RelDataType type =
        present
            ? field.getType()
            : rex.getTypeFactory().createTypeWithNullability(field.getType(), true);
    return rex.makeInputRef(type, offset + field.getIndex());
  }
}
