package io.karst.sql.dml;

import io.karst.sql.ResultColumn;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.CompiledQuery;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.query.Queries;
import io.karst.sql.query.TableReferences;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query. They stream: a scan does not see rows that its own statement writes. Only a
 * query that may read the target more than once is read to its end first.
 */
final class QuerySource implements RowSource {
  private final CompiledQuery query;
  private final int[] positions;
  private final AssignmentCast[] casts;
  private final boolean[] given;
  private final boolean materialise;

  private QuerySource(
      Target target,
      CompiledQuery query,
      int[] positions,
      AssignmentCast[] casts,
      boolean materialise) {
    this.query = query;
    this.positions = positions;
    this.casts = casts;
    this.materialise = materialise;
    this.given = new boolean[target.columns().size()];
    for (int position : positions) {
      if (position >= 0) {
        given[position] = true;
      }
    }
  }

  /**
   * Compiles the source of an INSERT.
   *
   * @param targets what the query's columns are for
   * @param ignored per position: the value is to be ignored (OVERRIDING USER VALUE)
   */
  static QuerySource compile(
      StatementContext context,
      Target target,
      InsertColumns targets,
      boolean[] ignored,
      SqlNode source) {
    List<Integer> positions = targets.positions();
    CompiledQuery query = Queries.compile(source, context, null);
    List<ResultColumn> columns = query.columns();
    targets.requireWidth(columns.size());
    List<Integer> used = new ArrayList<>();
    AssignmentCast[] casts = new AssignmentCast[columns.size()];
    for (int i = 0; i < casts.length; i++) {
      TableColumn column = target.columns().get(positions.get(i));
      casts[i] =
          AssignmentCast.forColumn(
              column.name(), columns.get(i).type(), column.type(), target.values());
      used.add(ignored[positions.get(i)] ? -1 : positions.get(i));
    }
    int[] destinations = used.stream().mapToInt(Integer::intValue).toArray();
    return new QuerySource(
        target, query, destinations, casts, readsAgain(context, target.name(), source));
  }

  /** Whether the query may read the target in more than one scan, now or later. */
  static boolean readsAgain(StatementContext context, ObjectName target, SqlNode source) {
    List<ObjectName> names = TableReferences.of(source, context.searchPath());
    boolean view = false;
    for (ObjectName name : names) {
      view |=
          context.database().hasCollection(name.schema())
              && Names.collection(context, name).catalog().views().containsKey(name.name());
    }
    int tables = names.size() / Math.max(1, context.searchPath().size());
    return view || (names.contains(target) && tables > 1);
  }

  @Override
  public List<String> explain() {
    return query.explain();
  }

  @Override
  public boolean[] given() {
    return given.clone();
  }

  @Override
  public void addParameters(ParameterTypes parameters) {
    parameters.addAll(query.parameters());
  }

  @Override
  public void read(
      StatementContext context, @Nullable Object[] parameters, Consumer<@Nullable Object[]> rows) {
    List<@Nullable Object[]> all = new ArrayList<>();
    try (RowCursor cursor = query.open(context, parameters, null)) {
      while (cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[given.length];
        for (int i = 0; i < positions.length; i++) {
          if (positions[i] >= 0) {
            row[positions[i]] = casts[i].apply(cursor.get(i));
          }
        }
        if (materialise) {
          all.add(row);
        } else {
          rows.accept(row);
        }
      }
    }
    all.forEach(rows);
  }

  @Override
  public boolean isLarge() {
    return true;
  }
}
