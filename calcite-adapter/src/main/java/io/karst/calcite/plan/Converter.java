package io.karst.calcite.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.ast.WithTies;
import io.karst.calcite.function.Convertlets;
import io.karst.calcite.subquery.Memberships;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Converts a validated tree, turning hoistable literals outside select lists into parameters. */
final class Converter extends SqlToRelConverter {
  static final Config CONFIG =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(true)
          .withInSubQueryThreshold(20)
          .withRemoveSortInSubQuery(false)
          // Merged projections would lose the rows of set-returning functions, and those of unique
          // rows are not unique.
          .addRelBuilderConfigTransform(builder -> builder.withBloat(-1).withAggregateUnique(true));

  private final HoistedLiterals literals;
  private final Map<HoistedLiterals.Position, Integer> byPosition = new HashMap<>();
  private final boolean[] hoisted;

  /** The joins that are being converted, the innermost first. */
  private final Deque<SqlJoin> joins = new ArrayDeque<>();

  private final SharedQueries shared;
  private final WindowLists windowLists = new WindowLists();

  /** What the hoisted literals were before. */
  private final @Nullable RexNode[] originals;

  Converter(
      RelOptTable.ViewExpander views,
      ValidatedQuery query,
      RelOptCluster cluster,
      RelBuilderFactory builders,
      IntSupplier sharedQueries,
      HoistedLiterals literals,
      Set<HoistedLiterals.Position> allowed) {
    super(
        views,
        query.validator(),
        query.reader(),
        cluster,
        new Convertlets(),
        CONFIG.withRelBuilderFactory(builders));
    this.shared = new SharedQueries(query.node(), query.validator(), sharedQueries);
    this.literals = literals;
    this.hoisted = new boolean[literals.positions().size()];
    this.originals = new @Nullable RexNode[hoisted.length];
    for (int i = 0; i < hoisted.length; i++) {
      if (allowed.contains(literals.positions().get(i))) {
        byPosition.put(literals.positions().get(i), i);
      }
    }
  }

  boolean[] hoisted() {
    return hoisted;
  }

  boolean anyHoisted() {
    for (boolean one : hoisted) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /** Number of the parameter that the first hoisted literal becomes. */
  int firstHoisted() {
    return literals.positions().isEmpty() ? Integer.MAX_VALUE : literals.firstParameter();
  }

  /** A converted tree with its hoisted literals back in place. */
  RelNode withLiterals(RelNode rel) {
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            int index = parameter.getIndex() - literals.firstParameter();
            RexNode literal = index < 0 ? null : originals[index];
            return literal == null ? parameter : literal;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            return visited.clone(withLiterals(visited.rel));
          }
        };
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visitChildren(other).accept(expressions);
          }
        });
  }

  @Override
  protected void convertFrom(
      Blackboard bb, @Nullable SqlNode from, @Nullable List<String> fieldNames) {
    if (!(from instanceof SqlJoin join)) {
      super.convertFrom(bb, from, fieldNames);
      if (from instanceof SqlWithItem item) {
        bb.setRoot(shared.of(item, bb.root()), true);
      }
      if (from != null && from.getKind() == SqlKind.VALUES) {
        bb.setRoot(DecimalValues.restored(bb.root(), (SqlCall) from), true);
      }
      return;
    }
    joins.push(join);
    super.convertFrom(bb, from, fieldNames);
    joins.pop();
  }

  @Override
  public RelNode convertValues(SqlCall values, @Nullable RelDataType targetRowType) {
    return DecimalValues.restored(super.convertValues(values, targetRowType), values);
  }

  @Override
  protected RelNode createJoin(
      Blackboard bb, RelNode left, RelNode right, RexNode condition, JoinRelType type) {
    SqlJoin join = joins.peek();
    RexNode merged =
        join == null ? null : new MergedColumns(validator(), rexBuilder).condition(join);
    return super.createJoin(bb, left, right, merged == null ? condition : merged, type);
  }

  @Override
  protected void convertAgg(
      Blackboard bb, SqlSelect select, List<SqlNode> orderExprList, List<SqlNode> extraList) {
    select.getSelectList().forEach(windowLists::add);
    orderExprList.forEach(windowLists::add);
    extraList.forEach(windowLists::add);
    super.convertAgg(bb, select, orderExprList, extraList);
  }

  @Override
  protected RelNode createAggregate(
      Blackboard bb,
      ImmutableBitSet groupSet,
      ImmutableList<ImmutableBitSet> groupSets,
      List<AggregateCall> aggCalls) {
    if (aggCalls.isEmpty()) {
      // Who asks whether rows are distinct already knows no comparisons with NULL.
      bb.setRoot(bb.root().accept(new ConstantConditions(rexBuilder)), false);
    }
    return RepeatedGroups.typed(super.createAggregate(bb, groupSet, groupSets, aggCalls));
  }

  private SqlValidator validator() {
    return requireNonNull(validator, "validator");
  }

  @Override
  protected RelFieldTrimmer newFieldTrimmer() {
    return new FieldTrimmer(validator, RelFactories.LOGICAL_BUILDER.create(cluster, catalogReader));
  }

  @Override
  protected Blackboard createBlackboard(
      SqlValidatorScope scope, @Nullable Map<String, RexNode> nameToNodeMap, boolean top) {
    return new MarkingBlackboard(scope, nameToNodeMap, top);
  }

  private final class MarkingBlackboard extends Blackboard {
    MarkingBlackboard(
        SqlValidatorScope scope, @Nullable Map<String, RexNode> nameToNodeMap, boolean top) {
      super(scope, nameToNodeMap, top);
    }

    @Override
    public RexNode convertExpression(SqlNode expr) {
      SqlNode comparisons = windowLists.comparisons(expr);
      return Memberships.nullable(
          rexBuilder, super.convertExpression(comparisons == null ? expr : comparisons));
    }

    /** A column of a query around that its grouping sets leave out: NULL is one of its values. */
    @Override
    public RexNode visit(SqlIdentifier identifier) {
      RexNode node = super.visit(identifier);
      RelDataType type = validator().getValidatedNodeTypeIfKnown(identifier);
      return type != null
              && type.isNullable()
              && !node.getType().isNullable()
              && node instanceof RexFieldAccess access
              && access.getReferenceExpr() instanceof RexCorrelVariable outer
          ? nullable(outer, access.getField().getIndex())
          : node;
    }

    private RexNode nullable(RexCorrelVariable outer, int index) {
      RelDataTypeFactory.Builder row = typeFactory.builder();
      for (RelDataTypeField field : outer.getType().getFieldList()) {
        boolean nullable = field.getIndex() == index || field.getType().isNullable();
        row.add(field.getName(), typeFactory.createTypeWithNullability(field.getType(), nullable));
      }
      return rexBuilder.makeFieldAccess(rexBuilder.makeCorrel(row.build(), outer.id), index);
    }

    private RexNode marked(SqlNode number, RexNode converted) {
      return WithTies.is(number) ? rexBuilder.makeCall(TiedRows.NUMBER, converted) : converted;
    }

    @Override
    public RexNode visit(SqlDynamicParam parameter) {
      return marked(parameter, super.visit(parameter));
    }

    @Override
    public RexNode visit(SqlLiteral literal) {
      RexNode node = marked(literal, super.visit(literal));
      SqlParserPos pos = literal.getParserPosition();
      Integer index =
          byPosition.get(new HoistedLiterals.Position(pos.getLineNum(), pos.getColumnNum()));
      if (index == null
          || literals.values().get(index) instanceof BigDecimal
          || !literals.isSame(index, literal)) {
        return node;
      }
      hoisted[index] = true;
      originals[index] = node;
      return rexBuilder.makeDynamicParam(node.getType(), literals.firstParameter() + index);
    }
  }
}
