package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Graph table functions over the {@code $edges} tables of a collection.
 *
 * <p>{@code graph_neighbors([schema,] source, ...)}: one row per entity reached, at its least
 * distance: entity_id, entity_type, hops, via (the entity before it), edge_type. After the source
 * come edge type (or an array of them), direction, least and most hops; or most hops, direction,
 * edge type. {@code graph_shortest_path([schema,] source, target, ...)}: one row per step from 0
 * (the source): step, entity_id, entity_type, edge_type, cost (hops, or the sum of weights). The
 * start itself is no neighbour; inactive edges do not count. Each visited entity costs one prefix
 * scan per direction and entity type.
 */
public final class GraphFunctions {
  private static final int MAX_DEPTH = 1000;
  private static final String NEIGHBOR_COLUMNS =
      "entity_id uuid, entity_type text, hops int4, via uuid, edge_type text";
  private static final String PATH_COLUMNS =
      "step int4, entity_id uuid, entity_type text, edge_type text, cost float8";

  private GraphFunctions() {}

  static void register(FunctionTable table) {
    neighbors(table, "(uuid)", "neighbors");
    neighbors(table, "(uuid,any)", "neighbors");
    neighbors(table, "(uuid,any,text)", "neighbors");
    neighbors(table, "(uuid,any,text,any)", "neighbors");
    neighbors(table, "(uuid,any,text,int4,int4)", "neighbors");
    neighbors(table, "(text,uuid,int4,int4,text,text)", "neighborsIn");
    path(table, "(uuid,uuid)", "path");
    path(table, "(uuid,uuid,any)", "path");
    path(table, "(uuid,uuid,any,text)", "path");
    path(table, "(uuid,uuid,any,text,any)", "path");
    path(table, "(text,uuid,uuid,text,text,bool)", "pathIn");
  }

  private static void neighbors(FunctionTable table, String parameters, String method) {
    table.add(
        NativeTableFunction.of(
            GraphFunctions.class, method, "graph_neighbors" + parameters, NEIGHBOR_COLUMNS));
  }

  private static void path(FunctionTable table, String parameters, String method) {
    table.add(
        NativeTableFunction.of(
            GraphFunctions.class, method, "graph_shortest_path" + parameters, PATH_COLUMNS));
  }

  public static Enumerable<Object[]> neighbors(DataContext context, @Nullable UUID source) {
    return neighbors(context, source, null, "out", 1, 1);
  }

  public static Enumerable<Object[]> neighbors(
      DataContext context, @Nullable UUID source, @Nullable Object typesOrHops) {
    return neighbors(context, source, typesOrHops, "out", null);
  }

  public static Enumerable<Object[]> neighbors(
      DataContext context,
      @Nullable UUID source,
      @Nullable Object typesOrHops,
      @Nullable String direction) {
    return neighbors(context, source, typesOrHops, direction, null);
  }

  /** One method for both orders: overloads that differ in {@code NULL} cannot be told apart. */
  public static Enumerable<Object[]> neighbors(
      DataContext context,
      @Nullable UUID source,
      @Nullable Object typesOrHops,
      @Nullable String direction,
      @Nullable Object hopsOrTypes) {
    boolean hopsFirst = typesOrHops instanceof Number;
    Integer maxHops = hops(hopsFirst ? typesOrHops : hopsOrTypes);
    Object types = hopsFirst ? hopsOrTypes : typesOrHops;
    return neighbors(context, source, types, direction, 1, maxHops);
  }

  /** Neighbours between a least and a most number of hops. */
  public static Enumerable<Object[]> neighbors(
      DataContext context,
      @Nullable UUID source,
      @Nullable Object types,
      @Nullable String direction,
      @Nullable Integer minHops,
      @Nullable Integer maxHops) {
    return neighbors(walk(context, null, direction, types), source, minHops, maxHops);
  }

  /** Neighbours in a named collection; a null collection is the current schema. */
  public static Enumerable<Object[]> neighborsIn(
      DataContext context,
      @Nullable String schema,
      @Nullable UUID source,
      @Nullable Integer minHops,
      @Nullable Integer maxHops,
      @Nullable String direction,
      @Nullable String type) {
    return neighbors(walk(context, schema, direction, type), source, minHops, maxHops);
  }

  private static Enumerable<Object[]> neighbors(
      GraphWalk walk, @Nullable UUID source, @Nullable Integer minHops, @Nullable Integer maxHops) {
    if (source == null) {
      return Linq4j.emptyEnumerable();
    }
    int least = minHops == null ? 1 : minHops;
    int most = maxHops == null ? least : maxHops;
    if (least < 0 || most < least) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "hops must satisfy 0 <= minimum <= maximum");
    }
    List<Object[]> rows = new ArrayList<>();
    for (GraphWalk.Visit visit : walk.reach(source, most)) {
      if (visit.hops() >= least && visit.hops() > 0) {
        rows.add(
            new Object[] {
              visit.entity(), walk.typeOf(visit.entity()), visit.hops(), visit.via(), visit.edge()
            });
      }
    }
    return Linq4j.asEnumerable(rows);
  }

  private static @Nullable Integer hops(@Nullable Object hops) {
    if (hops == null) {
      return null;
    }
    if (hops instanceof Number number) {
      return Math.toIntExact(number.longValue());
    }
    throw new KarstException(
        ErrorCode.DATATYPE_MISMATCH, "the number of hops is an integer, not " + hops);
  }

  public static Enumerable<Object[]> path(
      DataContext context, @Nullable UUID source, @Nullable UUID target) {
    return path(context, source, target, null, "out", null);
  }

  public static Enumerable<Object[]> path(
      DataContext context, @Nullable UUID source, @Nullable UUID target, @Nullable Object types) {
    return path(context, source, target, types, "out", null);
  }

  public static Enumerable<Object[]> path(
      DataContext context,
      @Nullable UUID source,
      @Nullable UUID target,
      @Nullable Object types,
      @Nullable String direction) {
    return path(context, source, target, types, direction, null);
  }

  /** A path of at most so many hops, or of least weight if the last argument is TRUE. */
  public static Enumerable<Object[]> path(
      DataContext context,
      @Nullable UUID source,
      @Nullable UUID target,
      @Nullable Object types,
      @Nullable String direction,
      @Nullable Object hopsOrWeighted) {
    GraphWalk walk = walk(context, null, direction, types);
    boolean weighted = Boolean.TRUE.equals(hopsOrWeighted);
    Integer most = hopsOrWeighted instanceof Boolean ? null : hops(hopsOrWeighted);
    return path(walk, source, target, weighted, most == null ? MAX_DEPTH : most);
  }

  /** A path in a named collection: of fewest hops, or of least weight. */
  public static Enumerable<Object[]> pathIn(
      DataContext context,
      @Nullable String schema,
      @Nullable UUID source,
      @Nullable UUID target,
      @Nullable String direction,
      @Nullable String type,
      @Nullable Boolean weighted) {
    boolean lightest = Boolean.TRUE.equals(weighted);
    return path(walk(context, schema, direction, type), source, target, lightest, MAX_DEPTH);
  }

  private static Enumerable<Object[]> path(
      GraphWalk walk, @Nullable UUID source, @Nullable UUID target, boolean weighted, int maxHops) {
    if (source == null || target == null) {
      return Linq4j.emptyEnumerable();
    }
    return rows(
        walk,
        weighted ? walk.leastWeight(source, target) : walk.fewestHops(source, target, maxHops));
  }

  private static Enumerable<Object[]> rows(GraphWalk walk, List<GraphWalk.Step> steps) {
    List<Object[]> rows = new ArrayList<>();
    int number = 0;
    for (GraphWalk.Step step : steps) {
      rows.add(
          new Object[] {
            number++, step.entity(), walk.typeOf(step.entity()), step.edge(), step.cost()
          });
    }
    return Linq4j.asEnumerable(rows);
  }

  private static GraphWalk walk(
      DataContext context,
      @Nullable String schema,
      @Nullable String direction,
      @Nullable Object types) {
    String way = direction == null ? "out" : direction.toLowerCase(Locale.ROOT);
    boolean out = way.equals("out") || way.equals("both");
    boolean in = way.equals("in") || way.equals("both");
    if (!out && !in) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "direction must be 'out', 'in' or 'both', not '" + direction + "'");
    }
    return new GraphWalk(SessionFunctions.context(context), schema, edgeTypes(types), out, in);
  }

  /** One type or an array of them; null = all. */
  private static @Nullable SortedSet<String> edgeTypes(@Nullable Object types) {
    if (types == null) {
      return null;
    }
    SortedSet<String> wanted = new TreeSet<>();
    for (Object type : types instanceof List<?> list ? list : List.of(types)) {
      if (type instanceof String name) {
        wanted.add(name);
      } else if (type != null) {
        throw new KarstException(
            ErrorCode.DATATYPE_MISMATCH, "an edge type is a text, not " + type);
      }
    }
    return wanted;
  }
}
