package io.karst.calcite.subquery;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Finds the sub-queries of an operator that are the same but for what they call their rows, as the
 * ones that COALESCE and BETWEEN mention several times: they become one, which runs once.
 */
public final class EqualQueries extends QueryShuttle {
  private static final Pattern DEFINED =
      Pattern.compile("variablesSet=\\[\\[([^\\]]*)\\]\\]|correlation=\\[([^\\]]*)\\]");
  private static final Pattern NAME = Pattern.compile("\\$cor\\d+");

  @Override
  protected RelNode rewritten(RelNode node) {
    if (queries(node) < 2) {
      return node;
    }
    Map<String, RexSubQuery> known = new HashMap<>();
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
            RexSubQuery same = known.putIfAbsent(signature(visited), visited);
            return same == null ? visited : same;
          }
        });
  }

  private static int queries(RelNode node) {
    int[] queries = new int[1];
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            queries[0]++;
            return super.visitSubQuery(query);
          }
        });
    return queries[0];
  }

  /** The query as a text, with numbers by place instead of the names that it gives to its rows. */
  private static String signature(RexSubQuery query) {
    String text = query.op + " " + query.operands + " " + query.getType() + "\n";
    String rows = RelOptUtil.toString(query.rel);
    Set<String> own = new LinkedHashSet<>();
    Matcher defined = DEFINED.matcher(rows);
    while (defined.find()) {
      Matcher name = NAME.matcher(defined.group());
      while (name.find()) {
        own.add(name.group());
      }
    }
    if (own.isEmpty()) {
      return text + rows;
    }
    Map<String, String> numbers = new HashMap<>();
    own.forEach(name -> numbers.put(name, "$" + numbers.size()));
    return text
        + NAME.matcher(rows)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(numbers.getOrDefault(match.group(), match.group())));
  }
}
