package io.karst.calcite.rel;

import io.karst.calcite.type.KarstTypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlTypeName;

/** Expressions as EXPLAIN shows them: names instead of positions, no types of literals. */
public final class RexText {
  private static final RexBuilder BUILDER = new RexBuilder(new KarstTypeFactory());

  private RexText() {}

  /**
   * The text of an expression.
   *
   * @param names of the input's fields
   */
  public static String of(RexNode node, List<String> names) {
    if (node instanceof RexInputRef ref) {
      return ref.getIndex() < names.size() ? names.get(ref.getIndex()) : "$" + ref.getIndex();
    }
    if (node instanceof RexDynamicParam parameter) {
      return "?" + parameter.getIndex();
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node.getKind() == SqlKind.SEARCH) {
      return of(RexUtil.expandSearch(BUILDER, null, node), names);
    }
    if (node instanceof RexCall call) {
      return call(call, names);
    }
    return node.toString();
  }

  private static String literal(RexLiteral literal) {
    if (literal.isNull()) {
      return "NULL";
    }
    if (literal.getTypeName() == SqlTypeName.CHAR) {
      return "'" + literal.getValueAs(String.class).replace("'", "''") + "'";
    }
    String text = literal.toString();
    int type = text.lastIndexOf(':');
    boolean typed =
        type > 0 && Character.isLetter(text.charAt(Math.min(type + 1, text.length() - 1)));
    return typed ? text.substring(0, type) : text;
  }

  private static String call(RexCall call, List<String> names) {
    List<String> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      operands.add(of(operand, names));
    }
    String name = call.getOperator().getName();
    if (call.getKind() == SqlKind.CAST) {
      return "CAST(" + operands.get(0) + " AS " + call.getType() + ")";
    }
    if (call.getOperator().getSyntax() == SqlSyntax.BINARY) {
      List<String> wrapped = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        boolean nested =
            call.getOperands().get(i) instanceof RexCall inner
                && inner.getOperator().getSyntax() == SqlSyntax.BINARY;
        wrapped.add(nested ? "(" + operands.get(i) + ")" : operands.get(i));
      }
      return String.join(" " + name + " ", wrapped);
    }
    if (call.getOperator().getSyntax() == SqlSyntax.POSTFIX) {
      return operands.get(0) + " " + name;
    }
    return name.toLowerCase(Locale.ROOT) + "(" + String.join(", ", operands) + ")";
  }
}
