package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstLookupJoin;
import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.rel.KarstShared;
import io.karst.calcite.rel.RexText;
import io.karst.calcite.validate.DuplicateNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A plan as EXPLAIN shows it: one line per operator, children indented, the same in every run. */
final class ExplainText {
  private ExplainText() {}

  static List<String> of(RelNode root) {
    List<String> lines = new ArrayList<>();
    add(root, 0, lines, new HashSet<>());
    return lines;
  }

  /**
   * Adds an operator and its inputs.
   *
   * @param shared the numbers of the shared queries that were shown
   */
  private static void add(RelNode rel, int depth, List<String> lines, Set<Integer> shared) {
    lines.add("  ".repeat(depth) + DuplicateNames.plainText(describe(rel)));
    if (rel instanceof KarstShared query && !shared.add(query.number())) {
      return;
    }
    for (RelNode input : rel.getInputs()) {
      if (rel instanceof KarstLookupJoin && input instanceof KarstScan scan) {
        if (input == rel.getInput(1)) {
          lines.add("  ".repeat(depth + 1) + scan.describeLookup());
          continue;
        }
      }
      add(input, depth + 1, lines, shared);
    }
  }

  private static String describe(RelNode rel) {
    if (rel instanceof KarstScan scan) {
      return scan.describe();
    }
    if (rel instanceof io.karst.calcite.rel.Described described) {
      return described.describe();
    }
    String name = rel.getRelTypeName();
    if (rel instanceof LogicalFilter filter) {
      return "Filter filter=["
          + RexText.of(filter.getCondition(), rel.getInput(0).getRowType().getFieldNames())
          + "]";
    }
    if (rel instanceof LogicalProject project) {
      return "Project" + columns(project.getProjects(), rel.getInput(0));
    }
    if (rel instanceof LogicalSort limit) {
      return "Limit" + limits(limit.fetch, limit.offset);
    }
    if (rel instanceof EnumerableCalc calc) {
      return name + ProgramText.of(calc.getProgram());
    }
    if (rel instanceof Join join) {
      List<String> names = new ArrayList<>(join.getLeft().getRowType().getFieldNames());
      names.addAll(join.getRight().getRowType().getFieldNames());
      return name
          + " "
          + join.getJoinType().lowerName
          + " on="
          + RexText.of(join.getCondition(), names);
    }
    if (rel instanceof Aggregate aggregate) {
      return name + describe(aggregate);
    }
    if (rel instanceof EnumerableLimit limit) {
      return name + limits(limit.fetch, limit.offset);
    }
    if (rel instanceof Sort sort) {
      return name + describe(sort);
    }
    if (rel instanceof TableFunctionScan function) {
      return name + " " + RexText.of(function.getCall(), List.of());
    }
    if (rel instanceof Values values) {
      return name + " rows=" + values.getTuples().size();
    }
    return name;
  }

  private static String columns(List<RexNode> nodes, RelNode input) {
    List<String> names = input.getRowType().getFieldNames();
    List<String> columns = new ArrayList<>();
    for (RexNode node : nodes) {
      columns.add(RexText.of(node, names));
    }
    return " columns=[" + String.join(", ", columns) + "]";
  }

  private static String describe(Aggregate aggregate) {
    List<String> names = aggregate.getInput().getRowType().getFieldNames();
    List<String> keys = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      keys.add(names.get(key));
    }
    List<String> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<String> arguments = new ArrayList<>();
      for (int argument : call.getArgList()) {
        arguments.add(names.get(argument));
      }
      calls.add(
          call.getAggregation().getName().toLowerCase(java.util.Locale.ROOT)
              + "("
              + (call.isDistinct() ? "distinct " : "")
              + String.join(", ", arguments)
              + order(call.getCollation(), names)
              + ")"
              + (call.filterArg < 0 ? "" : " filter " + names.get(call.filterArg)));
    }
    String sets = aggregate.getGroupSets().size() > 1 ? " sets=" + aggregate.getGroupSets() : "";
    return " group=["
        + String.join(", ", keys)
        + "] calls=["
        + String.join(", ", calls)
        + "]"
        + sets;
  }

  private static String describe(Sort sort) {
    StringBuilder out = new StringBuilder();
    String keys = keys(sort.getCollation(), sort.getInput().getRowType().getFieldNames());
    if (!keys.isEmpty()) {
      out.append(" by=[").append(keys).append(']');
    }
    return out.append(limits(sort.fetch, sort.offset)).toString();
  }

  private static String order(RelCollation collation, List<String> names) {
    String keys = keys(collation, names);
    return keys.isEmpty() ? "" : " order by " + keys;
  }

  private static String keys(RelCollation collation, List<String> names) {
    List<String> keys = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      keys.add(names.get(field.getFieldIndex()) + (field.direction.isDescending() ? " DESC" : ""));
    }
    return String.join(", ", keys);
  }

  private static String limits(@Nullable RexNode fetch, @Nullable RexNode offset) {
    String limit = fetch == null ? "" : " limit=" + RexText.of(fetch, List.of());
    return offset == null ? limit : limit + " offset=" + RexText.of(offset, List.of());
  }
}
