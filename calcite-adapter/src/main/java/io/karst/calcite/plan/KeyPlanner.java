package io.karst.calcite.plan;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.exec.BoundsProgram;
import io.karst.calcite.pushdown.BoundsTemplate;
import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.source.StoreSource;
import io.karst.sql.point.KeyQuery;
import io.karst.sql.point.RowCondition;
import io.karst.sql.point.RowExpression;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Recognises trees that are one walk along an access path, with simple conditions and columns, and
 * makes key plans of them. The tree is the general path's, so both mean the same; whatever is not
 * surely the same is left to the general path.
 */
final class KeyPlanner {
  private final RexBuilder rex;
  private final PlanOutput output;
  private final KeyValues values;

  KeyPlanner(RexBuilder rex, PlanOutput output, KeyValues values) {
    this.rex = rex;
    this.output = output;
    this.values = values;
  }

  /** The parts of a tree, from the top. */
  private record Parts(
      @Nullable Sort sort, @Nullable Project project, @Nullable Filter filter, KarstScan scan) {}

  /** The key plan, or null. */
  @Nullable KeyQuery plan(RelNode root) {
    Parts parts = parts(root);
    if (parts == null || !(parts.scan.karstTable().source() instanceof StoreSource source)) {
      return null;
    }
    KeyExpressions expressions = new KeyExpressions(rex, parts.scan, values);
    KeyRows rows = new KeyRows(rex, parts.scan, values, expressions);
    BoundsProgram bounds = bounds(parts.scan.push().bounds());
    List<RowCondition> conditions =
        parts.filter == null
            ? List.of()
            : rows.conditions(RelOptUtil.conjunctions(parts.filter.getCondition()));
    long limit = parts.sort == null ? Long.MAX_VALUE : count(parts.sort.fetch, Long.MAX_VALUE);
    long offset = parts.sort == null ? 0 : count(parts.sort.offset, 0);
    if (bounds == null || conditions == null || limit < 0 || offset < 0) {
      return null;
    }
    List<RowExpression> outputs = null;
    if (parts.project != null) {
      outputs = expressions.outputs(parts.project.getProjects());
      if (outputs == null) {
        return null;
      }
    }
    BoundValue walkLimit = null;
    RexNode pushedLimit = parts.scan.push().limit();
    if (pushedLimit != null) {
      walkLimit = values.comparable(pushedLimit, ColumnType.BIGINT);
      if (walkLimit == null) {
        return null;
      }
    }
    if (!typesFit(outputs, parts.scan)) {
      return null;
    }
    KeyQuery.Walk walk =
        new KeyQuery.Walk(
            source.table(),
            parts.scan.push().path(),
            bounds,
            projection(parts.scan),
            parts.scan.push().reverse(),
            walkLimit);
    return new KeyQuery(walk, conditions, outputs, limit, offset);
  }

  /** Whether a tree that is not optimised yet may become a walk: it only reads one table. */
  static boolean mayFit(RelNode root) {
    RelNode node = root;
    while (node instanceof Sort || node instanceof Project || node instanceof Filter) {
      boolean hard =
          node instanceof Filter filter
              ? RexUtil.SubQueryFinder.containsSubQuery(filter)
              : node instanceof Project project
                  && (project.containsOver() || RexUtil.SubQueryFinder.containsSubQuery(project));
      if (hard) {
        return false;
      }
      node = node.getInput(0);
    }
    return node instanceof TableScan;
  }

  private static @Nullable Parts parts(RelNode root) {
    RelNode node = root;
    Sort sort = null;
    Project project = null;
    Filter filter = null;
    if (node instanceof Sort top) {
      if (!top.getCollation().getFieldCollations().isEmpty()) {
        return null;
      }
      sort = top;
      node = top.getInput();
    }
    if (node instanceof Project found) {
      if (found.containsOver()) {
        return null;
      }
      project = found;
      node = found.getInput();
    }
    if (node instanceof Filter found) {
      filter = found;
      node = found.getInput();
    }
    if (node instanceof KarstScan scan) {
      return new Parts(sort, project, filter, scan);
    }
    return null;
  }

  private static int[] projection(KarstScan scan) {
    int[] projection = new int[scan.getRowType().getFieldCount()];
    for (int i = 0; i < projection.length; i++) {
      projection[i] = scan.position(i);
    }
    return projection;
  }

  /** A literal count; -1 if it is anything else. */
  private static long count(@Nullable RexNode node, long absent) {
    if (node == null) {
      return absent;
    }
    BigDecimal value =
        node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return value == null || value.signum() < 0 || value.precision() > 18 ? -1 : value.longValue();
  }

  /** Whether each column gives the client values of the type that it was told. */
  private boolean typesFit(@Nullable List<RowExpression> outputs, KarstScan scan) {
    ColumnType[] types = output.types();
    int count = outputs == null ? scan.getRowType().getFieldCount() : outputs.size();
    if (types.length != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      TypeKind wanted = types[i].kind();
      RowExpression expression = outputs == null ? new RowExpression.Column(i) : outputs.get(i);
      TypeKind given = kind(expression, scan);
      boolean texts = isText(given) && isText(wanted);
      if (given != null && given != wanted && !texts) {
        return false;
      }
      if (given == null
          && expression instanceof RowExpression.Value value
          && !KeyExpressions.isOfKind(value, wanted)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable TypeKind kind(RowExpression expression, KarstScan scan) {
    if (expression instanceof RowExpression.Column column) {
      return scan.shape().columns().get(scan.position(column.position())).type().kind();
    }
    if (expression instanceof RowExpression.Value) {
      return null;
    }
    if (expression instanceof RowExpression.Arithmetic arithmetic) {
      return arithmetic.kind();
    }
    return expression instanceof RowExpression.Choice choice ? choice.kind() : TypeKind.BOOLEAN;
  }

  private static boolean isText(@Nullable TypeKind kind) {
    return kind == TypeKind.VARCHAR || kind == TypeKind.CHAR || kind == TypeKind.JSON;
  }

  private @Nullable BoundsProgram bounds(BoundsTemplate template) {
    List<List<BoundValue>> equals = new ArrayList<>();
    for (int i = 0; i < template.equal().size(); i++) {
      List<BoundValue> alternatives = new ArrayList<>();
      for (BoundsTemplate.Value value : template.equal().get(i)) {
        BoundValue compiled =
            value instanceof BoundsTemplate.Expression expression
                ? values.comparable(expression.node(), template.types().get(i))
                : BoundsProgram.IS_NULL;
        if (compiled == null) {
          return null;
        }
        alternatives.add(compiled);
      }
      equals.add(alternatives);
    }
    List<BoundsProgram.Range> ranges = new ArrayList<>();
    for (BoundsTemplate.Range range : template.range()) {
      ColumnType type = template.types().get(equals.size());
      List<BoundsProgram.End> lower = ends(range.lower(), type);
      List<BoundsProgram.End> upper = ends(range.upper(), type);
      if (lower == null || upper == null) {
        return null;
      }
      ranges.add(new BoundsProgram.Range(lower, upper));
    }
    return new BoundsProgram(equals, ranges, template.types());
  }

  private @Nullable List<BoundsProgram.End> ends(List<BoundsTemplate.End> ends, ColumnType type) {
    List<BoundsProgram.End> result = new ArrayList<>();
    for (BoundsTemplate.End end : ends) {
      BoundValue value = values.comparable(end.node(), type);
      if (value == null) {
        return null;
      }
      result.add(new BoundsProgram.End(value, end.inclusive()));
    }
    return result;
  }
}
