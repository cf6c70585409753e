package io.karst.calcite.function;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Searches over the edges of a collection, read by key prefix as the search reaches entities. */
final class GraphWalk {
  private static final int CANCEL_INTERVAL = 64;

  /** An entity reached, at its least number of hops, and how. */
  record Visit(UUID entity, int hops, @Nullable UUID via, @Nullable String edge) {}

  /** One entity of a path; the edge leads to it. */
  record Step(UUID entity, @Nullable String edge, double cost) {}

  /** An edge seen from one of its ends. */
  private record Edge(UUID other, String type, double weight) {}

  /** An entity to be settled by Dijkstra's algorithm. */
  private record Open(UUID entity, double cost) {}

  private final QueryContext context;
  private final @Nullable SortedSet<String> edgeTypes;
  private final boolean out;
  private final boolean in;
  private final List<SourceTable> edgeTables = new ArrayList<>();
  private final @Nullable SourceTable index;
  private int expanded;

  /**
   * @param schema null = the current one
   * @param edgeTypes types of edges to follow, null = all
   */
  GraphWalk(
      QueryContext context,
      @Nullable String schema,
      @Nullable SortedSet<String> edgeTypes,
      boolean out,
      boolean in) {
    this.context = context;
    this.edgeTypes = edgeTypes;
    this.out = out;
    this.in = in;
    TableResolver tables = context.session().tables();
    String collection = schema == null ? context.session().currentSchema() : schema;
    if (!tables.schemaNames().contains(collection)) {
      throw new KarstException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + collection + "\" does not exist");
    }
    for (String name : tables.tableNames(collection)) {
      SourceTable table = name.endsWith("$edges") ? tables.find(collection, name) : null;
      if (table != null) {
        edgeTables.add(table);
      }
    }
    this.index = tables.find(collection, "collection$index");
  }

  /** The entity type of an entity, or null if it is not known. */
  @Nullable String typeOf(UUID entity) {
    if (index == null) {
      return null;
    }
    TableShape shape = index.shape();
    int path = pathOn(shape, "entity_id");
    int[] projection = {shape.indexOf("entity_type")};
    ScanSpec spec = new ScanSpec(path, List.of(KeyBounds.equalTo(entity)), projection, false, 1);
    try (RowCursor rows = index.scan(context, spec)) {
      return rows.next() ? (String) rows.get(0) : null;
    }
  }

  /** Entities within some hops, nearest first, the source left out. */
  List<Visit> reach(UUID source, int maxHops) {
    Map<UUID, Visit> visits = new LinkedHashMap<>();
    visits.put(source, new Visit(source, 0, null, null));
    List<UUID> frontier = List.of(source);
    for (int hops = 1; hops <= maxHops && !frontier.isEmpty(); hops++) {
      List<UUID> next = new ArrayList<>();
      for (UUID entity : frontier) {
        for (Edge edge : edges(entity)) {
          Visit visit = new Visit(edge.other(), hops, entity, edge.type());
          if (visits.putIfAbsent(edge.other(), visit) == null) {
            next.add(edge.other());
          }
        }
      }
      frontier = next;
    }
    visits.remove(source);
    return new ArrayList<>(visits.values());
  }

  /** A path of fewest hops, or nothing. */
  List<Step> fewestHops(UUID source, UUID target, int maxHops) {
    Map<UUID, Visit> visits = new HashMap<>();
    visits.put(source, new Visit(source, 0, null, null));
    ArrayDeque<UUID> queue = new ArrayDeque<>();
    queue.add(source);
    while (!queue.isEmpty() && !visits.containsKey(target)) {
      UUID entity = queue.remove();
      int hops = known(visits, entity).hops() + 1;
      if (hops > maxHops) {
        break;
      }
      for (Edge edge : edges(entity)) {
        Visit visit = new Visit(edge.other(), hops, entity, edge.type());
        if (visits.putIfAbsent(edge.other(), visit) == null) {
          queue.add(edge.other());
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    Visit visit = visits.get(target);
    while (visit != null) {
      steps.add(new Step(visit.entity(), visit.edge(), visit.hops()));
      visit = visit.via() == null ? null : visits.get(visit.via());
    }
    Collections.reverse(steps);
    return steps;
  }

  private static Visit known(Map<UUID, Visit> visits, UUID entity) {
    return java.util.Objects.requireNonNull(visits.get(entity));
  }

  /** A path of least total weight (edges without weight count 1), or nothing. */
  List<Step> leastWeight(UUID source, UUID target) {
    Map<UUID, Double> costs = new HashMap<>();
    Map<UUID, Visit> from = new HashMap<>();
    PriorityQueue<Open> queue = new PriorityQueue<>(Comparator.comparingDouble(Open::cost));
    costs.put(source, 0.0);
    queue.add(new Open(source, 0));
    while (!queue.isEmpty()) {
      Open open = queue.remove();
      if (open.cost() > costs.getOrDefault(open.entity(), Double.MAX_VALUE)) {
        continue;
      }
      if (open.entity().equals(target)) {
        break;
      }
      for (Edge edge : edges(open.entity())) {
        if (edge.weight() < 0) {
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER, "a weighted path needs weights of at least 0");
        }
        double cost = open.cost() + edge.weight();
        if (cost < costs.getOrDefault(edge.other(), Double.MAX_VALUE)) {
          costs.put(edge.other(), cost);
          from.put(edge.other(), new Visit(edge.other(), 0, open.entity(), edge.type()));
          queue.add(new Open(edge.other(), cost));
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    UUID entity = costs.containsKey(target) ? target : null;
    while (entity != null) {
      Visit visit = from.get(entity);
      String type = visit == null ? null : visit.edge();
      steps.add(new Step(entity, type, costs.getOrDefault(entity, 0.0)));
      entity = visit == null || entity.equals(source) ? null : visit.via();
    }
    Collections.reverse(steps);
    return steps;
  }

  private List<Edge> edges(UUID entity) {
    if ((expanded++ & (CANCEL_INTERVAL - 1)) == 0 && context.cancelled().get()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
    List<Edge> edges = new ArrayList<>();
    for (SourceTable table : edgeTables) {
      if (out) {
        read(table, "source_id", "target_id", entity, edges);
      }
      if (in) {
        read(table, "target_id", "source_id", entity, edges);
      }
    }
    return edges;
  }

  private void read(SourceTable table, String near, String far, UUID entity, List<Edge> edges) {
    TableShape shape = table.shape();
    int path = pathOn(shape, near);
    AccessPath along = shape.paths().get(path);
    boolean byType =
        along.columns().size() > 1 && along.columns().get(1) == shape.indexOf("edge_type");
    int[] projection = {
      shape.indexOf(far),
      shape.indexOf("edge_type"),
      shape.indexOf("active"),
      shape.indexOf("weight")
    };
    ScanSpec spec = new ScanSpec(path, bounds(entity, byType), projection, false, Long.MAX_VALUE);
    try (RowCursor rows = table.scan(context, spec)) {
      while (rows.next()) {
        String type = (String) java.util.Objects.requireNonNull(rows.get(1));
        UUID other = (UUID) java.util.Objects.requireNonNull(rows.get(0));
        boolean active = !Boolean.FALSE.equals(rows.get(2));
        if (active && (edgeTypes == null || edgeTypes.contains(type))) {
          double weight = rows.isNull(3) ? 1 : rows.getDouble(3);
          edges.add(new Edge(other, type, weight));
        }
      }
    }
  }

  private List<KeyBounds> bounds(UUID entity, boolean byType) {
    if (edgeTypes == null || !byType) {
      return List.of(KeyBounds.equalTo(entity));
    }
    List<KeyBounds> bounds = new ArrayList<>(edgeTypes.size());
    for (String type : edgeTypes) {
      bounds.add(KeyBounds.equalTo(entity, type));
    }
    return bounds;
  }

  private static int pathOn(TableShape shape, String column) {
    int position = shape.indexOf(column);
    for (int i = 0; i < shape.paths().size(); i++) {
      List<Integer> columns = shape.paths().get(i).columns();
      if (!columns.isEmpty() && columns.get(0) == position) {
        return i;
      }
    }
    throw new KarstException(
        ErrorCode.INTERNAL, shape.name() + " has no path that begins with " + column);
  }
}
