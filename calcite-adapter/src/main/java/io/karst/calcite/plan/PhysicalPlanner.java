package io.karst.calcite.plan;

import io.karst.calcite.estimate.PlanMetadata;
import io.karst.calcite.join.JoinOrder;
import io.karst.calcite.rel.ConstantRows;
import io.karst.calcite.rule.LookupJoins;
import io.karst.calcite.rule.LoopBuffers;
import io.karst.calcite.rule.ScanPushdown;
import io.karst.calcite.subquery.EqualQueries;
import io.karst.calcite.subquery.GroupedRows;
import io.karst.calcite.subquery.JoinQueries;
import io.karst.calcite.subquery.QuantifiedQueries;
import io.karst.calcite.subquery.RowMemberships;
import io.karst.calcite.subquery.SubQueryScopes;
import io.karst.calcite.subquery.Unnesting;
import io.karst.calcite.subquery.ValueQueries;
import io.karst.calcite.type.KarstRexBuilder;
import io.karst.calcite.type.KarstTypeFactory;
import io.karst.calcite.validate.KarstConformance;
import io.karst.sql.ParameterInfo;
import io.karst.sql.point.KeyQuery;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.CancelFlag;
import org.jspecify.annotations.Nullable;

/** From a logical tree to compiled code: one per planning. */
final class PhysicalPlanner {
  private final KarstTypeFactory typeFactory;
  private final VolcanoPlanner volcano;
  private final RelOptCluster cluster;
  private final PlanOptions options;
  private PlannerRules rules = PlannerRules.SIMPLIFYING;
  private int sharedQueries;

  PhysicalPlanner(KarstTypeFactory typeFactory, AtomicBoolean cancelled, PlanOptions options) {
    this.typeFactory = typeFactory;
    this.options = options;
    this.volcano = new VolcanoPlanner(Contexts.of(new CancelFlag(cancelled)));
    volcano.setExecutor(LiteralCasts.INSTANCE);
    // No collation trait: operators keep the order they are given, nobody asks for another.
    volcano.addRelTraitDef(ConventionTraitDef.INSTANCE);
    PlannerRules.ENUMERABLE.forEach(volcano::addRule);
    this.cluster = RelOptCluster.create(volcano, new KarstRexBuilder(typeFactory));
  }

  RelOptCluster cluster() {
    return cluster;
  }

  /** Plans without simplifying conditions, from now on. */
  void planPlainly() {
    rules = PlannerRules.PLAIN;
  }

  /** A number that no other shared query of the statement has. */
  int nextShared() {
    return sharedQueries++;
  }

  /** Makes relational expressions. */
  RelBuilderFactory builders() {
    return rules.builders();
  }

  /** Prepares the thread for metadata; {@link #end} undoes it. */
  void begin() {
    RelMetadataQueryBase.THREAD_PROVIDERS.set(PlanMetadata.PROVIDER);
    cluster.setMetadataProvider(PlanMetadata.PROVIDER);
    cluster.setMetadataQuerySupplier(PlanMetadata::new);
  }

  void end() {
    RelMetadataQueryBase.THREAD_PROVIDERS.remove();
  }

  /**
   * Plans a converted tree.
   *
   * @param whole whether a tree that is no key plan gets its literals back
   * @throws NoKeyPlan if it would have to but is a part of a statement
   */
  QueryPlan plan(
      RelNode logical,
      PlanOutput output,
      List<ParameterInfo> parameters,
      Converter converter,
      boolean whole) {
    if (!converter.anyHoisted() || KeyPlanner.mayFit(logical)) {
      RelNode rel = optimized(logical, converter);
      KeyValues values = new KeyValues(parameters, converter.firstHoisted());
      KeyPlan keyPlan = keyPlan(rel, output, values, converter.hoisted());
      if (keyPlan != null) {
        return keyPlan;
      }
      if (!converter.anyHoisted()) {
        return generated(rel, output, parameters, converter.hoisted());
      }
    }
    if (!whole) {
      throw new NoKeyPlan();
    }
    // Constants make better plans than parameters.
    boolean[] none = new boolean[converter.hoisted().length];
    List<ParameterInfo> own = parameters.subList(0, converter.firstHoisted());
    RelNode rel = optimized(converter.withLiterals(logical), converter);
    KeyPlan keyPlan = keyPlan(rel, output, new KeyValues(own, Integer.MAX_VALUE), none);
    return keyPlan != null ? keyPlan : generated(rel, output, own, none);
  }

  private RelNode optimized(RelNode logical, Converter converter) {
    RelNode rel = rules == PlannerRules.PLAIN ? logical.accept(new ManyConditions()) : logical;
    rel = rel.accept(new WorkingTables()).accept(new UnneededOrder());
    rel = rel.accept(new RowMemberships());
    rel = rel.accept(new GroupedRows()).accept(new EqualQueries());
    rel = rel.accept(new SetProjections()).accept(new SetInstants()).accept(new TiedRows());
    rel = rel.accept(new ConstantConditions(cluster.getRexBuilder()));
    rel = rel.accept(new CheckedArithmetic(cluster.getRexBuilder(), false));
    rel = MicroTimes.inWindows(rel);
    rel = rel.accept(new ValueQueries()).accept(new QuantifiedQueries()).accept(new JoinQueries());
    rel = hep(rules.subQueries, SubQueryScopes.of(rel));
    rel = Unnesting.of(hep(rules.correlates, rel));
    rel = converter.trimUnusedFields(true, rel);
    rel = rel.accept(new CommonFactors());
    rel = rel.accept(new WindowKeys()).accept(new AveragedKeys());
    rel = hep(rules.normalize, rel);
    // What the rules made of averages.
    rel = rel.accept(new CheckedArithmetic(cluster.getRexBuilder(), true));
    rel = rel.accept(new DistinctSets());
    rel = rel.accept(new DistinctAggregates(rules.builders())); // before the sums are looked at
    rel = rel.accept(new SumArguments());
    rel = hep(rules.clean, new ScanPushdown(cluster).apply(rel));
    RelNode ordered = new JoinOrder(options.joinLimit()).apply(rel);
    return ordered.equals(rel) ? rel : hep(rules.clean, ordered);
  }

  private @Nullable KeyPlan keyPlan(
      RelNode rel, PlanOutput output, KeyValues values, boolean[] hoisted) {
    if (!options.keyPlans()) {
      return null;
    }
    KeyQuery query = new KeyPlanner(cluster.getRexBuilder(), output, values).plan(rel);
    return query == null
        ? null
        : new KeyPlan(query, values.parameters(), output.columns(), hoisted, ExplainText.of(rel));
  }

  private QueryPlan generated(
      RelNode optimized, PlanOutput output, List<ParameterInfo> parameters, boolean[] hoisted) {
    RelNode rel = optimized.accept(new FrameWindows());
    rel = rel.accept(new GrandTotals());
    rel = rel.accept(new GroupKeys());
    rel = rel.accept(new PostgresOrder(cluster.getRexBuilder()));
    rel = rel.accept(new ValueComparisons());
    rel = rel.accept(new UnmatchedRows());
    Map<String, Object> stashed = new HashMap<>();
    stashed.put("_conformance", KarstConformance.INSTANCE);
    if (rules == PlannerRules.PLAIN) {
      rel = rel.accept(new SplitConditions());
    }
    rel = ConstantRows.replaceIn(rel).accept(new MemberSets(stashed));
    EnumerableRel physical = toEnumerable(MicroTimes.everywhere(rel));
    List<String> explain = ExplainText.of(physical);
    Bindable<?> code = code(physical, stashed);
    return new EnumerablePlan(parameters, output, hoisted, code, stashed, typeFactory, explain);
  }

  /** Nested conditions need more code: what is too much then may be little enough without. */
  private static Bindable<?> code(EnumerableRel physical, Map<String, Object> stashed) {
    EnumerableRel lazy = LazyPlan.of(physical);
    try {
      return PlanCode.of(lazy, stashed);
    } catch (KarstException e) {
      if (lazy.equals(physical) || e.code() != ErrorCode.LIMIT_EXCEEDED) {
        throw e;
      }
      return PlanCode.of(physical, stashed);
    }
  }

  private EnumerableRel toEnumerable(RelNode rel) {
    RelTraitSet wanted = cluster.traitSetOf(EnumerableConvention.INSTANCE);
    RelNode root = rel.getTraitSet().equals(wanted) ? rel : volcano.changeTraits(rel, wanted);
    volcano.setRoot(root);
    RelNode best = volcano.findBestExp().accept(new RecursiveUnions());
    RelNode calcs = hep(rules.calc, JoinKeys.apply(LoopBuffers.apply(LookupJoins.apply(best))));
    return (EnumerableRel) VolatileRows.fixed(calcs);
  }

  private RelNode hep(HepProgram program, RelNode rel) {
    HepPlanner hep = new HepPlanner(program, volcano.getContext());
    hep.setRoot(rel);
    return hep.findBestExp();
  }
}
