package io.karst.calcite.rel;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.exec.ScanSource;
import io.karst.calcite.pushdown.BoundsTemplate;
import io.karst.calcite.schema.KarstTable;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableShape;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/** A scan of a table along one of its access paths, with what was pushed into it. */
public final class KarstScan extends TableScan implements EnumerableRel {
  private final KarstTable karst;
  private final List<Integer> fields;
  private final ScanPush push;

  private KarstScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      List<Integer> fields,
      ScanPush push) {
    super(cluster, traits, List.of(), table);
    this.karst = requireNonNull(table.unwrap(KarstTable.class), "KarstTable");
    this.fields = List.copyOf(fields);
    this.push = push;
  }

  /** A scan of everything. */
  public static KarstScan of(RelOptCluster cluster, RelOptTable table) {
    List<Integer> all =
        java.util.stream.IntStream.range(0, table.getRowType().getFieldCount()).boxed().toList();
    return new KarstScan(
        cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), table, all, ScanPush.NONE);
  }

  /** The same scan showing only these fields of its current row type. */
  public KarstScan project(List<Integer> ofFields) {
    List<Integer> mapped = ofFields.stream().map(fields::get).toList();
    return new KarstScan(getCluster(), traitSet, table, mapped, push);
  }

  /** The same scan with other things pushed. */
  public KarstScan with(ScanPush newPush) {
    return new KarstScan(getCluster(), traitSet, table, fields, newPush);
  }

  public KarstTable karstTable() {
    return karst;
  }

  public TableShape shape() {
    return karst.source().shape();
  }

  public ScanPush push() {
    return push;
  }

  public AccessPath path() {
    return shape().paths().get(push.path());
  }

  /** The field of the table that a field of the row type is. */
  public int tableField(int field) {
    return fields.get(field);
  }

  /** Position in the table's shape of a field of the row type. */
  public int position(int field) {
    return karst.position(fields.get(field));
  }

  @Override
  public RelDataType deriveRowType() {
    RelDataTypeFactory.Builder builder = getCluster().getTypeFactory().builder();
    List<RelDataTypeField> all = table.getRowType().getFieldList();
    for (int field : fields) {
      builder.add(all.get(field));
    }
    return builder.build();
  }

  @Override
  public RelNode copy(RelTraitSet newTraits, List<RelNode> inputs) {
    return new KarstScan(getCluster(), newTraits, table, fields, push);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    double rows = karst.source().estimatedRows() * push.selectivity();
    return Math.max(1, Math.min(rows, push.limitRows()));
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = estimateRowCount(mq);
    double perRow = path().kind() == AccessPath.Kind.INDEX ? 4 : 1;
    return planner.getCostFactory().makeCost(rows * perRow, rows * perRow, 0);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("fields", fields).item("push", push.digest());
  }

  /** KeyGet, MultiGet, KeyRange, IndexRange or FullScan. */
  private String accessKind() {
    BoundsTemplate bounds = push.bounds();
    if (bounds.isAll()) {
      return "FullScan";
    }
    AccessPath path = path();
    if (path.unique() && bounds.equal().size() == path.columns().size()) {
      return bounds.isSingle() ? "KeyGet" : "MultiGet";
    }
    boolean key = path.kind() == AccessPath.Kind.CLUSTERED || path.name().equals("primary key");
    return key ? "KeyRange" : "IndexRange";
  }

  /** One line for EXPLAIN. */
  public String describe() {
    TableShape shape = shape();
    StringBuilder out = new StringBuilder(accessKind());
    out.append(' ').append(shape.collection()).append('.').append(shape.name());
    out.append(" path=").append(path().name());
    if (push.reverse()) {
      out.append(" reverse");
    }
    if (!push.bounds().isAll()) {
      out.append(" bounds=[").append(push.describeBounds(shape)).append(']');
    }
    if (!push.pushed().isEmpty()) {
      out.append(" pushed=[").append(String.join(", ", push.pushed())).append(']');
    }
    if (!push.residual().isEmpty()) {
      out.append(" residual=[").append(String.join(", ", push.residual())).append(']');
    }
    out.append(" columns=[").append(String.join(", ", getRowType().getFieldNames())).append(']');
    if (push.limit() != null) {
      out.append(" limit=").append(RexText.of(push.limit(), List.of()));
    }
    return out.toString();
  }

  /** One line for EXPLAIN where a join gives the keys. */
  public String describeLookup() {
    return "Lookup "
        + shape().collection()
        + "."
        + shape().name()
        + " columns=["
        + String.join(", ", getRowType().getFieldNames())
        + "]";
  }

  /** The scan as executions use it. */
  public ScanSource source() {
    int[] projection = new int[fields.size()];
    for (int i = 0; i < projection.length; i++) {
      projection[i] = position(i);
    }
    BoundValues values = new BoundValues(getCluster());
    BoundsTemplate bounds = push.bounds();
    return new ScanSource(
        karst.source(),
        push.path(),
        bounds.compile(values::compile),
        projection,
        push.reverse(),
        push.limit() == null ? null : values.compile(push.limit()));
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression source = implementor.stash(source(), ScanSource.class);
    return implementor.result(
        physType, Blocks.toBlock(Expressions.call(source, "open", DataContext.ROOT)));
  }
}
