package io.karst.calcite.plan;

import io.karst.calcite.schema.KarstTable;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of CHAR columns with constants and parameters: blanks at the end do not count. The
 * columns are read without theirs, so constants lose them too, and parameters when they are given.
 */
final class CharacterComparisons extends RelHomogeneousShuttle {
  /** The type that takes the blanks from a parameter's values, of any length. */
  static final ColumnType PARAMETER = new ColumnType(TypeKind.CHAR, 0, 0, null);

  /** Occurrences of parameters that are not compared with CHAR columns, by index. */
  private final Map<Integer, Integer> others = new HashMap<>();

  /** Parameters that are compared with CHAR columns and nothing else. */
  Set<Integer> parameters() {
    Set<Integer> result = new HashSet<>();
    others.forEach(
        (parameter, count) -> {
          if (count == 0) {
            result.add(parameter);
          }
        });
    return result;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node.accept(new Expressions(node.getInputs(), node.getCluster().getRexBuilder()));
  }

  private final class Expressions extends RexShuttle {
    private final List<RelNode> inputs;
    private final RexBuilder rex;

    Expressions(List<RelNode> inputs, RexBuilder rex) {
      this.inputs = inputs;
      this.rex = rex;
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
      others.merge(parameter.getIndex(), 1, Integer::sum);
      return parameter;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(CharacterComparisons.this);
      return rel == visited.rel ? visited : visited.clone(rel);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() == SqlKind.SEARCH && isCharacter(call.getOperands().get(0))) {
        return RexUtil.expandSearch(rex, null, call).accept(this);
      }
      RexNode visited = super.visitCall(call);
      if (!SqlKind.COMPARISON.contains(call.getKind())
          || !(visited instanceof RexCall comparison)) {
        return visited;
      }
      RexNode left = comparison.getOperands().get(0);
      RexNode right = comparison.getOperands().get(1);
      RexNode shortLeft = compared(left, right);
      RexNode shortRight = compared(right, left);
      return shortLeft.equals(left) && shortRight.equals(right)
          ? visited
          : comparison.clone(comparison.getType(), List.of(shortLeft, shortRight));
    }

    /** A value as it is compared with another one, which may be a CHAR column. */
    private RexNode compared(RexNode value, RexNode other) {
      if (KeyValues.withoutCasts(value) instanceof RexDynamicParam parameter) {
        if (isCharacter(other)) {
          others.merge(parameter.getIndex(), -1, Integer::sum);
        }
        return value;
      }
      RexNode shorter = withoutBlanks(value);
      return shorter != null && isCharacter(other) ? shorter : value;
    }

    /** A constant without the blanks at its end; null if it has none or is no constant. */
    private @Nullable RexNode withoutBlanks(RexNode node) {
      String text =
          node instanceof RexLiteral literal
                  && SqlTypeName.CHAR_TYPES.contains(node.getType().getSqlTypeName())
              ? literal.getValueAs(String.class)
              : null;
      if (text == null || !text.endsWith(" ")) {
        return null;
      }
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == ' ') {
        end--;
      }
      return rex.makeLiteral(text.substring(0, end), node.getType(), false);
    }

    /** Whether an expression is a column declared as CHAR. */
    private boolean isCharacter(RexNode node) {
      if (!(node instanceof RexInputRef ref)
          || node.getType().getSqlTypeName() != SqlTypeName.VARCHAR) {
        return false;
      }
      int column = ref.getIndex();
      for (RelNode input : inputs) {
        int width = input.getRowType().getFieldCount();
        if (column < width) {
          return isCharacter(input, column);
        }
        column -= width;
      }
      return false;
    }

    private boolean isCharacter(RelNode rel, int column) {
      Set<RelColumnOrigin> origins =
          rel.getCluster().getMetadataQuery().getColumnOrigins(rel, column);
      if (origins == null || origins.isEmpty()) {
        return false;
      }
      for (RelColumnOrigin origin : origins) {
        KarstTable table = origin.getOriginTable().unwrap(KarstTable.class);
        if (origin.isDerived() || table == null || !isCharacter(table, origin)) {
          return false;
        }
      }
      return true;
    }

    private boolean isCharacter(KarstTable table, RelColumnOrigin origin) {
      int position = table.position(origin.getOriginColumnOrdinal());
      return table.source().shape().columns().get(position).type().kind() == TypeKind.CHAR;
    }
  }
}
