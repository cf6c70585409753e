package io.karst.calcite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The graph table functions over a small graph: 1 -> 2 -> 3 -> 4, 1 -> 3 (weight 5), 4 -> 1. */
class GraphTest {
  private final Fixture f = Fixture.sample();

  @BeforeEach
  void edges() {
    FakeTable edges =
        f.register(
            "t$edges",
            List.of(
                new TableColumn("source_id", ColumnType.UUID, false, false),
                new TableColumn("edge_type", ColumnType.TEXT, false, false),
                new TableColumn("target_id", ColumnType.UUID, false, false),
                new TableColumn("active", ColumnType.BOOLEAN, true, false),
                new TableColumn("weight", ColumnType.DOUBLE, true, false)),
            new AccessPath(
                "incoming",
                AccessPath.Kind.INDEX,
                List.of(2, 1, 0),
                List.of(false, false, false),
                true));
    edge(edges, 1, "knows", 2, 1.0);
    edge(edges, 2, "knows", 3, 1.0);
    edge(edges, 3, "likes", 4, 1.0);
    edge(edges, 1, "likes", 3, 5.0);
    edge(edges, 4, "knows", 1, 1.0);
  }

  private static void edge(FakeTable edges, int from, String type, int to, double weight) {
    edges.row(new UUID(0, from), type, new UUID(0, to), true, weight);
  }

  private List<String> ids(String function) {
    return f.rows(
        "select t.id, g.hops from "
            + function
            + " g join t on t._id = g.entity_id order by g.hops, t.id");
  }

  @Test
  void neighbors() {
    String one = "entity_id('t', 1)";
    assertThat(ids("graph_neighbors(" + one + ")")).containsExactly("2|1", "3|1");
    assertThat(ids("graph_neighbors(" + one + ", 'knows')")).containsExactly("2|1");
    assertThat(ids("graph_neighbors(" + one + ", 'knows', 'in')")).containsExactly("4|1");
    assertThat(ids("graph_neighbors('public', " + one + ", 1, 2, 'out', NULL)"))
        .containsExactly("2|1", "3|1", "4|2");
    assertThat(ids("graph_neighbors('public', " + one + ", 2, 2, 'both', NULL)")).isEmpty();
  }

  @Test
  void shortestPath() {
    String ends = "entity_id('t', 1), entity_id('t', 4)";
    String query = "select s.step, t.id, s.cost from %s s join t on t._id = s.entity_id order by 1";
    assertThat(f.rows(query.formatted("graph_shortest_path(" + ends + ")")))
        .containsExactly("0|1|0", "1|3|1", "2|4|2");
    assertThat(
            f.rows(
                query.formatted("graph_shortest_path('public', " + ends + ", 'out', NULL, TRUE)")))
        .containsExactly("0|1|0", "1|2|1", "2|3|2", "3|4|3");
  }
}
