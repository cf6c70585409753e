package io.karst.calcite.plan;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the literals that may become parameters: direct operands of comparisons, BETWEEN and short
 * IN lists in WHERE and ON. Everywhere else a literal may decide about validity, type, label or
 * plan.
 */
final class HoistablePositions extends SqlBasicVisitor<@Nullable Void> {
  private static final int MAX_IN_LIST = 19;

  private final Set<HoistedLiterals.Position> found = new HashSet<>();
  private boolean inCondition;

  static Set<HoistedLiterals.Position> of(SqlNode query) {
    HoistablePositions visitor = new HoistablePositions();
    query.accept(visitor);
    return visitor.found;
  }

  private void condition(@Nullable SqlNode node, boolean isCondition) {
    if (node != null) {
      boolean before = inCondition;
      inCondition = isCondition;
      node.accept(this);
      inCondition = before;
    }
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      for (SqlNode operand : select.getOperandList()) {
        condition(operand, operand != null && operand == select.getWhere());
      }
      return null;
    }
    if (call instanceof SqlJoin join) {
      condition(join.getLeft(), false);
      condition(join.getRight(), false);
      condition(join.getCondition(), true);
      return null;
    }
    if (inCondition) {
      comparison(call);
    }
    return super.visit(call);
  }

  private void comparison(SqlCall call) {
    switch (call.getKind()) {
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          BETWEEN,
          IN,
          NOT_IN -> {}
      default -> {
        return;
      }
    }
    if (call.operand(0).getKind() == SqlKind.LITERAL) {
      return;
    }
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlNodeList list && list.size() <= MAX_IN_LIST) {
        list.forEach(this::add);
      } else {
        add(operand);
      }
    }
  }

  private void add(@Nullable SqlNode node) {
    if (node instanceof SqlLiteral) {
      SqlParserPos pos = node.getParserPosition();
      found.add(new HoistedLiterals.Position(pos.getLineNum(), pos.getColumnNum()));
    }
  }
}
